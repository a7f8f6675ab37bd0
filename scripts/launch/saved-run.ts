import { basename, dirname, resolve } from 'node:path';
import type { RunSpec } from '../../proto/run-spec.js';
import { begunSpec, readRunSpec } from './run-directory.js';

/** A run on the disk, or one peer of it. */
export interface SavedRun {
  readonly runDir: string;
  readonly spec: RunSpec;
  /** Absent: the whole cohort. */
  readonly peerId?: string;
}

/**
 * Finds a run by its directory, or a peer of it: `RUN_DIR/PEER` or `RUN_DIR/peers/PEER`.
 *
 * @throws {CodistillError} `ERR_RUN_DIR` when there is neither.
 */
export function savedRun(path: string): SavedRun {
  const whole = resolve(path);
  const above = dirname(whole);
  for (const runDir of [above, ...(basename(above) === 'peers' ? [dirname(above)] : [])]) {
    if (begunSpec(whole) !== undefined) break;
    const spec = begunSpec(runDir);
    if (spec !== undefined) return { runDir, spec, peerId: basename(whole) };
  }
  return { runDir: whole, spec: readRunSpec(whole) };
}
