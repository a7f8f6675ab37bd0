import { readFileSync } from 'node:fs';
import process from 'node:process';

/** Processor time of this process's main thread so far, milliseconds; NaN where the system does not tell (Linux does). */
export function mainThreadMs(): number {
  try {
    const [onCpuNs] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
    return Number(onCpuNs) / 1e6;
  } catch {
    return Number.NaN;
  }
}
