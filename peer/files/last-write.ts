import { setTimeout as delay } from 'node:timers/promises';
import { fileError } from './run-files.js';

/** Waits between the tries to write what would be lost at the end of a run, milliseconds. */
export const LAST_WAITS_MS: readonly number[] = [250, 500, 1_000];

/**
 * Writes one of the files that a run ends with, in several tries: a disk may just have been full.
 *
 * @param file - What it is and its path, for the error.
 * @throws {CodistillError} `ERR_DISK` or `ERR_RUN_DIR` when every try has failed.
 */
export async function writeLast(
  file: string,
  write: () => void,
  waitsMs: readonly number[] = LAST_WAITS_MS,
): Promise<void> {
  for (const waitMs of [...waitsMs, null]) {
    try {
      return write();
    } catch (error) {
      if (waitMs === null) throw fileError(file, error);
      await delay(waitMs);
    }
  }
}
