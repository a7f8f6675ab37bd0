import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import type { RestartPolicy } from '../../../../scripts/launch/restart-policy.js';
import { type ProcessEvent, SupervisedProcess } from '../../../../scripts/launch/supervised-process.js';
import { eventually, isAlive, temporaryDirectory } from '../../../support/launch.js';

const POLICY: RestartPolicy = {
  backoffMsMin: 1,
  backoffMsMax: 4,
  jitterFraction: 0,
  restartsMax: 2,
  windowMs: 60_000,
};
const GUARD = join(import.meta.dirname, '../../../../scripts/guard.js');
/** Says its process id and lives until it is ended. */
const SLEEPER = `console.log('pid ' + process.pid); setInterval(() => {}, 1000);`;

/** A supervised Node process that runs `script`, with the events it brought. */
function supervise(
  t: { after(hook: () => void): void },
  script: string,
  options: {
    readonly args?: readonly string[];
    readonly policy?: RestartPolicy;
    readonly logFile?: string;
  } = {},
): { one: SupervisedProcess; events: ProcessEvent[]; warnings: string[]; log: () => string } {
  const events: ProcessEvent[] = [];
  const warnings: string[] = [];
  const logFile = options.logFile ?? join(temporaryDirectory(t), 'log');
  const args = options.args ?? ['-e', script];
  const one = new SupervisedProcess(
    { name: 'child', command: process.execPath, args, environment: process.env, logFile },
    {
      policy: options.policy ?? POLICY,
      random: { uniform: () => 0.5 },
      onEvent: (event) => events.push(event),
      warn: (message) => warnings.push(message),
    },
  );
  t.after(() => {
    one.expectEnd();
    one.signal('SIGKILL');
  });
  return { one, events, warnings, log: () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '') };
}

const pidIn = (log: string): number => Number(/pid (\d+)/.exec(log)?.[1] ?? 0);

test('a process that ends with 0 is finished and not started again', async (t) => {
  const { one, events, log } = supervise(t, `console.log('out'); console.error('err');`);
  one.start();
  assert.equal((await one.done).kind, 'finished');
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['started', 'ended'],
  );
  assert.match(log(), /out/);
  assert.match(log(), /err/);
});

test('a log on a full disk is told of once, and the error of a child is heard all the same', {
  skip: process.platform !== 'linux',
}, async (t) => {
  const error = JSON.stringify({ error: { code: 'ERR_DATA_MISSING', message: 'no file x', fix: 'give it' } });
  const script = `console.error('much'); console.error(${JSON.stringify(error)}); process.exit(10)`;
  const { one, warnings } = supervise(t, script, { logFile: '/dev/full' });
  one.start();
  assert.equal((await one.done).exit.error?.code, 'ERR_DATA_MISSING');
  assert.equal(warnings.length, 1);
  assert.match(warnings[0]!, /ENOSPC/);
});

test('what a child wants the user to know is passed on under its name, line by line', async (t) => {
  const script = `process.stderr.write('other\\nwarning: the disk '); setTimeout(() => console.error('is full'), 50)`;
  const { one, warnings } = supervise(t, script);
  one.start();
  await one.done;
  assert.deepEqual(warnings, ['child: the disk is full']);
});

test('a folder of logs that has vanished is made anew, and one that cannot be is done without', async (t) => {
  const directory = temporaryDirectory(t);
  const gone = supervise(t, `console.error('said')`, { logFile: join(directory, 'gone', 'logs', 'log') });
  gone.one.start();
  assert.equal((await gone.one.done).kind, 'finished');
  assert.deepEqual([gone.log(), gone.warnings], ['said\n', []]);
  writeFileSync(join(directory, 'file'), '');
  const never = supervise(t, `console.error('said')`, { logFile: join(directory, 'file', 'log') });
  never.one.start();
  assert.equal((await never.one.done).kind, 'finished');
  assert.match(never.warnings[0]!, /child starts without a log: .*(ENOTDIR|EEXIST)/);
});

