import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import * as z from 'zod';
import { CodistillError } from '../../proto/errors.js';
import type { NatsAccess } from '../../proto/nats-access.js';
import { pause } from '../../proto/net/bounded-wait.js';
import { Patience } from '../../proto/patience.js';
import { CERTIFICATE_NAME, peerKeysName, SERVER_NAME } from '../launch/member-keys.js';
import { keysFolder } from '../launch/run-directory.js';
import { proofOf } from '../nats-settings.js';
import { typedCommand } from '../project-root.js';
import { readSecretJson } from '../secret-json.js';
import { shellWords } from '../shell-words.js';

/** A file system that machines share shows what another one wrote some time later; nobody looks more often. */
const LOOK_MS = 250;

const serverSchema = z.object({ runId: z.string(), natsUrl: z.string() });

/** Where the units of a run meet. */
export interface Meeting extends NatsAccess {
  readonly runId: string;
}

export interface MeetingWishes {
  readonly peerId: string;
  /** Where that id comes from, for the error. */
  readonly source: string;
  /** How long the coordinator's unit may take to come. */
  readonly boundMs: number;
  readonly say: (line: string) => void;
}

/**
 * Reads what the coordinator's unit left in the run directory that all units share, and waits for it.
 *
 * @throws {CodistillError} `ERR_COORDINATOR_UNREACHABLE` after the bound, `ERR_FROM_ENV` where the cohort has no such peer, `ERR_CONFIG`
 *   where others can read the keys, `ERR_RUN_DIR` where they are damaged.
 */
export async function meetingIn(
  runDir: string,
  { peerId, source, boundMs, say }: MeetingWishes,
): Promise<Meeting> {
  const keys = keysFolder(runDir);
  const file = join(keys, SERVER_NAME);
  const waiting = new AbortController();
  let failure: CodistillError | undefined;
  const patience = new Patience({
    ...{ nowMs: () => performance.now(), boundMs, say },
    fail: (error) => {
      failure = error;
      waiting.abort();
    },
  });
  while (!existsSync(file)) {
    patience.trouble(nobodyYet(runDir, file));
    if (failure !== undefined) throw failure;
    await pause(LOOK_MS, waiting.signal);
  }
  const server = readSecretJson(file, 'the keys of the run', serverSchema, (cause) => damaged(file, cause));
  const creds = join(keys, `${peerKeysName(peerId)}.creds`);
  // They are written before the file that was waited for.
  if (!existsSync(creds)) throw beyond(runDir, peerId, source);
  const ca = join(keys, CERTIFICATE_NAME);
  const settings = { creds, ...(existsSync(ca) ? { ca } : {}) };
  return { ...server, natsProof: proofOf({ natsUrl: server.natsUrl, settings }) };
}

function nobodyYet(runDir: string, file: string): CodistillError {
  return new CodistillError(
    'ERR_COORDINATOR_UNREACHABLE',
    `the coordinator's unit has not come: there is no ${file}`,
    {
      fix: `start it: ${typedCommand(`up --units --run-dir ${shellWords([runDir])}`)}; or say with --nats, CODISTILL_NATS or another --run-dir where it is`,
      facts: { runDir },
    },
  );
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
