import { readFileSync } from 'node:fs';
import { CodistillError } from '../proto/errors.js';

/** Files that a process may have open at least: the code takes a hundred, sixteen peers' sockets nearly as many. */
const DESCRIPTORS_MIN = 256;

/**
 * Checks that this process, and each that it starts, may open as many files as it takes: Node opens a hundred at once
 * to load the code, and fails in the middle of that.
 *
 * @param limits - As Linux tells them of a process; absent where they are not told.
 * @throws {CodistillError} `ERR_DESCRIPTORS` where it may not.
 */
export function checkDescriptors(limits: string | undefined = ownLimits()): void {
  const soft = Number(/^Max open files\s+(\d+)/m.exec(limits ?? '')?.[1] ?? Number.POSITIVE_INFINITY);
  if (soft >= DESCRIPTORS_MIN) return;
  throw new CodistillError(
    'ERR_DESCRIPTORS',
    `this shell allows ${soft} open files, ${DESCRIPTORS_MIN} are needed`,
    { fix: `ulimit -n ${DESCRIPTORS_MIN}, or more, in this shell first`, facts: { limit: soft } },
  );
}

function ownLimits(): string | undefined {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return undefined; // no Linux: Node raises the limit by itself as far as the system lets it
  }
}
