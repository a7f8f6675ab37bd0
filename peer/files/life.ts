import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PeerId } from '../../proto/identity.js';
import { makeDirectory } from './make-directory.js';
import { fileError, isDiskFull, replaceFile } from './run-files.js';

/** Who this process is among all that ever were this peer. */
export interface Life {
  /** Never used before by this peer. */
  readonly incarnation: number;
  /** Processes of this peer before this one. */
  readonly restarts: number;
  /** Drawn at the first start: the cohort lets nobody else take over this peer's id. */
  readonly holderSecret: string;
}

/** Directory of one peer within a run. */
export function peerDirectory(runDir: string, peerId: PeerId): string {
  return join(runDir, 'peers', peerId);
}

/**
 * Makes the directory of one peer, for its owner alone, unless it is there.
 *
 * @throws {CodistillError} `ERR_RUN_DIR` or `ERR_DISK` when it cannot be made.
 */
export function makePeerDirectory(runDir: string, peerId: PeerId): string {
  const directory = peerDirectory(runDir, peerId);
  try {
    makeDirectory(directory, 0o700);
  } catch (cause) {
    throw fileError(`run directory ${runDir}`, cause);
  }
  return directory;
}

/**
 * Begins a new life: raises incarnation and start count, on disk before anybody hears of them.
 *
 * @param onFull - Told when the disk is full. The life begins all the same: the coordinator refuses an incarnation that
 *   was used before and says from which one on it accepts.
 * @throws {CodistillError} `ERR_RUN_DIR` or `ERR_DISK` when the directory cannot be read or written.
 */
export function beginLife(runDir: string, peerId: PeerId, onFull: (error: unknown) => void): Life {
  const directory = makePeerDirectory(runDir, peerId);
  try {
    const [incarnation, starts, secret] = readLife(join(directory, 'incarnation'));
    const holderSecret = secret ?? randomBytes(16).toString('hex');
    const life = { incarnation: incarnation + 1, restarts: starts, holderSecret };
    try {
      writeLife(runDir, peerId, life);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      onFull(error);
    }
    return life;
  } catch (cause) {
    throw fileError(`run directory ${runDir}`, cause);
  }
}

/** Notes an incarnation that was raised while running, or by the coordinator. */
export function writeLife(runDir: string, peerId: PeerId, life: Life): void {
  replaceFile(
    join(peerDirectory(runDir, peerId), 'incarnation'),
    `${life.incarnation} ${life.restarts + 1} ${life.holderSecret}\n`,
    { mode: 0o600 },
  );
}

function readLife(file: string): readonly [incarnation: number, starts: number, secret: string | undefined] {
  if (!existsSync(file)) return [0, 0, undefined];
  const match = /^(\d{1,9}) (\d{1,9})(?: ([0-9a-f]{32}))?\n$/.exec(readFileSync(file, 'utf8'));
  // An unreadable one is no reason to stay away: the coordinator says from which incarnation on it accepts.
  return match === null ? [0, 0, undefined] : [Number(match[1]), Number(match[2]), match[3]];
}
