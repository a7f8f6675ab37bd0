import process from 'node:process';
import { CodistillError } from '../../proto/errors.js';
import type { NatsAccess } from '../../proto/nats-access.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { visibleGpus } from '../launch/gpus.js';
import type { MemberAccess } from '../launch/member-keys.js';
import { natsUrlOf } from '../launch/nats-plan.js';
import { begunSpec } from '../launch/run-directory.js';
import { accessOf } from '../nats-settings.js';
import { usableCores } from '../usable-cores.js';
import { meetingIn, meetingNow } from './meeting.js';
import { type Place, placeOf } from './place.js';

/** Where the engine tells the first unit's host, nats-server listens at its usual port. */
const NATS_PORT = 4222;

/** As far as it was typed; the environment says the rest. */
export interface UnitWishes {
  readonly runId: string | undefined;
  readonly peerId: string | undefined;
  readonly nats: string | undefined;
  /** Credentials for it. */
  readonly natsOptions: Readonly<Record<string, unknown>>;
  /** That all units share, or this one's own. */
  readonly runDir: string | undefined;
  /** How long the coordinator's unit may take to come. */
  readonly boundMs: number;
  /** Ends the wait for it. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** A process of a scheduler as a peer of a run. */
export interface Unit extends MemberAccess {
  readonly peerId: string;
  readonly cores: number;
  /** Of a run whose units share the run directory. */
  readonly spec: RunSpec | undefined;
  /** Likewise: where the coordinator's unit is by now, which another node may have. */
  readonly whereNow?: () => NatsAccess | undefined;
}

/**
 * Finds out which peer of which run this process is, and where the others are: the command line first, then `CODISTILL_NATS`, the
 * first unit's host where the engine tells it, and what the coordinator's unit left in the run directory, which is waited for. A GPU of
 * its own among several is made the only one that TensorFlow sees.
 *
 * @throws {CodistillError} As {@link placeOf} and {@link meetingIn}; `ERR_FROM_ENV` where nothing says which run it is, or where it is.
 */
export async function unitFromEnvironment(wishes: UnitWishes): Promise<Unit> {
  const { runDir, boundMs, signal, say } = wishes;
  const machine = { cores: usableCores(), gpus: visibleGpus(process.env) };
  const place = placeOf(process.env, machine, wishes.peerId);
  const { peerId, source } = place;
  if (place.gpu !== undefined) process.env.CUDA_VISIBLE_DEVICES = place.gpu;
  const own = { peerId, cores: place.cores };
  const runId = wishes.runId ?? (process.env.CODISTILL_RUN || undefined);
  const natsUrl = natsOf(wishes, place);
  if (natsUrl !== undefined) {
    if (runId === undefined)
      throw unsaid(`${source}, and not of which run`, 'give --run, or set CODISTILL_RUN');
    say(`${peerId} of run "${runId}" at ${natsUrl}, by ${source}`);
    return { ...own, runId, ...accessOf(natsUrl, wishes.natsOptions), spec: undefined };
  }
  if (runDir === undefined) {
    throw unsaid(
      `${source}, and not where the coordinator is`,
      'give --nats, set CODISTILL_NATS, or give the --run-dir that the units share',
    );
  }
  const meeting = await meetingIn(runDir, { peerId, source, boundMs, signal, say });
  if (runId !== undefined && runId !== meeting.runId) {
    throw unsaid(
      `run "${runId}" is asked for, and run "${meeting.runId}" lies in ${runDir}`,
      'name one of them',
    );
  }
  say(`${peerId} of run "${meeting.runId}" at ${meeting.natsUrl}, by ${source}`);
  const whereNow = (): NatsAccess | undefined => {
    const now = meetingNow(runDir, { peerId, source });
    return now?.runId === meeting.runId ? now : undefined;
  };
  return { ...own, ...meeting, spec: begunSpec(runDir), whereNow };
}

function natsOf({ nats }: UnitWishes, { head }: Place): string | undefined {
  const said = nats ?? (process.env.CODISTILL_NATS || undefined);
  return said ?? (head === undefined ? undefined : natsUrlOf({ host: head, port: NATS_PORT }));
}

function unsaid(what: string, fix: string): CodistillError {
  return new CodistillError('ERR_FROM_ENV', `the environment says ${what}`, { fix });
}
