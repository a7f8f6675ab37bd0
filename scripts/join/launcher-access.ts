import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { LAUNCHER_NAME, type MemberAccess, readMemberKeys, SERVER_NAME } from '../launch/member-keys.js';
import { keysFolder } from '../launch/run-directory.js';

/**
 * Reads where the server of a run is, and what its launcher shows to it: for the commands of its user at another terminal.
 *
 * @throws {CodistillError} `ERR_RUN_DIR` when the run has none of its own, `ERR_CONFIG` when others can read the keys.
 */
export function launcherAccess(directory: string): MemberAccess {
  const keys = keysFolder(directory);
  if (!existsSync(join(keys, SERVER_NAME))) throw noServer(directory);
  return readMemberKeys(keys, LAUNCHER_NAME, (cause) => noServer(directory, cause));
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
