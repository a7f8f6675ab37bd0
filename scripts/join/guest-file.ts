import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CodistillError } from '../../proto/errors.js';
import { GUEST_NAME } from '../launch/run-directory.js';
import { readSecretJson, writeSecretJson } from '../secret-json.js';

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
  return readSecretJson(file, 'the keys of this machine', schema, ({ message }) => {
    const fix = 'give another --run-dir, and join with a new token';
    return new CodistillError('ERR_RUN_DIR', `${file} does not hold keys: ${message}`, {
      fix,
      facts: { file },
    });
  });
}

/** @throws {CodistillError} `ERR_DISK` when it cannot be written. */
export function writeGuest(directory: string, state: GuestState): void {
  writeSecretJson(join(directory, GUEST_NAME), 'keys of this machine', state);
}
