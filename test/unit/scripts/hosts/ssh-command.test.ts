import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { parseHosts } from '../../../../scripts/hosts/hosts-file.js';
import { remoteCommand, sshArguments } from '../../../../scripts/hosts/ssh-command.js';

const [alpha, odd] = parseHosts(
  `hosts:
  - {host: alpha, directory: ~/co distill, options: [-F, conf, -o, ConnectTimeout=3]}
  - {host: odd, peers: 2, device: "gpu:1", dataDir: "it's here", arguments: [--threads, 2], directory: /tmp, command: "printf '[%s]'"}`,
  'hosts.yaml',
).hosts;

test('ssh asks nothing, notices a host that is gone, and the words of the hosts file come first', () => {
  const args = sshArguments(alpha!, 'lab');
  assert.deepEqual(args.slice(0, 4), ['-F', 'conf', '-o', 'ConnectTimeout=3']);
  for (const option of ['BatchMode=yes', 'ConnectTimeout=10', 'ServerAliveInterval=15'])
    assert.equal(args[args.indexOf(option) - 1], '-o', option);
  assert.deepEqual(args.slice(-4), ['-T', '--', 'alpha', remoteCommand(alpha!, 'lab')]);
});

test('OpenSSH reads the options as they are meant', () => {
  const shown = execFileSync('ssh', ['-G', '-F', '/dev/null', ...sshArguments(alpha!, 'lab').slice(2)], {
    encoding: 'utf8',
  });
  for (const line of ['hostname alpha', 'batchmode yes', 'connecttimeout 3', 'serveraliveinterval 15'])
    assert(shown.split('\n').includes(line), line);
});

test('the command begins in the folder there, and gets no token', () => {
  assert.equal(
    remoteCommand(alpha!, 'lab'),
    "cd './co distill' && npm run codistill -- join --token-stdin --leave-with-stdin --allow-untaught --json" +
      ' --peers 1 --run-dir runs/lab-alpha',
  );
});

test('a shell hands on every word of a host as it stands in the file', () => {
  const words = execFileSync('sh', ['-c', remoteCommand(odd!, 'lab')], { encoding: 'utf8' });
  assert.equal(
    words,
    '[join][--token-stdin][--leave-with-stdin][--allow-untaught][--json][--peers][2][--run-dir][runs/lab-odd]' +
      "[--device][gpu:1][--data-dir][it's here][--threads][2]",
  );
});
