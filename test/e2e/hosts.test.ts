import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { type TestContext, test } from 'node:test';
import { braked } from '../support/brake.js';
import { CLI, eventually, Running, readRecords, readSummary, temporaryDirectory } from '../support/launch.js';
import { createSshMachines, type SshMachines, sshMissing } from '../support/ssh.js';

const SKIP = { skip: sshMissing() };
const DATA = 'synthetic:classes=4,size=4x4x1,train=800,test=100';
/** Samples of a batch, and milliseconds that a braked one takes. */
const [BATCH, BRAKED_MS] = [32, 20];
const SPEC = ['--network', 'mlp:16', '--data', DATA, '--batch', String(BATCH)];

/** Machines with a hosts file on the first, and its launch. */
class Site {
  readonly machines: SshMachines;
  readonly root: string;

  private constructor(root: string, machines: SshMachines) {
    this.root = root;
    this.machines = machines;
  }

  static async open(t: TestContext, count: number): Promise<Site> {
    const root = temporaryDirectory(t);
    const machines = await createSshMachines(root, count);
    t.after(() => machines.remove());
    return new Site(root, machines);
  }

  /** @param hosts - Lines of YAML, an entry of the list each, in which `DIR1` is the folder of the first host. */
  launch(hosts: readonly string[], ...args: string[]): Running {
    const { config, machines } = this.machines;
    const file = join(this.root, 'hosts.yaml');
    const lines = [
      `options: [-F, ${config}]`,
      `command: ${process.execPath} ${CLI}`,
      ...args.splice(0, args[0]?.startsWith('here') === true ? 1 : 0),
      'hosts:',
      ...hosts.map((host) => `  - {${host.replace(/DIR(\d)/, (_, i) => this.machines.folder(Number(i)))}}`),
    ];
    writeFileSync(file, `${lines.join('\n')}\n`);
    const options = { prefix: machines.on(0), cwd: this.machines.folder(0) };
    return new Running(['launch', '--hosts', file, '--run-dir', 'run', ...SPEC, ...args], options);
  }

  /** Likewise, of three peers that train until the test is through, slowly: at full speed nothing else would have a core. */
  launchForLong(t: TestContext, hosts: readonly string[], ...args: string[]): Running {
    const { view } = braked(t, BATCH, BRAKED_MS);
    const allowed = hosts.map((host) => `${host}, arguments: [--allow-modules, ${dirname(view)}]`);
    const peers = Array.from({ length: 3 }, () => ['--peer', `view=${view}`]).flat();
    return this.launch(allowed, ...args, ...peers, '--steps', '1000000');
  }

  get runDir(): string {
    return join(this.machines.folder(0), 'run');
  }

  /** Waits until nothing runs on the hosts any more. */
  async empty(...hosts: readonly number[]): Promise<void> {
    for (const host of hosts)
      await eventually(() => this.machines.processes(host).length === 0, `host ${host} is left`);
  }
}

const ALPHA = 'host: alpha, directory: DIR1';
const BETA = 'host: beta, directory: DIR2';

/** Every file below a folder. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

/** Arguments or environment of a process. */
function processText(pid: number, name: 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return ''; // it has ended
  }
}

