import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fileError, replaceFile } from '../../peer/files/run-files.js';
import { CodistillError } from '../../proto/errors.js';
import { GUEST_NAME } from '../launch/run-directory.js';
import { readSecretFile } from '../secret-file.js';

const schema = z.strictObject({
  runId: z.string(),
  addresses: z.array(z.string()),
  /** Of the server's key, in hexadecimal digits. */
  keyHash: z.string(),
  members: z.array(
    z.strictObject({
      /** Of the key that this machine has made. */
      seed: z.string(),
      /** Empty: it has no place yet. */
      peerId: z.string(),
      userToken: z.string(),
    }),
  ),
});

/** The part of a machine in a run, in `RUN_DIR/guest.json`: with it the machine comes back without a token. */
export type GuestState = z.infer<typeof schema>;

/**
 * Reads what an earlier {@link writeGuest} left in a run directory.
 *
 * @returns `undefined` when there is nothing.
 * @throws {CodistillError} `ERR_RUN_DIR` when it is damaged, `ERR_CONFIG` when others can read it.
 */
export function readGuest(directory: string): GuestState | undefined {
  const file = join(directory, GUEST_NAME);
  if (!existsSync(file)) return undefined;
  const text = readSecretFile(file, 'the keys of this machine');
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new CodistillError('ERR_RUN_DIR', `${file} does not hold keys: ${(cause as Error).message}`, {
      fix: 'give another --run-dir, and join with a new token',
      facts: { file },
    });
  }
}

/** @throws {CodistillError} `ERR_DISK` when it cannot be written. */
export function writeGuest(directory: string, state: GuestState): void {
  const file = join(directory, GUEST_NAME);
  try {
    replaceFile(file, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600, durable: true });
  } catch (cause) {
    throw fileError(`keys of this machine ${file}`, cause);
  }
}
