import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { type ErrorCode, EXIT_CODES } from '../../proto/errors.js';
import { CLI, codistill, Running, temporaryDirectory } from '../support/launch.js';

const TINY = [
  '--data',
  'synthetic:classes=3,size=4x4x1,train=90,test=30',
  '--network',
  'mlp:8',
  '--batch',
  '16',
];

/** Runs a command line that must be refused with a code; standard error must match, nothing else may be said. */
async function refused(code: ErrorCode, args: readonly string[], complaint: RegExp): Promise<void> {
  const { code: status, stdout, stderr } = await codistill(args);
  assert.match(stderr, complaint);
  assert.match(stderr, new RegExp(`^error ${code}: `, 'm'));
  assert.equal(status, EXIT_CODES[code], stdout + stderr);
}

test('--help lists the commands with the exit codes, --version the version', async () => {
  const help = await codistill(['--help']);
  assert.equal(help.code, 0);
  for (const word of ['launch', 'coordinator', 'peer', 'evaluate', 'discover', 'doctor', 'Exit codes'])
    assert(help.stdout.includes(word), word);
  const launchHelp = await codistill(['launch', '--help']);
  for (const word of ['--peers', '--temperature', '--burn-in', 'Examples:', '[default: 0.1]'])
    assert(launchHelp.stdout.includes(word), word);
  const [first = ''] = launchHelp.stdout.split('Cohort:');
  for (const name of ['peers', 'network', 'data', 'data-dir', 'epochs', 'exchange', 'run-dir', 'config'])
    assert(first.includes(`--${name} `), `${name} is among the first`);
  assert.equal(first.match(/^ +--/gm)?.length, 8);
  assert.match((await codistill(['--version'])).stdout, /^\d+\.\d+\.\d+/);
});

test('a misspelt command, option or choice is answered with the nearest one', async () => {
  await refused('ERR_USAGE', ['lunch'], /there is no command "lunch"; did you mean "launch"\?/);
  await refused(
    'ERR_USAGE',
    ['launch', '--epcohs', '3'],
    /there is no option --epcohs; did you mean --epochs\?/,
  );
  await refused('ERR_USAGE', ['launch', '--optimizer', 'sdg'], /--optimizer "sdg": choose "sgd" or "adam"/);
  await refused('ERR_USAGE', ['export', 'x', '--format', 'onx'], /--format "onx": choose .*"onnx"/);
  await refused('ERR_USAGE', ['launch', '--peer', 'netwrk=mlp'], /did you mean "network"\?/);
  await refused('ERR_USAGE', [], /a command is missing/);
});

test('a model without the file that says what it takes is refused as such', async (t) => {
  const folder = temporaryDirectory(t);
  writeFileSync(join(folder, 'model.onnx'), '');
  await refused('ERR_DATA_MISSING', ['predict', folder, 'x.png'], /preprocessing\.json does not say/);
});

test('too few open files are one error of every command, before anything starts', {
  skip: process.platform !== 'linux',
}, async (t) => {
  const runDir = join(temporaryDirectory(t), 'run');
  for (const command of ['launch', 'compare', 'coordinator', 'peer', 'evaluate', 'discover', 'doctor']) {
    const line = `ulimit -n 64; exec "${process.execPath}" "${CLI}" ${command} --run-dir "${runDir}"`;
    const env = { ...process.env, CI: 'true' };
    const { status, stderr, stdout } = spawnSync('sh', ['-c', line], { encoding: 'utf8', env });
    assert.equal(status, EXIT_CODES.ERR_DESCRIPTORS, stderr);
    assert.match(
      stderr,
      /^error ERR_DESCRIPTORS: this shell allows 64 open files.*\nfix: ulimit -n 256.*\n$/,
    );
    assert.equal(stdout, '');
  }
  assert.equal(existsSync(runDir), false);
});

for (const [args, code] of [
  [['--help'], 0],
  [['launch', '--help'], 0],
  [['--version'], 0],
  [['doctor', '--json'], undefined],
  [['lunch'], EXIT_CODES.ERR_USAGE],
  [['evaluate', '/nowhere'], EXIT_CODES.ERR_RUN_DIR],
  [['evaluate', '/nowhere', '--json'], EXIT_CODES.ERR_RUN_DIR],
  [['coordinator', '--run', 'r', '--nats', 'nope:'], undefined],
  [['compare', '/nowhere.yaml'], undefined],
] as const) {
  test(`codistill ${args.join(' ')} ends as ever when nobody reads what it says`, async () => {
    const expected = code ?? (await codistill(args)).code;
    const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    child.stderr.destroy();
    const [status, signal] = await once(child, 'exit');
    assert.deepEqual([status, signal], [expected, null]);
  });
}