test(
  'peers on two hosts and on this machine train together, each with its host’s network, and no token is seen anywhere',
  SKIP,
  async (t) => {
    const site = await Site.open(t, 3);
    const hosts = [`${ALPHA}, network: mlp:8`, `${BETA}, peers: 2`];
    const launch = site.launch(hosts, 'here: 1', '--steps', '300');
    await launch.seen(/beta: joined run \S+ as peer-3/);
    const pids = [0, 1, 2].flatMap((machine) => site.machines.processes(machine));
    const seen = pids.map((pid) => processText(pid, 'cmdline') + processText(pid, 'environ'));
    assert(
      seen.some((words) => words.includes('--token-stdin')),
      'ssh and join are among them',
    );
    assert.deepEqual(
      seen.filter((words) => /codistill1\w{10}/.test(words)),
      [],
    );
    const { code, stdout, stderr } = await launch.finished;
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /alpha: joined run \S+ as peer-1; key/);
    assert.match(stdout, /who teaches whom: .*everyone teaches everyone/);
    const { peers, stoppedBy } = readSummary(site.runDir);
    assert.deepEqual(
      [stoppedBy, peers.map(({ id, network, steps }) => [id, network, steps])],
      ['steps', ['mlp:16', 'mlp:8', 'mlp:16', 'mlp:16'].map((network, i) => [`peer-${i}`, network, 300])],
    );
    assert.equal(new Set(readRecords(site.runDir).map(({ peer }) => peer)).size, 5, 'four peers, and none');
    const told = filesBelow(site.root).filter((file) =>
      /codistill1\w{10}/.test(readFileSync(file, 'latin1')),
    );
    assert.deepEqual(told, []);
    assert(!/codistill1\w{10}/.test(launch.output));
    assert.match(readFileSync(join(site.runDir, 'logs/host-beta.log'), 'utf8'), /epoch/);
    await site.empty(1, 2);

    const longer = site.launch(hosts, 'here: 1', '--steps', '400');
    const again = await longer.finished;
    assert.equal(again.code, 0, again.stdout + again.stderr);
    assert.match(again.stdout, /^alpha: run \S+ \(resumed\) in /m);
    assert.doesNotMatch(again.stdout, /is let in/);
    assert.deepEqual(
      readSummary(site.runDir).peers.map(({ steps }) => steps),
      [400, 400, 400, 400],
    );
  },
);

test(
  'hosts that do not answer, know no codistill or have no data are named, and the cohort begins without them',
  SKIP,
  async (t) => {
    const site = await Site.open(t, 3);
    const hosts = [
      ALPHA,
      'host: nowhere.invalid',
      'host: beta, options: [-F, CONFIG, -p, 9]'.replace('CONFIG', site.machines.config),
      `${BETA}, command: no-such-command`,
      `${BETA}, device: gpu:7`,
      'host: beta, directory: /no/such/folder',
    ];
    const launch = site.launch(hosts, 'here: 1', '--steps', '300');
    const { code, stdout, stderr } = await launch.finished;
    assert.equal(code, 34, stdout + stderr);
    for (const line of [
      /^nowhere\.invalid: does not answer: ssh: Could not resolve hostname nowhere\.invalid/m,
      /^beta: does not answer: ssh: connect to host 203\.0\.113\.3 port 9: Connection refused; .* ssh -F \S+ -p 9 /m,
      /^beta\.2: "no-such-command" is not found there: .*no-such-command/m,
      /^beta\.3: .*gpu:7.*; on beta\.3: /m,
      /^beta\.4: .*\/no\/such\/folder/m,
    ])
      assert.match(stdout, line);
    for (const id of [2, 3, 4, 5, 6])
      assert.match(stdout, new RegExp(`^peer-${id}: the cohort goes on without it`, 'm'));
    assert.match(stderr, /error ERR_HOST_FAILED: 5 hosts are lost:\n {2}nowhere\.invalid: /);
    const trained = readSummary(site.runDir).peers.filter(({ steps }) => steps === 300);
    assert.deepEqual(
      trained.map(({ id }) => id),
      ['peer-0', 'peer-1'],
    );
  },
);

