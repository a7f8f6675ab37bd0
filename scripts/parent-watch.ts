import process from 'node:process';

/** Set for every process that a launcher started: its standard input is a pipe that the launcher holds open. */
export const SUPERVISED_VARIABLE = 'CODISTILL_SUPERVISED';

/** Begins a line on a process's standard error that its launcher shows to the user. */
export const WARNING_PREFIX = 'warning: ';

export function isSupervised(): boolean {
  return process.env[SUPERVISED_VARIABLE] === '1';
}

/**
 * Ends this process the moment its launcher is gone, however that ended. SIGKILL, not `exit`: an exit would wait for
 * the trainer's thread to come back from TensorFlow, and checkpoints are written so that a kill cannot break them.
 */
export function dieWithLauncher(): void {
  if (!isSupervised()) return;
  const end = (): void => {
    process.kill(process.pid, 'SIGKILL');
  };
  process.stdin.on('end', end).on('error', end).resume();
  process.stdin.unref?.();
}