test('a misspelt data set is refused before anything is started', async (t) => {
  const runDir = join(temporaryDirectory(t), 'run');
  await refused(
    'ERR_DATA_UNKNOWN',
    ['launch', '--run-dir', runDir, '--data', 'mnits'],
    /did you mean "mnist"\?/,
  );
  assert.equal(existsSync(runDir), false);
});

test('options that do not fit are refused before anything is started, by every command', async (t) => {
  const runDir = join(temporaryDirectory(t), 'run');
  const launch = ['launch', '--run-dir', runDir];
  const compare = ['compare', '--study-dir', runDir, '--vary', 'exchange=none lockstep'];
  const data = ['--data', 'synthetic:clases=3', '--network', 'mlp:8'];
  const known = /no option "clases"\s+fix: did you mean "classes"\?/;
  await refused('ERR_CONFIG', [...launch, ...data], known);
  await refused('ERR_CONFIG', [...compare, ...data], known);
  await refused('ERR_NETWORK_UNKNOWN', [...launch, '--network', 'mlp:abc'], /unusable widths\s+fix: give/);
  await refused('ERR_NETWORK_UNKNOWN', [...compare, '--network', 'cnn:16-x'], /unusable widths\s+fix: give/);
  await refused('ERR_CONFIG', [...launch, '--device', 'gpu:x'], /peers\.0\.device: .*gpu:N/);
  await refused('ERR_USAGE', [...compare, '--seeds', 'two'], /--seeds two: neither .*\s+fix: give a count/);
  await refused('ERR_USAGE', [...launch, '--nats-port', '99999'], /--nats-port 99999: a port is/);
  const teacher = ['--peer', 'network=mlp', '--peer', 'role=teacher,source=nowhere'];
  await refused('ERR_DATA_MISSING', [...launch, ...teacher], /no teacher at nowhere/);
  const spec = join(temporaryDirectory(t), 'spec.yaml');
  writeFileSync(spec, 'peers: [{ id: p, network: "mlp:abc" }]\n');
  const peer = ['peer', '--run', 'r', '--id', 'p', '--run-dir', runDir, '--nats', 'nats://127.0.0.1:1'];
  await refused('ERR_NETWORK_UNKNOWN', [...peer, '--config', spec], /unusable widths/);
  assert.equal(existsSync(runDir), false);
});

test('what does not fit the data is refused before anything is started, by launch and by compare', async (t) => {
  const directory = temporaryDirectory(t);
  const runDir = join(directory, 'run');
  const text = join(directory, 'text.txt');
  writeFileSync(text, 'to be or not to be\n'.repeat(200));
  const short = ['--data', `text:${text},window=8`, '--network', 'mlp-lm:9-4-8'];
  const wide = [...TINY, '--payload', 'top-4'];
  for (const command of [
    ['launch', '--run-dir', runDir],
    ['compare', '--study-dir', runDir, '--vary', 'exchange=none lockstep'],
  ]) {
    await refused('ERR_SHAPE', [...command, ...short], /reads 9 tokens, window=8 has fewer\s+fix: give/);
    await refused('ERR_CONFIG', [...command, ...wide], /top-4 keeps 4 .* 3 classes\s+fix: use/);
    const none = ['--data', 'images', '--data-dir', join(directory, 'none'), '--network', 'mlp:8'];
    await refused('ERR_DATA_MISSING', [...command, ...none], /cannot read the folder .*none/);
    await refused('ERR_DEVICE_MISSING', [...command, ...TINY, '--device', 'gpu:63'], /wants gpu:63/);
  }
  assert.equal(existsSync(runDir), false);
});

test('a folder that takes no other is an error of every command that would write there', {
  skip: process.platform !== 'linux',
}, async () => {
  const launch = ['launch', ...TINY, '--run-dir', '/proc/none'];
  const compare = ['compare', ...TINY, '--vary', 'exchange=none lockstep', '--study-dir', '/proc/none'];
  const peer = [
    'peer',
    '--run',
    'r',
    '--id',
    'p',
    '--nats',
    'nats://127.0.0.1:1',
    '--run-dir',
    '/proc/none/p',
  ];
  await refused('ERR_RUN_DIR', launch, /cannot create .*\nfix: give .* --run-dir/);
  await refused('ERR_RUN_DIR', compare, /cannot create .*\nfix: give .* --study-dir/);
  await refused('ERR_RUN_DIR', peer, /run directory \/proc\/none/);
});