test('a launch none of whose hosts answers ends with what ssh said of each', SKIP, async (t) => {
  const site = await Site.open(t, 3);
  const { config, machines } = site.machines;
  machines.cut(2, 0);
  const hosts = [
    'host: nowhere.invalid',
    `${ALPHA}, command: no-such-command`,
    'host: stranger@alpha',
    `host: alpha, options: [-F, ${config}, -o, UserKnownHostsFile=/dev/null]`,
    `host: beta, options: [-F, ${config}, -o, ConnectTimeout=1]`,
  ];
  const { code, stdout, stderr } = await site.launch(hosts, '--steps', '300').finished;
  assert.equal(code, 34, stdout + stderr);
  const reasons = [
    'nowhere\\.invalid: does not answer: ssh: Could not resolve hostname .*',
    'alpha: "no-such-command" is not found there: .*',
    'stranger@alpha: does not answer: stranger@\\S+: Permission denied \\(publickey\\S*',
    'alpha\\.2: does not answer: Host key verification failed\\.',
    'beta: does not answer: ssh: connect to host 203\\.0\\.113\\.3 port 22: Connection timed out',
  ];
  assert.match(stderr, new RegExp(`ERR_HOST_FAILED: 5 hosts are lost:\n {2}${reasons.join('\n {2}')}\n`));
});

test('a strict cohort does not begin without a host', SKIP, async (t) => {
  const site = await Site.open(t, 2);
  const launch = site.launch([ALPHA, 'host: nowhere.invalid'], '--steps', '300', '--strict');
  const { code, stdout, stderr } = await launch.finished;
  assert.equal(code, 34, stdout + stderr);
  assert.match(stderr, /error ERR_HOST_FAILED: nowhere\.invalid: does not answer/);
  await site.empty(1);
});

for (const [what, signals, code, when] of [
  ['Ctrl-C', ['SIGINT'], 130, /peer-0 .*epoch ([2-9]|\d\d)/],
  ['Ctrl-C before all have come', ['SIGINT'], 130, /beta: joined run/],
  ['a second Ctrl-C', ['SIGINT', 'SIGTERM'], 130, /peer-0 .*epoch ([2-9]|\d\d)/],
  ['a launcher that is killed', ['SIGKILL'], null, /peer-2 .*epoch ([2-9]|\d\d)/],
] as const) {
  test(`${what} leaves no process on any host`, SKIP, async (t) => {
    const site = await Site.open(t, 3);
    const launch = site.launchForLong(t, [ALPHA, `${BETA}, peers: 2`]);
    await launch.seen(when);
    assert(site.machines.processes(2).length > 0);
    for (const signal of signals) launch.child.kill(signal);
    const ended = await launch.finished;
    assert.equal(ended.code, code, ended.stdout + ended.stderr);
    await site.empty(0, 1, 2);
    assert.doesNotMatch(ended.stdout, /is lost/);
  });
}

for (const [what, lose] of [
  ['whose processes are killed', (site: Site) => site.machines.processes(2)],
  [
    'whose connection is gone',
    (site: Site) =>
      site.machines.processes(0).filter((pid) => /^ssh\0.*\0beta\0/s.test(processText(pid, 'cmdline'))),
  ],
] as const) {
  test(
    `a host ${what} in the middle is started again, visibly, trains on with the others, and leaves nothing there`,
    SKIP,
    async (t) => {
      const site = await Site.open(t, 3);
      const launch = site.launchForLong(t, [ALPHA, BETA], 'here: 1');
      for (const id of [0, 1, 2]) await launch.seen(new RegExp(`peer-${id} .*epoch ([2-9]|\\d\\d)`));
      const pids = lose(site);
      assert(pids.length > 0);
      for (const pid of pids) process.kill(pid, 'SIGKILL');
      await launch.seen(/^beta: its part was cut off \(.*\): restart 1 of at most 5 in \d+ ms/m);
      await launch.seen(/^beta: run \S+ \(resumed\) in /m);
      await launch.seen(/peer-2 \(incarnation [2-9]\) joined/);
      const from = launch.output.length;
      for (const id of [1, 2])
        await eventually(
          () => new RegExp(`peer-${id} .*epoch`).test(launch.output.slice(from)),
          `peer-${id} trains on`,
        );
      launch.child.kill('SIGINT');
      assert.equal((await launch.finished).code, 130);
      await site.empty(0, 1, 2);
    },
  );
}
