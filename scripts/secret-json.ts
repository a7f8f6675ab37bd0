import type { ZodType } from 'zod';
import { fileError, replaceFile } from '../peer/files/run-files.js';
import type { CodistillError } from '../proto/errors.js';
import { readSecretFile } from './secret-file.js';

/**
 * Writes what its owner alone may read, so that it survives a loss of power.
 *
 * @param what - Its name, for the error.
 * @throws {CodistillError} `ERR_DISK` when it cannot be written.
 */
export function writeSecretJson(file: string, what: string, value: unknown): void {
  try {
    replaceFile(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, durable: true });
  } catch (cause) {
    throw fileError(`${what} ${file}`, cause);
  }
}

/**
 * Reads what {@link writeSecretJson} wrote.
 *
 * @param damaged - The error of a file that holds something else.
 * @throws {CodistillError} `ERR_CONFIG` when it cannot be read, or when others than its owner can.
 */
export function readSecretJson<T>(
  file: string,
  what: string,
  schema: ZodType<T>,
  damaged: (cause: Error) => CodistillError,
): T {
  const text = readSecretFile(file, what);
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged(cause as Error);
  }
}