test('a misspelt network, a missing module and a GPU that is not there are refused before anything is started', async (t) => {
  const runDir = join(temporaryDirectory(t), 'run');
  const args = ['launch', '--run-dir', runDir, ...TINY];
  await refused('ERR_NETWORK_UNKNOWN', [...args, '--network', 'resnet21'], /did you mean "resnet20"\?/);
  await refused(
    'ERR_NETWORK_MODULE',
    [...args, '--network', './not-there.mjs'],
    /no network module \/.*not-there/,
  );
  await refused('ERR_DEVICE_MISSING', [...args, '--device', 'gpu:63'], /peer-0 wants gpu:63/);
  assert.equal(existsSync(runDir), false);
});

test('numbers and arguments that are none are answered for a person', async () => {
  await refused('ERR_USAGE', ['launch', '--peers', 'two'], /--peers two: not a number/);
  await refused(
    'ERR_USAGE',
    ['launch', '--lr', '0,05'],
    /--lr 0,05: not a number\s+fix: write 0\.05, with a point/,
  );
  await refused('ERR_USAGE', ['evaluate'], /evaluate needs more than that: codistill evaluate <run-dir>/);
});

test('options that npm kept for itself, and options that are given nothing, are not passed over', async () => {
  const env = { npm_lifecycle_event: 'start', npm_config_epochs: '1', npm_config_network: 'true' };
  for (const args of [['launch'], ['launch', 'cnn']]) {
    const { code, stdout, stderr } = await codistill(args, { env });
    assert.equal(code, EXIT_CODES.ERR_USAGE, stdout);
    assert.match(
      stderr,
      /^error ERR_USAGE: npm took --.*\nfix: write all options behind a "--", as in npm start -- --/,
    );
  }
  await refused('ERR_USAGE', ['launch', ...TINY, '--run-dir='], /--run-dir is given nothing/);
  await refused(
    'ERR_USAGE',
    ['compare', '--data-dir', '', '--vary', 'seed=1 2'],
    /--data-dir is given nothing/,
  );
});

test('a configuration file with an unknown key, a syntax error, or that is not there', async (t) => {
  const file = join(temporaryDirectory(t), 'run.yaml');
  writeFileSync(file, 'training:\n  epochz: 3\n');
  await refused(
    'ERR_CONFIG',
    ['launch', '--config', file],
    /training\.epochz: unknown key; did you mean "epochs"\?/,
  );
  writeFileSync(file, 'training:\n  lr: [1\n');
  await refused('ERR_CONFIG', ['launch', '--config', file], /run\.yaml:\d+:\d+: /);
  await refused('ERR_CONFIG', ['launch', '--config', `${file}.not`], /cannot read the configuration file/);
});

test('values out of range are named by field', async () => {
  await refused('ERR_CONFIG', ['launch', '--epochs', '0'], /training\.epochs: /);
  await refused('ERR_CONFIG', ['launch', '--set', 'training.momentum=2'], /training\.momentum: /);
  await refused('ERR_USAGE', ['launch', '--peers', '2000'], /--peers 2000: a cohort has 1 to 1024 peers/);
  await refused(
    'ERR_CONFIG',
    ['launch', '--peers', '99'],
    /--graph all of 99 peers has 98 teachers for one peer/,
  );
});

test('two runs in one directory: the second is refused and told who runs there', async (t) => {
  const runDir = join(temporaryDirectory(t), 'run');
  const first = new Running(['launch', '--run-dir', runDir, ...TINY, '--steps', '1000000']);
  t.after(() => first.child.kill('SIGKILL'));
  await first.seen(/^run /m);
  await refused(
    'ERR_RUN_DIR_BUSY',
    ['launch', '--run-dir', runDir, ...TINY, '--steps', '1000000'],
    new RegExp(`process ${first.child.pid} `),
  );
  first.child.kill('SIGINT');
  assert.equal((await first.finished).code, 130);
  await refused(
    'ERR_RUN_DIR',
    ['launch', '--run-dir', runDir, ...TINY, '--steps', '7'],
    /training\.steps: 1000000 there, 7 asked for/,
  );
});

test('a port that is taken is named, for nats-server and for a peer', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const runDir = join(temporaryDirectory(t), 'run');
  await refused(
    'ERR_PORT_TAKEN',
    ['launch', '--run-dir', runDir, ...TINY, '--nats-port', String(port)],
    new RegExp(`port ${port} `),
  );
  assert.equal(existsSync(runDir), false);
  const spec = join(temporaryDirectory(t), 'spec.yaml');
  writeFileSync(spec, 'peers: [{ id: solo, network: "mlp:8" }]\n');
  const peer = [
    'peer',
    '--run',
    'r',
    '--id',
    'solo',
    '--nats',
    'nats://127.0.0.1:1',
    '--config',
    spec,
    '--run-dir',
    runDir,
  ];
  await refused('ERR_PORT_TAKEN', [...peer, '--bind', `tcp://127.0.0.1:${port}`], new RegExp(String(port)));
});

