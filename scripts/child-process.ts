import process from 'node:process';
import type { Logger } from 'pino';
import { EXIT_CODES } from '../proto/errors.js';
import { openLog } from './child-log.js';
import { dieWithLauncher } from './parent-watch.js';

/**
 * Runs a coordinator or a peer as this process: its log, its stop signals, its tie to the launcher.
 *
 * The first SIGINT or SIGTERM aborts `signal`: the work ends in good order. A second one ends the process at once.
 *
 * @param runDir - Where logs go when the process was started by hand.
 * @param place - Of a process that carries out other commands, too.
 */
export async function runChild(
  name: string,
  runDir: string | undefined,
  work: (log: Logger, signal: AbortSignal) => Promise<void>,
  place?: { readonly logFile: string },
): Promise<void> {
  if (place === undefined) dieWithLauncher(); // else that is watched already
  const { log, close } = openLog(name, runDir, place?.logFile);
  const stop = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stop.signal.aborted) process.kill(process.pid, 'SIGKILL');
    log.info({ signal }, 'stopping');
    stop.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  // A child ends when its work has, not when nothing happens to be under way for a moment.
  const keepAlive = setInterval(() => {}, 60_000);
  try {
    await work(log, stop.signal);
    if (stop.signal.aborted) process.exitCode = EXIT_CODES.ERR_INTERRUPTED;
  } catch (error) {
    log.error({ err: error }, 'ended with an error');
    throw error;
  } finally {
    clearInterval(keepAlive);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal);
    close();
  }
}
