import assert from 'node:assert/strict';
import { join } from 'node:path';
import process from 'node:process';
import { type TestContext, test } from 'node:test';
import { EXIT_CODES } from '../../../../proto/errors.js';
import type { BegunProcess } from '../../../../scripts/launch/begun-process.js';
import { codistillFile } from '../../../../scripts/launch/child-arguments.js';
import { reportedError } from '../../../../scripts/launch/exit-reason.js';
import { WarmProcesses } from '../../../../scripts/launch/warm-processes.js';
import { SUPERVISED_VARIABLE } from '../../../../scripts/parent-watch.js';
import { eventually, isAlive, temporaryDirectory } from '../../../support/launch.js';

interface Begun extends BegunProcess {
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  readonly said: () => string;
}

type Begin = (args: readonly string[], environment?: NodeJS.ProcessEnv) => Begun;

/** Processes that end with the test, and a hand that begins commands in them. */
function warm(t: TestContext): { readonly processes: WarmProcesses; readonly begin: Begin } {
  const processes = new WarmProcesses();
  t.after(() => processes.close());
  const logFile = join(temporaryDirectory(t), 'log');
  const begin: Begin = (args, environment = {}) => {
    let said = '';
    let end!: (exit: { code: number | null; signal: NodeJS.Signals | null }) => void;
    const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
      end = resolve;
    });
    const plan = {
      name: args[0]!,
      command: process.execPath,
      args: [codistillFile(), ...args],
      environment: { ...process.env, [SUPERVISED_VARIABLE]: '1', ...environment },
      logFile,
    };
    const one = processes.begin(plan, {
      onText: (text) => {
        said += text;
      },
      onLine: () => {},
      onEnd: (code, signal) => end({ code, signal }),
      warn: (message) => assert.fail(message),
    });
    return { ...one, ended, said: () => said };
  };
  return { processes, begin };
}

const WELL = { code: 0, signal: null };
/** Waits for a server that never comes. */
const PATIENT = ['coordinator', '--run', 'r', '--nats', 'nats://127.0.0.1:1'];

test('one process carries out command after command, each with the environment and the words of its own', async (t) => {
  const { begin } = warm(t);
  const folders = [temporaryDirectory(t), temporaryDirectory(t)];
  const pids: (number | undefined)[] = [];
  for (const folder of folders) {
    const one = begin(['runs', folder], { CODISTILL_NATS_TOKEN: folder });
    assert.deepEqual(await one.ended, WELL);
    assert.equal(one.said(), `no runs in ${folder}\n`);
    one.signal('SIGKILL'); // it is lent no longer
    pids.push(one.pid);
  }
  assert.equal(pids[0], pids[1]);
});

test('a command that fails ends its process as it would its own, and the next one gets another', async (t) => {
  const { begin } = warm(t);
  const failed = begin(['runs', '--nonsense']);
  assert.deepEqual(await failed.ended, { code: EXIT_CODES.ERR_USAGE, signal: null });
  assert.equal(reportedError(failed.said())?.code, 'ERR_USAGE');
  const next = begin(['runs', temporaryDirectory(t)]);
  assert.deepEqual(await next.ended, WELL);
  assert.notEqual(next.pid, failed.pid);
});

test('a process that is killed in the middle is told as killed, and the next command gets another', async (t) => {
  const { begin } = warm(t);
  const killed = begin(PATIENT);
  assert(isAlive(killed.pid!));
  killed.signal('SIGKILL');
  assert.deepEqual(await killed.ended, { code: null, signal: 'SIGKILL' });
  const next = begin(PATIENT);
  assert.notEqual(next.pid, killed.pid);
  next.signal('SIGTERM');
  const { code, signal } = await next.ended;
  assert(
    code === EXIT_CODES.ERR_INTERRUPTED || signal === 'SIGTERM',
    'in good order, unless it had hardly begun',
  );
});

test('a process that was sent a signal is not lent again, however well its command ended', async (t) => {
  const { begin } = warm(t);
  const one = begin(['runs', temporaryDirectory(t)]);
  one.signal('SIGCONT');
  assert.deepEqual(await one.ended, WELL);
  const next = begin(['runs', temporaryDirectory(t)]);
  assert.deepEqual(await next.ended, WELL);
  assert.notEqual(next.pid, one.pid);
});

test('a process for another environment takes the place of one that nobody wants, and none outlives the pool', async (t) => {
  const { processes, begin } = warm(t);
  const first = begin(['runs', temporaryDirectory(t)]);
  await first.ended;
  const other = begin(PATIENT, { TF_NUM_INTRAOP_THREADS: '2' });
  assert.notEqual(other.pid, first.pid);
  await eventually(() => !isAlive(first.pid!), 'there are never more than were at work at once');
  processes.close();
  assert.deepEqual(await other.ended, { code: null, signal: 'SIGKILL' });
  assert(!isAlive(other.pid!));
});
