import { readFileSync } from 'node:fs';
import process from 'node:process';
import { childrenOf } from '../support/long-run.js';

/** A process of a run: a peer's id, or one of the others. */
export type Role = 'coordinator' | 'nats-server' | 'guard' | (string & {});

/** The processes that a launcher has started, by role; one that is just being started again is absent. */
export function familyOf(launcher: number): ReadonlyMap<Role, number> {
  const family = new Map<Role, number>();
  for (const pid of childrenOf(launcher)) {
    const role = roleOf(argumentsOf(pid));
    if (role === undefined) continue;
    family.set(role, pid);
    // nats-server runs under a guard.
    if (role === 'guard') for (const server of childrenOf(pid)) family.set('nats-server', server);
  }
  return family;
}

function roleOf(words: readonly string[]): Role | undefined {
  const behindOptions = words.findIndex((word, i) => i > 0 && !word.startsWith('--')); // those of Node
  const [program = '', command] = words.slice(behindOptions);
  if (program.endsWith('guard.js')) return 'guard';
  if (!program.endsWith('codistill.js')) return undefined;
  if (command === 'coordinator') return command;
  return command === 'peer' ? words[words.indexOf('--id') + 1] : undefined;
}

function argumentsOf(pid: number): readonly string[] {
  return read(`/proc/${pid}/cmdline`).split('\0');
}

/** Whether a process exists and runs: it is neither stopped nor dead. */
export function isRunning(pid: number): boolean {
  const state = /\) (\S)/.exec(read(`/proc/${pid}/stat`))?.[1];
  return state !== undefined && !'TtZX'.includes(state);
}

/** Sends a signal to a process that may just have ended. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // it ended
  }
}
