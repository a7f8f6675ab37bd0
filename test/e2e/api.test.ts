/** The programming interface as programs use it: the examples of docs/api.md, taken out of it and run, and bad ends. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type TestContext, test } from 'node:test';
import { CodistillError, launch, openRun } from '../../scripts/api.js';
import { imageBytes } from '../support/data-files.js';
import { eventually, type Finished, readSummary, temporaryDirectory } from '../support/launch.js';
import { REPOSITORY } from '../support/repository.js';

const LIFE_MS_MAX = 300_000;
const TINY = {
  peers: 2,
  network: 'mlp:8',
  data: { name: 'synthetic:classes=3,size=4x4x1,train=90,test=30' },
  training: { steps: 1e6, batch: 16 },
};

/** A folder in which `codistill` is installed. */
function installed(t: TestContext): string {
  const folder = temporaryDirectory(t);
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(REPOSITORY, join(folder, 'node_modules/codistill'), 'dir');
  return folder;
}

/** Runs a module to its end. */
async function runModule(folder: string, code: string): Promise<Finished> {
  writeFileSync(join(folder, 'example.mjs'), code);
  const child = spawn(process.execPath, ['example.mjs'], { cwd: folder, timeout: LIFE_MS_MAX });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve) => {
    child.on('close', (status, signal) => resolve({ code: status, signal, stdout, stderr }));
  });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('the examples of docs/api.md run one after the other and say what they should', async (t) => {
  const page = readFileSync(join(REPOSITORY, 'docs/api.md'), 'utf8');
  const examples = [...page.matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, code]) => code!);
  const said = [
    [
      /^peer-[01] \d+ /m,
      /^step peer-0 20$/m,
      /^evaluation peer-1 60$/m,
      /^stopped by steps, the ensemble is right in \d/m,
    ],
    [/^interrupted after [\d.]+ s$/m, /^ERR_INTERRUPTED$/m],
    [
      /^\[ 'peer-0', 'peer-1' \] 0\.05 steps$/m,
      /^peer-0 60 true .*best\.safetensors$/m,
      /cat\.png prototype \d of seed 1$/m,
      /\/model \d/,
    ],
    [/^27\d{4}$/m, /^[\d.]+ \[/m],
  ];
  assert.equal(examples.length, said.length);
  const folder = installed(t);
  writeFileSync(join(folder, 'cat.png'), await imageBytes([10, 20, 30], 28, 28));
  for (const [at, code] of examples.entries()) {
    const ended = await runModule(folder, code);
    assert.equal(ended.code, 0, `${code}\n${ended.stdout}${ended.stderr}`);
    for (const pattern of said[at]!) assert.match(ended.stdout, pattern);
  }
  assert.equal(readSummary(join(folder, 'runs/stopped')).stoppedBy, 'interrupted');
});

test('importing the interface loads no TensorFlow and writes nothing', async (t) => {
  const folder = installed(t);
  const code = `import * as api from 'codistill';
    console.log(Object.keys(api).join(' '));
    console.log(process.report.getReport().sharedObjects.some((one) => /tensorflow/.test(one)));`;
  const { stdout, stderr } = await runModule(folder, code);
  assert.equal(stderr, '');
  assert.equal(stdout, 'CodistillError launch listRuns loadTensorFlow openRun\nfalse\n');
});

test('a program that ends in the middle of its run leaves no process behind', async (t) => {
  const folder = installed(t);
  const code = `import { launch } from 'codistill';
    const run = await launch(${JSON.stringify(TINY)});
    const pids = [];
    for await (const event of run) {
      if (event.kind === 'process') pids.push(event.pid);
      if (event.kind === 'progress' && event.step > 0) break;
    }
    console.log(JSON.stringify(pids));
    process.exit(7);`;
  const ended = await runModule(folder, code);
  assert.equal(ended.code, 7, ended.stderr);
  const pids = JSON.parse(ended.stdout) as number[];
  assert.equal(pids.length, 4, 'nats-server, the coordinator and two peers');
  await eventually(() => !pids.some(isAlive), 'every process is gone');
});

test('what is known to be wrong is refused before anything starts', async (t) => {
  const runDir = join(temporaryDirectory(t), 'run');
  const refused: [Parameters<typeof launch>[0], string][] = [
    [{ ...TINY, network: 'mpl' }, 'ERR_NETWORK_UNKNOWN'],
    [{ ...TINY, training: { epoch: 1 } as object }, 'ERR_CONFIG'],
    [{ ...TINY, peers: 0 }, 'ERR_USAGE'],
    [{ ...TINY, threads: 0.5 }, 'ERR_USAGE'],
    [{ ...TINY, data: { name: 'cifar10' }, dataDir: '/nowhere' }, 'ERR_DATA_MISSING'],
    [{ ...TINY, signal: AbortSignal.abort() }, 'ERR_INTERRUPTED'],
  ];
  for (const [request, code] of refused) {
    await assert.rejects(launch({ runDir, ...request }), (error) => {
      assert(error instanceof CodistillError);
      assert.equal(error.code, code);
      return true;
    });
  }
  assert.ok(!existsSync(runDir));
  assert.throws(() => openRun(runDir), { code: 'ERR_RUN_DIR' });
});

test('an error that a peer finds ends the events and the result with its code', async (t) => {
  const folder = temporaryDirectory(t);
  const module = join(folder, 'broken.mjs');
  writeFileSync(module, "export default () => { throw new Error('no such layer'); };");
  const run = await launch({ ...TINY, peers: 1, network: module, runDir: join(folder, 'run') });
  const kinds: string[] = [];
  const isBroken = { code: 'ERR_NETWORK_MODULE', message: /no such layer/ };
  await assert.rejects(async () => {
    for await (const { kind } of run) kinds.push(kind);
  }, isBroken);
  assert.deepEqual([kinds[0], kinds.includes('lost'), kinds.at(-1)], ['started', true, 'finished']);
  await assert.rejects(run.result, isBroken);
});
