import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import type { PeerId } from '../../proto/identity.js';
import { replaceFile } from './run-files.js';

/** Who this process is among all that ever were this peer. */
export interface Life {
  /** Never used before by this peer. */
  readonly incarnation: number;
  /** Processes of this peer before this one. */
  readonly restarts: number;
}

/** Directory of one peer within a run. */
export function peerDirectory(runDir: string, peerId: PeerId): string {
  return join(runDir, 'peers', peerId);
}

/**
 * Begins a new life: raises incarnation and start count, on disk before anybody hears of them.
 *
 * @throws {CodistillError} `ERR_RUN_DIR` when the directory cannot be read or written.
 */
export function beginLife(runDir: string, peerId: PeerId): Life {
  try {
    const directory = peerDirectory(runDir, peerId);
    mkdirSync(directory, { recursive: true });
    const [incarnation, starts] = readLife(join(directory, 'incarnation'));
    const life = { incarnation: incarnation + 1, restarts: starts };
    writeLife(runDir, peerId, life);
    return life;
  } catch (cause) {
    if (cause instanceof CodistillError) throw cause;
    throw new CodistillError('ERR_RUN_DIR', `cannot use ${runDir}: ${String(cause)}`, {
      fix: 'give a --run-dir that can be written',
      facts: { runDir },
      cause,
    });
  }
}

/** Notes an incarnation that was raised while running, or by the coordinator. */
export function writeLife(runDir: string, peerId: PeerId, life: Life): void {
  replaceFile(
    join(peerDirectory(runDir, peerId), 'incarnation'),
    `${life.incarnation} ${life.restarts + 1}\n`,
  );
}

function readLife(file: string): readonly [incarnation: number, starts: number] {
  if (!existsSync(file)) return [0, 0];
  const match = /^(\d{1,9}) (\d{1,9})\n$/.exec(readFileSync(file, 'utf8'));
  // An unreadable one is no reason to stay away: the coordinator says from which incarnation on it accepts.
  return match === null ? [0, 0] : [Number(match[1]), Number(match[2])];
}