test('addresses beyond this machine need --insecure', async () => {
  const peer = ['peer', '--run', 'r', '--id', 'p'];
  await refused('ERR_INSECURE_BIND', ['launch', '--nats', 'nats://192.0.2.1:4222'], /--insecure/);
  await refused(
    'ERR_INSECURE_BIND',
    ['coordinator', '--run', 'r', '--nats', 'nats://192.0.2.1:4222'],
    /--insecure/,
  );
  await refused(
    'ERR_INSECURE_BIND',
    [...peer, '--nats', 'nats://127.0.0.1:4222', '--bind', 'tcp://0.0.0.0:*'],
    /--bind .*reaches beyond/,
  );
  await refused(
    'ERR_INSECURE_BIND',
    [...peer, '--nats', 'nats://127.0.0.1:4222', '--advertise', 'lab-3'],
    /--advertise lab-3/,
  );
});

test('a process that was started by hand says why it ends once, without a stack', async (t) => {
  const nats = ['--nats', 'nats://127.0.0.1:1', '--connect-timeout', '1'];
  for (const command of [
    ['peer', '--run', 'r', '--id', 'p', '--run-dir', join(temporaryDirectory(t), 'run')],
    ['coordinator', '--run', 'r', ...TINY, '--peers', '2'],
  ]) {
    const { code, stderr } = await codistill([...command, ...nats]);
    assert.equal(code, EXIT_CODES.ERR_NATS_SERVER, stderr);
    assert.match(stderr, /^error ERR_NATS_SERVER: .*\nfix: .*\n$/m);
    assert.doesNotMatch(stderr, /^ +at |stack/m);
  }
});

test('ids that cannot be names are refused', async () => {
  await refused(
    'ERR_CONFIG',
    ['peer', '--run', 'a b', '--id', 'p', '--nats', 'nats://127.0.0.1:1'],
    /run id "a b"/,
  );
  await refused('ERR_CONFIG', ['launch', '--peer', 'id=../up'], /peer id "\.\.\/up"/);
});

test('a GPU that is asked for and not there is an error, never the CPU', async (t) => {
  const runDir = join(temporaryDirectory(t), 'run');
  const args = ['launch', '--run-dir', runDir, ...TINY, '--peer', 'device=cpu', '--peer', 'device=gpu:63'];
  await refused('ERR_DEVICE_MISSING', args, /gpu/i);
});

test('data files that are missing or damaged end the run, which says where and what to do', async (t) => {
  const directory = temporaryDirectory(t);
  const data = join(directory, 'data');
  mkdirSync(data);
  const args = ['launch', '--data', 'cifar10', '--data-dir', data, '--network', 'mlp:8'];
  await refused('ERR_DATA_MISSING', [...args, '--run-dir', join(directory, 'a')], /--data-dir/);
  assert.equal(existsSync(join(directory, 'a')), false, 'known before anything starts');
  for (const name of [
    'data_batch_1',
    'data_batch_2',
    'data_batch_3',
    'data_batch_4',
    'data_batch_5',
    'test_batch',
  ]) {
    writeFileSync(join(data, `${name}.bin`), 'not images');
  }
  await refused('ERR_DATA_CORRUPT', [...args, '--run-dir', join(directory, 'b')], /\.bin/);
});

test('a network whose classes are not those of the data is refused', async (t) => {
  const directory = temporaryDirectory(t);
  const network = join(directory, 'five-classes.mjs');
  writeFileSync(
    network,
    `export default ({ tf, inputShape }) => tf.sequential({ layers: [tf.layers.flatten({ inputShape }), tf.layers.dense({ units: 5 })] });`,
  );
  const args = ['launch', '--run-dir', join(directory, 'run'), ...TINY, '--network', network];
  const { code, stdout, stderr } = await codistill(args);
  assert.match(stderr, /^error ERR_CLASS_COUNT: .*(?:5.*3|3.*5)/m);
  assert.equal(code, EXIT_CODES.ERR_CLASS_COUNT);
  assert.doesNotMatch(
    stdout,
    /lost nats|no nats-server answers/,
    'what the end of a run brings is no trouble',
  );
});

test('with --json an error is one JSON object on standard error, and standard output stays for the summary', async () => {
  const { code, stdout, stderr } = await codistill(['launch', '--json', '--epochs', '0']);
  assert.equal(code, EXIT_CODES.ERR_CONFIG);
  assert.equal(stdout, '');
  assert.equal((JSON.parse(stderr) as { error: { code: string } }).error.code, 'ERR_CONFIG');
});

test('a directory that is no run cannot be evaluated', async (t) => {
  await refused('ERR_RUN_DIR', ['evaluate', temporaryDirectory(t)], /is no run directory/);
});
