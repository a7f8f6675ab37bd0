import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { CodistillError } from '../../proto/errors.js';
import { pause } from '../../proto/net/bounded-wait.js';
import { Patience } from '../../proto/patience.js';
import { type MemberAccess, peerKeysName, readMemberKeys, SERVER_NAME } from '../launch/member-keys.js';
import { keysFolder } from '../launch/run-directory.js';
import { typedCommand } from '../project-root.js';
import { shellWords } from '../shell-words.js';

/** A file system that machines share shows what another one wrote some time later; nobody looks more often. */
const LOOK_MS = 250;

export interface MeetingWishes {
  readonly peerId: string;
  /** Where that id comes from, for the error. */
  readonly source: string;
  /** How long the coordinator's unit may take to come. */
  readonly boundMs: number;
  /** Ends the wait. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/**
 * Reads what the coordinator's unit left in the run directory that all units share, and waits for it.
 *
 * @throws {CodistillError} `ERR_COORDINATOR_UNREACHABLE` after the bound, `ERR_INTERRUPTED` when the signal was aborted, `ERR_FROM_ENV` where
 *   the cohort has no such peer, `ERR_CONFIG` where others can read the keys, `ERR_RUN_DIR` where they are damaged.
 */
export async function meetingIn(
  runDir: string,
  { peerId, source, boundMs, signal, say }: MeetingWishes,
): Promise<MemberAccess> {
  let failure: CodistillError | undefined;
  const patience = new Patience({
    ...{ nowMs: () => performance.now(), boundMs, say },
    fail: (error) => {
      failure = error;
    },
  });
  for (;;) {
    if (signal.aborted) throw interrupted();
    const left = leftIn(runDir, peerId, source);
    if (left !== undefined) return left;
    patience.trouble(nobodyYet(runDir));
    if (failure !== undefined) throw failure;
    await pause(LOOK_MS, signal);
  }
}

/** Where the coordinator's unit is by now; `undefined` while nobody can tell: whoever has lost it asks again. */
export function meetingNow(
  runDir: string,
  { peerId, source }: Pick<MeetingWishes, 'peerId' | 'source'>,
): MemberAccess | undefined {
  try {
    return leftIn(runDir, peerId, source);
  } catch (error) {
    if (!(error instanceof CodistillError)) throw error;
    return undefined;
  }
}

/** Address and keys that were left for a peer; `undefined`: nothing yet, or it is about to be left anew. */
function leftIn(runDir: string, peerId: string, source: string): MemberAccess | undefined {
  const keys = keysFolder(runDir);
  const file = join(keys, SERVER_NAME);
  // It comes after all keys, and goes before them.
  const isThere = (): boolean => existsSync(file);
  if (!isThere()) return undefined;
  const name = peerKeysName(peerId);
  try {
    if (!existsSync(join(keys, `${name}.creds`))) throw beyond(runDir, peerId, source);
    return readMemberKeys(keys, name, (cause) => damaged(file, cause));
  } catch (error) {
    if (!isThere()) return undefined;
    throw error;
  }
}

function nobodyYet(runDir: string): CodistillError {
  return new CodistillError(
    'ERR_COORDINATOR_UNREACHABLE',
    `the coordinator's unit has not come: there is no ${join(keysFolder(runDir), SERVER_NAME)}`,
    {
      fix: `start it: ${typedCommand(`up --units --run-dir ${shellWords([runDir])}`)}; or say with --nats, CODISTILL_NATS or another --run-dir where it is`,
      facts: { runDir },
    },
  );
}

function interrupted(): CodistillError {
  return new CodistillError('ERR_INTERRUPTED', "it was told to end before the coordinator's unit had come");
}

function beyond(runDir: string, peerId: string, source: string): CodistillError {
  return new CodistillError('ERR_FROM_ENV', `${source}: the run in ${runDir} has no ${peerId}`, {
    fix: 'start as many units as the run has peers, from 0 on',
    facts: { runDir, peerId },
  });
}

function damaged(file: string, cause: Error): CodistillError {
  return new CodistillError('ERR_RUN_DIR', `${file} does not say where the run is: ${cause.message}`, {
    fix: "end the coordinator's unit, and start it again",
    facts: { file },
    cause,
  });
}