test('a process that is killed is started again', async (t) => {
  const { one, events, log } = supervise(t, SLEEPER);
  one.start();
  await eventually(() => pidIn(log()) > 0, 'it runs');
  process.kill(pidIn(log()), 'SIGKILL');
  await eventually(() => one.restarts === 1, 'it is started again');
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['started', 'died', 'restarting', 'started'],
  );
  assert.match(JSON.stringify(events[1]), /killed by SIGKILL/);
});

test('a crash loop ends with the circuit open and says the last reason', async (t) => {
  const { one, events } = supervise(t, 'process.exit(1)');
  one.start();
  assert.equal((await one.done).kind, 'given-up');
  assert.equal(one.restarts, POLICY.restartsMax);
  assert.match(JSON.stringify(events.at(-1)), /given up: restarted 2 times within 60 s; last: ERR_INTERNAL/);
});

test('the same error twice is given up, whatever its code; another one in between is not the same', async (t) => {
  const directory = temporaryDirectory(t);
  const script = (count: string): string => `
    const fs = require('node:fs');
    const file = ${JSON.stringify(join(directory, 'deaths'))};
    fs.appendFileSync(file, 'x');
    const deaths = fs.readFileSync(file, 'utf8').length;
    console.error(JSON.stringify({ error: { code: 'ERR_INTERNAL', message: 'no layer ' + ${count}, fix: '' } }));
    process.exit(1)`;
  const same = supervise(t, script('7'));
  same.one.start();
  assert.equal((await same.one.done).kind, 'given-up');
  assert.equal(same.one.restarts, 1);
  assert.match(
    JSON.stringify(same.events.at(-1)),
    /a restart does not mend what ends it; last: .*no layer 7/,
  );
  const other = supervise(t, script('deaths'));
  other.one.start();
  await other.one.done;
  assert.equal(other.one.restarts, POLICY.restartsMax);
});

test('an error that another start would meet again is not tried again, and is handed on', async (t) => {
  const error = JSON.stringify({ error: { code: 'ERR_DATA_MISSING', message: 'no file x', fix: 'give it' } });
  const { one, events } = supervise(t, `console.error(${JSON.stringify(error)}); process.exit(10)`);
  one.start();
  const outcome = await one.done;
  assert.deepEqual([outcome.kind, one.restarts], ['given-up', 0]);
  assert.deepEqual(outcome.exit.error, { code: 'ERR_DATA_MISSING', message: 'no file x', fix: 'give it' });
  assert.match(JSON.stringify(events.at(-1)), /not restarted: it would end in the same way/);
});

test('a restart that the launcher wants is none of those after which a process is given up', async (t) => {
  const { one, events } = supervise(t, SLEEPER, { policy: { ...POLICY, restartsMax: 0 } });
  one.start();
  for (const starts of [1, 2, 3]) {
    await eventually(() => events.length >= starts, `start ${starts}`);
    one.restart();
  }
  await eventually(() => events.length >= 4, 'start 4');
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['started', 'started', 'started', 'started'],
  );
  one.signal('SIGKILL');
  assert.equal((await one.done).kind, 'given-up', 'a death of its own counts');
});

test('a program that does not exist is given up, not waited for', async (t) => {
  const events: ProcessEvent[] = [];
  const logFile = join(temporaryDirectory(t), 'log');
  const one = new SupervisedProcess(
    { name: 'child', command: '/nowhere/program', args: [], environment: {}, logFile },
    { policy: POLICY, random: { uniform: () => 0.5 }, onEvent: (event) => events.push(event), warn() {} },
  );
  one.start();
  assert.equal((await one.done).kind, 'given-up');
});

test('once its end is expected a process that dies stays dead', async (t) => {
  const { one, log } = supervise(t, SLEEPER);
  one.start();
  await eventually(() => pidIn(log()) > 0, 'it runs');
  one.expectEnd();
  one.signal('SIGTERM');
  assert.equal((await one.done).kind, 'stopped');
  assert.equal(one.restarts, 0);
});

