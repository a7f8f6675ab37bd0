import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { makeDirectory } from '../../peer/files/make-directory.js';

/** One process to run, and to run again. */
export interface ProcessPlan {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Its standard output and error are appended here. */
  readonly logFile: string;
  /** The beginning of its standard input. @default nothing */
  readonly input?: string;
}

/** The listener to a process. */
export interface ProcessEars {
  /** Text from its standard error, as it comes; what it writes to its standard output goes to the log by itself. */
  onText(text: string): void;
  /** Each line of that text. */
  onLine(line: string): void;
  /** Called once, last. @param failure - Why it could not be started. */
  onEnd(code: number | null, signal: NodeJS.Signals | null, failure?: string): void;
  /** Hears what goes wrong with its log, which ends nothing. */
  warn(message: string): void;
}

/** A process that carries out a plan. */
export interface BegunProcess {
  /** `undefined` when it could not be started. */
  readonly pid: number | undefined;
  /** Sends a signal to it and everything it started; without effect once it has ended. */
  signal(signal: NodeJS.Signals): void;
  /** Closes its standard input, whereupon a process that watches it ends. */
  closeInput(): void;
}

/** Begins to carry out a plan. */
export type BeginProcess = (plan: ProcessPlan, ears: ProcessEars) => BegunProcess;

/**
 * Begins a process of its own for a plan, whose standard input is a pipe that only the launcher holds, so that it ends with the
 * launcher (`parent-watch.ts`, `guard.ts`).
 */
export const beginProcess: BeginProcess = (plan, ears) => {
  const output = openOutput(plan, ears);
  let isOver = false;
  const child = spawnLeader(plan, output, (...end) => {
    isOver = true;
    ears.onEnd(...end);
  });
  if (output !== 'ignore') closeSync(output); // the child has it
  child.stderr?.setEncoding('utf8').on('data', (text: string) => ears.onText(text));
  if (child.stderr) createInterface(child.stderr).on('line', (line) => ears.onLine(line));
  child.stdin?.write(plan.input ?? '');
  return {
    pid: child.pid,
    signal: (signal) => {
      if (!isOver) signalGroup(child.pid, signal);
    },
    closeInput: () => void child.stdin?.end(),
  };
};

/**
 * Begins a process that leads a group of its own: Ctrl-C on the terminal reaches only the launcher, and what it starts ends with it.
 *
 * @param output - Where its standard output goes.
 * @returns The process; without pipes where the system had none left.
 */
export function spawnLeader(
  { command, args, environment }: Pick<ProcessPlan, 'command' | 'args' | 'environment'>,
  output: 'pipe' | 'ignore' | number,
  onEnd: ProcessEars['onEnd'],
): ChildProcess {
  const child = spawn(command, args, { env: environment, detached: true, stdio: ['pipe', output, 'pipe'] });
  // The pipe may break before we hear of the child's death; that death is what is handled.
  child.stdin?.on('error', () => {});
  let failure: string | undefined;
  child.on('error', (error) => {
    failure = error.message;
  });
  // Whatever the child started itself must not live on and hold its port or our pipe.
  child.on('exit', () => signalGroup(child.pid, 'SIGKILL'));
  child.on('close', (code, signal) => onEnd(code, signal, failure));
  return child;
}

/** Where a child writes its log to; nowhere, while the folder of logs cannot be had. */
function openOutput({ name, logFile }: ProcessPlan, { warn }: ProcessEars): number | 'ignore' {
  try {
    makeDirectory(dirname(logFile));
    return openSync(logFile, 'a');
  } catch (error) {
    warn(`${name} starts without a log: ${String(error)}`);
    return 'ignore';
  }
}

/** Sends a signal to a process that leads a group, and to the group. */
export function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // ESRCH: nobody is left in the group, which is what a signal is sent for.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Whether a process is gone, or never came. */
export function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}
