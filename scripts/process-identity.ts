import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';

/** A process for good: a number is given to another process once its owner has ended. */
export interface ProcessIdentity {
  readonly pid: number;
  /** A text that differs for each process which ever has this number; absent where the system tells none. */
  readonly start?: string;
}

/** The identity of a process that runs now, or of this one. */
export function processIdentity(pid: number = process.pid): ProcessIdentity {
  const start = startOf(pid);
  return { pid, ...(start === undefined ? {} : { start }) };
}

/** Whether this very process still runs on this machine, stopped ones included and zombies not. */
export function isRunning({ pid, start }: ProcessIdentity): boolean {
  if (!Number.isInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = startOf(pid);
  return now !== ENDED && (start === undefined || now === undefined || now === start);
}

const ENDED = 'ended';

/** When a process began, in the system's own words; `undefined` where it cannot be told. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces and parentheses; the state follows it, the start is 19 fields later.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return ENDED;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`;
  } catch {
    return process.platform === 'linux' ? undefined : startByPs(pid);
  }
}

function startByPs(pid: number): string | undefined {
  try {
    const text = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const [state = '', ...start] = text.split(/\s+/);
    return state.startsWith('Z') ? ENDED : start.join(' ');
  } catch {
    return undefined;
  }
}