test('a process that waits for its restart, or was never started, is over once its end is expected', async (t) => {
  const slow = { ...POLICY, backoffMsMin: 60_000, backoffMsMax: 60_000 };
  const { one, events } = supervise(t, 'process.exit(1)', { policy: slow });
  one.start();
  await eventually(() => events.some(({ kind }) => kind === 'restarting'), 'it waits');
  one.expectEnd();
  assert.equal((await one.done).kind, 'stopped');
  const never = supervise(t, SLEEPER).one;
  never.expectEnd();
  never.start();
  assert.equal((await never.done).kind, 'stopped');
});

test('what a process started itself does not outlive it', async (t) => {
  const script = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(SLEEPER)}], { stdio: 'inherit' }); setInterval(() => {}, 1000);`;
  const { one, events, log } = supervise(t, script);
  one.start();
  await eventually(() => pidIn(log()) > 0, 'the grandchild runs');
  const grandchild = pidIn(log());
  one.expectEnd();
  process.kill((events[0] as { pid: number }).pid, 'SIGKILL');
  await one.done;
  await eventually(() => !isAlive(grandchild), 'the grandchild is gone');
});

test('kill -9 of the launcher ends a guarded program and a process that watches its parent', async (t) => {
  const directory = temporaryDirectory(t);
  const modules = new URL('../../../../scripts/', import.meta.url).href;
  // A child that watches its launcher, busy in a loop that never comes back from "native" code on another thread.
  const watcher = join(directory, 'watcher.mjs');
  writeFileSync(
    watcher,
    `import { Worker } from 'node:worker_threads';
     import { dieWithLauncher } from '${modules}parent-watch.js';
     dieWithLauncher();
     new Worker('for (;;) {}', { eval: true });
     console.log('pid ' + process.pid);`,
  );
  const launcher = join(directory, 'launcher.mjs');
  writeFileSync(
    launcher,
    `import { SupervisedProcess } from '${modules}launch/supervised-process.js';
     import { plainEnvironment } from '${modules}launch/child-environment.js';
     const options = { policy: ${JSON.stringify(POLICY)}, random: Math, onEvent: () => {} };
     const start = (name, args) => new SupervisedProcess({ name, command: process.execPath, args,
       environment: plainEnvironment(process.env), logFile: ${JSON.stringify(directory)} + '/' + name }, options).start();
     start('guarded', [${JSON.stringify(GUARD)}, process.execPath, '-e', ${JSON.stringify(SLEEPER)}]);
     start('watching', [${JSON.stringify(watcher)}]);`,
  );
  const parent = spawn(process.execPath, [launcher], { stdio: 'inherit' });
  const logOf = (name: string): string => {
    const file = join(directory, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  await eventually(() => pidIn(logOf('guarded')) > 0 && pidIn(logOf('watching')) > 0, 'both run');
  const pids = [pidIn(logOf('guarded')), pidIn(logOf('watching'))];
  assert(pids.every(isAlive));
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await eventually(() => !pids.some(isAlive), 'both are gone');
});

test('the guard passes signals on and ends as its program ends', async () => {
  const guard = (script: string): ReturnType<typeof spawn> =>
    spawn(process.execPath, [GUARD, process.execPath, '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const seven = guard('process.exit(7)');
  assert.deepEqual(await once(seven, 'exit'), [7, null]);
  const asked = guard(`process.on('SIGTERM', () => process.exit(3)); ${SLEEPER}`);
  await once(asked.stdout!, 'data');
  asked.kill('SIGTERM');
  assert.deepEqual(await once(asked, 'exit'), [3, null]);
  const killed = guard(`process.kill(process.pid, 'SIGKILL')`);
  assert.deepEqual(await once(killed, 'exit'), [null, 'SIGKILL']);
  const missing = spawn(process.execPath, [GUARD, '/nowhere/program'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  assert.deepEqual(await once(missing, 'exit'), [127, null]);
});
