import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { parseHosts, peerCount, placesOf, specOnHosts } from '../../../../scripts/hosts/hosts-file.js';
import { projectRoot } from '../../../../scripts/project-root.js';

const parse = (...lines: readonly string[]) => parseHosts(lines.join('\n'), 'hosts.yaml');

test('a host is a name, or a name with its ways; those above the list are of all hosts that say nothing else', () => {
  const { here, hosts } = parse(
    'here: 2',
    'directory: ~/codistill',
    'options: [-p, 2222]',
    'arguments: [--threads, 2]',
    'hosts:',
    '  - alpha',
    '  - {host: ana@beta, peers: 2, network: cnn, device: gpu:0, dataDir: mnist, directory: /opt, command: codistill}',
    '  - {host: gamma, options: []}',
  );
  const nothing = { network: undefined, device: undefined, dataDir: undefined };
  const plain = {
    ...{ ...nothing, peers: 1, directory: './codistill', command: 'npm run codistill --' },
    arguments: ['--threads', '2'],
  };
  assert.equal(here, 2);
  assert.deepEqual(hosts, [
    { ...plain, name: 'alpha', host: 'alpha', options: ['-p', '2222'] },
    {
      arguments: ['--threads', '2'],
      ...{ name: 'ana@beta', host: 'ana@beta', peers: 2, network: 'cnn', device: 'gpu:0', dataDir: 'mnist' },
      ...{ directory: '/opt', command: 'codistill', options: ['-p', '2222'] },
    },
    { ...plain, name: 'gamma', host: 'gamma', options: [] },
  ]);
});

test('without a word about it codistill lies where it lies here, and nothing runs here', () => {
  const { here, hosts } = parse('hosts: [alpha]');
  assert.deepEqual([here, hosts[0]?.directory, hosts[0]?.options], [0, projectRoot(), []]);
});

test('every host has a name of its own, which can be that of a file', () => {
  const { hosts } = parse('hosts: [alpha, alpha, alpha.2, "[::1]", "ssh://a@b:22"]');
  assert.deepEqual(
    hosts.map(({ name }) => name),
    ['alpha', 'alpha.2', 'alpha.2.2', '___1_', 'ssh___a@b_22'],
  );
});

test('what is wrong in a hosts file is told with file, host and key', () => {
  for (const [lines, complaint] of [
    [['hosts: [alpha, {host: beta, peers: 0}]'], /^hosts\.yaml is no list .*\n {2}host 2 \(beta\), peers: /],
    [['hosts: [{host: beta, prts: 2}]'], /host 1 \(beta\): .*"prts"/],
    [['hosts: [{peers: 2}]'], /host 1, host: /],
    [['hosts: ["-oProxyCommand=x"]'], /host 1 \(-oProxyCommand=x\), host: write it as ssh takes it/],
    [['hosts: ["a b"]'], /host 1 \(a b\), host: /],
    [['hosts: [3]'], /host 1: /],
    [['hosts: [{host: a, options: -p 22}]'], /host 1 \(a\), options: /],
    [['hosts: []'], /hosts: name one host at least/],
    [['here: 1'], /hosts: /],
    [['here: -1', 'hosts: [a]'], /here: /],
    [['hots: [a]'], /"hots"/],
    [['hosts: [a'], /^hosts\.yaml:1:\d+: /],
    [['- alpha'], /hosts\.yaml: a configuration file holds keys/],
  ] as const)
    assert.throws(() => parse(...lines), { code: 'ERR_CONFIG', message: complaint }, lines.join());
  assert.throws(() => parse('- alpha'), { fix: 'start with a key such as "hosts:"' });
});

const spec = (count: number) =>
  parseRunSpec({ peers: Array.from({ length: count }, (_, i) => ({ id: `p${i}` })) });

test('the peers after those of this machine are those of the hosts, in their order', () => {
  const hosts = parse('here: 1', 'hosts: [{host: a, peers: 2}, b]');
  assert.equal(peerCount(hosts), 4);
  assert.deepEqual(
    placesOf(hosts, spec(4).peers).map(([{ name }, places]) => [name, places]),
    [
      ['a', ['p1', 'p2']],
      ['b', ['p3']],
    ],
  );
});

test('a host’s network is that of its peers, and of no others', () => {
  const hosts = parse('here: 1', 'hosts: [{host: a, peers: 2, network: cnn}, b]');
  const { peers } = specOnHosts(spec(4), hosts, 'hosts.yaml');
  assert.deepEqual(
    peers.map(({ network }) => network),
    ['mlp', 'cnn', 'cnn', 'mlp'],
  );
});

test('a run with another number of peers than its machines have is refused', () => {
  const hosts = parse('here: 1', 'hosts: [{host: a, peers: 2}]');
  assert.throws(() => specOnHosts(spec(4), hosts, 'hosts.yaml'), {
    code: 'ERR_CONFIG',
    message: 'the run has 4 peers, and the machines of hosts.yaml train 3',
    fix: 'give --peers 3, or change `peers` and `here` in hosts.yaml',
  });
});
