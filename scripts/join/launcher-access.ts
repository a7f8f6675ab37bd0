import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { CodistillError } from '../../proto/errors.js';
import type { NatsAccess } from '../../proto/nats-access.js';
import { CERTIFICATE_NAME, LAUNCHER_NAME, SERVER_NAME } from '../launch/member-keys.js';
import { keysFolder } from '../launch/run-directory.js';
import { proofOf } from '../nats-settings.js';
import { readSecretJson } from '../secret-json.js';

const serverSchema = z.object({ runId: z.string(), natsUrl: z.string() });

/** A run's own nats-server, as its launcher is let in: for the commands of its user at another terminal. */
export interface LauncherAccess extends NatsAccess {
  readonly runId: string;
}

/**
 * Reads where the server of a run is, and what its launcher shows to it.
 *
 * @throws {CodistillError} `ERR_RUN_DIR` when the run has none of its own, `ERR_CONFIG` when others can read the keys.
 */
export function launcherAccess(directory: string): LauncherAccess {
  const keys = keysFolder(directory);
  const file = join(keys, SERVER_NAME);
  if (!existsSync(file)) throw noServer(directory);
  const server = readSecretJson(file, 'the keys of the run', serverSchema, (cause) =>
    noServer(directory, cause),
  );
  const ca = join(keys, CERTIFICATE_NAME);
  const settings = { creds: join(keys, `${LAUNCHER_NAME}.creds`), ...(existsSync(ca) ? { ca } : {}) };
  return { ...server, natsProof: proofOf({ natsUrl: server.natsUrl, settings }) };
}

function noServer(directory: string, cause?: unknown): CodistillError {
  return new CodistillError('ERR_RUN_DIR', `${directory} is no run with a nats-server of its own`, {
    fix: 'give the directory that `codistill launch` or `up` printed, on the machine where it runs; or the run on a server of yours with --nats',
    facts: { directory },
    cause,
  });
}

/**
 * The newest run below `runs` in which there is a certain file.
 *
 * @throws {CodistillError} `ERR_RUN_DIR` when there is none.
 */
export function newestRunWith(file: string): string {
  const root = resolve('runs');
  const runs = (existsSync(root) ? readdirSync(root) : [])
    .map((name) => join(root, name))
    .filter((directory) => existsSync(join(directory, file)));
  const [newest] = runs.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (newest !== undefined) return newest;
  throw new CodistillError('ERR_RUN_DIR', `no run below ${root} lets others in`, {
    fix: 'give the directory that `codistill up` printed with --run-dir',
    facts: { root },
  });
}
