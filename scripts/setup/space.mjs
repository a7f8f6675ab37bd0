import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SetupError } from './failure.mjs';

/**
 * Free bytes for this user where `path` lies or will lie.
 *
 * @param {string} path
 * @returns {Promise<number>}
 */
export async function freeBytes(path) {
  let existing = path;
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
  const { bavail, bsize } = await statfs(existing);
  return bavail * bsize;
}

/**
 * Stops before a download that cannot fit, and says how much is missing.
 *
 * @param {string} path
 * @param {number} neededBytes
 * @param {number} [availableBytes] - What is free; by default it is asked.
 */
export async function checkSpace(path, neededBytes, availableBytes) {
  const available = availableBytes ?? (await freeBytes(path));
  if (available >= neededBytes) return;
  throw new SetupError(
    'ERR_SETUP_NO_SPACE',
    `${gigabytes(neededBytes)} are needed in ${path}, and ${gigabytes(available)} are free.`,
    'free some space, or set CODISTILL_CACHE to a folder on a larger disk.',
  );
}

/** @param {number} bytes */
function gigabytes(bytes) {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
