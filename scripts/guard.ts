/**
 * Runs one foreign program and lets it not outlive whoever holds our standard input: when that pipe closes (the
 * launcher ended, however), the program is killed at once. Our own processes watch their standard input themselves;
 * this is for programs that do not, such as nats-server. A pipe works on every system, unlike Linux's parent-death
 * signal, and it is closed by the kernel even after kill -9.
 *
 * Usage: guard.js PROGRAM [ARGUMENTS]. Signals are passed on, and the program's own end becomes ours.
 */
import { spawn } from 'node:child_process';
import process from 'node:process';

const [program, ...programArguments] = process.argv.slice(2);
if (program === undefined) throw new Error('usage: guard.js PROGRAM [ARGUMENTS]');

const child = spawn(program, programArguments, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  for (const forwarded of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeAllListeners(forwarded);
  process.kill(process.pid, signal);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
const killChild = (): void => {
  child.kill('SIGKILL');
};
process.stdin.on('end', killChild).on('error', killChild).resume();
