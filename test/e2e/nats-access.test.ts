import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EXIT_CODES } from '../../proto/errors.js';
import { CLI, codistill, Running, temporaryDirectory } from '../support/launch.js';
import { familyOf, trainingRun } from '../support/long-run.js';
import { REFUSALS } from '../support/nats-refusals.js';
import { startTestNatsServer } from '../support/nats-server.js';
import { REPOSITORY } from '../support/repository.js';

const TINY = [
  '--data',
  'synthetic:classes=3,size=4x4x1,train=90,test=30',
  '--network',
  'mlp:8',
  '--batch',
  '16',
];

function textsBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
}

test('a run on a server of the user’s own takes the credentials of the URL, and shows them nowhere', async (t) => {
  const server = await startTestNatsServer({ lines: ['authorization { user: u, password: s3cret }'] });
  t.after(() => server.stop());
  const runDir = join(temporaryDirectory(t), 'run');
  const nats = server.url.replace('nats://', 'nats://u:s3cret@');
  const run = await trainingRun(runDir, ['--steps', '1000000', '--nats', nats]);
  t.after(() => run.child.kill('SIGKILL'));
  for (const pid of [run.child.pid!, ...familyOf(run)].filter((one) => existsSync(`/proc/${one}/cmdline`)))
    assert(!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('s3cret'), 'arguments are for all to see');
  run.child.kill('SIGINT');
  const { code, stdout, stderr } = await run.finished;
  assert.equal(code, EXIT_CODES.ERR_INTERRUPTED);
  for (const text of [stdout, stderr, ...textsBelow(runDir)]) assert(!text.includes('s3cret'));
});

test('the shell in which npm runs a command does not keep its secrets in view', async (t) => {
  const { scripts } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as {
    scripts: Readonly<Record<'start' | 'codistill', string>>;
  };
  assert.equal(scripts.start, `${scripts.codistill} launch`, 'both alike');
  const server = await startTestNatsServer({ lines: ['authorization { user: u, password: s3cret }'] });
  t.after(() => server.stop());
  const nats = server.url.replace('nats://', 'nats://u:s3cret@');
  const command = scripts.codistill
    .replace('node scripts/setup/main.mjs', 'true')
    .replace('dist/programs/codistill.js', CLI);
  const line = `${command} coordinator --run r --nats ${nats} --connect-timeout 60000`;
  const shell = new Running([], { prefix: ['sh', '-c', line] });
  t.after(() => shell.child.kill('SIGKILL'));
  await shell.seen(/waiting for/);
  const { pid } = shell.child;
  if (existsSync(`/proc/${pid}/cmdline`))
    assert(!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('s3cret'), 'it is no shell any more');
  shell.child.kill('SIGTERM');
  assert.equal((await shell.finished).code, EXIT_CODES.ERR_INTERRUPTED, 'a signal reaches the command');
});

test('a server that will never do is refused before there is a run directory or a process', async (t) => {
  const runDir = join(temporaryDirectory(t), 'run');
  for (const name of ['a server without JetStream', 'a server that wants a user']) {
    const { start, code } = REFUSALS.find((one) => one.name === name)!;
    const { natsUrl, natsProof } = await start(t);
    const nats = natsUrl.replace('//', `//u:${natsProof.password ?? 's3cret'}@`);
    const { stdout, stderr, ...end } = await codistill([
      'launch',
      '--run-dir',
      runDir,
      ...TINY,
      '--nats',
      nats,
    ]);
    assert.equal(end.code, EXIT_CODES[code], stderr);
    assert.match(stderr, new RegExp(`^error ${code}: .*${natsUrl}.*\nfix: .+\n$`));
    assert.equal(stdout, '');
    assert(!existsSync(runDir));
  }
});

test('the doctor says of a server whether a run could use it', async (t) => {
  const server = await startTestNatsServer({ lines: ['authorization { user: u, password: s3cret }'] });
  t.after(() => server.stop());
  const asked = async (password: string): Promise<string> => {
    const env = { CODISTILL_NATS_PASSWORD: password };
    return (await codistill(['doctor', '--nats', server.url, '--nats-user', 'u'], { env })).stdout;
  };
  assert.match(await asked('s3cret'), /OK +nats +nats:\/\/127\S+: \S+, as user "u", JetStream works/);
  assert.match(
    await asked('other'),
    /FIX +nats +nats-server at .* refuses the login as user "u": Authorization Violation/,
  );
});

test('a process that was started by hand ends with the server’s reason', async (t) => {
  const { start, code } = REFUSALS.find(({ name }) => name === 'a server that wants a token')!;
  const { natsUrl } = await start(t);
  for (const args of [
    ['peer', '--run', 'x', '--id', 'p', '--run-dir', temporaryDirectory(t)],
    ['coordinator', '--run', 'x', '--peers', '2'],
  ]) {
    const { stderr, code: status } = await codistill([...args, '--nats', natsUrl]);
    assert.equal(status, EXIT_CODES[code]);
    assert.match(stderr, /^error ERR_NATS_LOGIN: .*without credentials: Authorization Violation$/m);
  }
});
