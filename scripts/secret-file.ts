import { readFileSync, statSync } from 'node:fs';
import process from 'node:process';
import { CodistillError } from '../proto/errors.js';

/** The rights of everybody but a file's owner. */
const OF_OTHERS = 0o077;

/**
 * Reads a file that an option names.
 *
 * @throws {CodistillError} `ERR_CONFIG` when it cannot be read.
 */
export function readNamedFile(path: string, option: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new CodistillError('ERR_CONFIG', `${option} ${path} cannot be read: ${(cause as Error).message}`, {
      fix: 'give the path of a file that you may read',
      facts: { path },
      cause,
    });
  }
}

/**
 * Reads a secret that an option names. A secret that others have read may be theirs already, so it is refused.
 *
 * @throws {CodistillError} `ERR_CONFIG` when it cannot be read, or when others than its owner can.
 */
export function readSecretFile(path: string, option: string): string {
  const text = readNamedFile(path, option);
  const mode = statSync(path).mode & 0o777;
  // Windows has no such rights, and says that everybody has all of them.
  if (process.platform === 'win32' || (mode & OF_OTHERS) === 0) return text;
  throw new CodistillError(
    'ERR_CONFIG',
    `${option} ${path} can be read by others than its owner (mode ${mode.toString(8)})`,
    { fix: `chmod 600 ${path}; draw a new secret if others may have read it`, facts: { path } },
  );
}
