import { resolve } from 'node:path';
import type { input } from 'zod';
import { CodistillError } from '../../proto/errors.js';
import type { PeerFields, RunSpec, runSpecSchema } from '../../proto/run-spec-schema.js';
import { countOf } from '../commands/option.js';
import { isSection, laidOver, resolveSection, type Section } from '../config.js';
import { checkDescriptors } from '../descriptors.js';
import { checkRun } from '../launch/check-names.js';
import { type LaunchOptions, runCohort } from '../launch/launch-run.js';
import { begunSpec } from '../launch/run-directory.js';
import type { RunSummary } from '../launch/summary.js';
import { ensureSetUp } from '../set-up.js';
import { threadsAsked } from '../thread-environment.js';
import { EventQueue } from './event-queue.js';
import { ProgramStage } from './program-stage.js';
import { type RunEvent, topicOf } from './run-event.js';

/** Any part of a run spec; the rest is as `codistill launch` has it by default. */
export type SpecFields = Omit<input<typeof runSpecSchema>, 'peers'>;

/** The request to {@link launch}: sections and fields of the run spec, and the options of `codistill launch` beside it. */
export interface LaunchRequest extends SpecFields {
  /** How many peers, or each of them. @default 2 */
  readonly peers?: number | readonly PeerFields[] | undefined;
  /** The network of every peer that names none. */
  readonly network?: string | undefined;
  /** The device of every peer that names none. */
  readonly device?: string | undefined;
  /** Where everything is written; a run there is gone on with. @default `runs/<time>-<id>` */
  readonly runDir?: string | undefined;
  /** Folder with the data set's files. */
  readonly dataDir?: string | undefined;
  /** Cores that the peers may share. @default all */
  readonly cores?: number | undefined;
  /** Threads that each peer's TensorFlow computes with. @default its share of the cores */
  readonly threads?: number | undefined;
  /** Whether it is no error where teaching was asked for and hardly happened. @default false */
  readonly allowUntaught?: boolean | undefined;
  /** Whether each peer is also scored on the samples that it learned from. @default false */
  readonly scoreTraining?: boolean | undefined;
  /** Whether what each peer predicts of the test split is saved. @default false */
  readonly savePredictions?: boolean | undefined;
  /** Aborted, it stops the run as `stop` does; then the result is `ERR_INTERRUPTED`. */
  readonly signal?: AbortSignal | undefined;
}

/** A cohort that trains. Its events are for one listener, which may come late. */
export interface CohortRun extends AsyncIterable<RunEvent> {
  readonly runId: string;
  readonly runDir: string;
  /** With every default filled in. */
  readonly spec: RunSpec;
  /** The content of `summary.json`, once every process of the run is gone; or the `CodistillError` that ended it. */
  readonly result: Promise<RunSummary>;
  /**
   * Lets every peer finish its step and save a checkpoint, and ends all of them, within seconds. The same `runDir` goes on
   * from there.
   *
   * @returns The result: `stoppedBy` is `interrupted`, unless the run was over before.
   */
  stop(): Promise<RunSummary>;
}

/**
 * Trains a cohort on this machine, as `codistill launch` does: nats-server, the coordinator and each peer are processes of
 * their own, which end with the run, and with this process however it ends.
 *
 * @returns The run as soon as it has begun. It goes on whether or not anybody listens.
 * @throws {CodistillError} Whatever can be known to be wrong before anything starts, such as `ERR_CONFIG`,
 *   `ERR_DATA_MISSING` or `ERR_RUN_DIR_BUSY`; `ERR_SETUP` of a package that cannot be set up; `ERR_INTERRUPTED` when the signal was aborted. Later errors are those of
 *   `result`, and of the events.
 */
export async function launch(request: LaunchRequest = {}): Promise<CohortRun> {
  const { signal } = request;
  if (signal?.aborted === true) throw aborted(signal);
  const options = optionsOf(request);
  checkDescriptors();
  await ensureSetUp();
  const events = new EventQueue<RunEvent>(topicOf);
  const stage = new ProgramStage((event) => events.push(event));
  const onAbort = (): void => stage.stop('aborted: stopping after the current step');
  signal?.addEventListener('abort', onAbort, { once: true });
  const result = runCohort(options, stage)
    .then(({ summary, interrupted }) => {
      if (interrupted && signal?.aborted === true) throw aborted(signal);
      return summary;
    })
    .finally(() => signal?.removeEventListener('abort', onAbort));
  // Whoever listens to the events hears of it there; it is no rejection that nobody has handled.
  result.then(
    () => events.end(),
    (error: unknown) => events.fail(error),
  );
  await Promise.race([stage.opened, result]);
  const { runId, path: runDir } = await stage.opened;
  return {
    ...{ runId, runDir, spec: options.spec, result },
    stop() {
      stage.stop('stopping after the current step');
      return result;
    },
    [Symbol.asyncIterator]: () => events,
  };
}

function optionsOf(request: LaunchRequest): LaunchOptions {
  const { peers, network, device, runDir, dataDir, cores, threads, signal, ...others } = request;
  const { allowUntaught = false, scoreTraining = false, savePredictions = false, ...fields } = others;
  const count = typeof peers === 'number' ? peers : undefined;
  const asked: Section = { ...fields, ...(Array.isArray(peers) ? { peers } : {}) };
  const begun = runDir === undefined ? undefined : begunSpec(resolve(runDir));
  const spec = resolveSection(laidOver(begun ?? {}, withoutAbsent(asked)), {
    flags: new Map(),
    peers: { count, options: [], network, device },
    sets: [],
  });
  checkRun(spec);
  return {
    ...{ spec, runDir, dataDir, allowUntaught, insecure: false },
    threads: threadsAsked(threads),
    cores: countOf(cores, 'cores', 'a run uses one core at least'),
    scores: { scoreTraining, savePredictions },
  };
}

/** A field that is `undefined` is one that was not given. */
function withoutAbsent(section: Section): Section {
  const given = Object.entries(section).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [name, isSection(value) ? withoutAbsent(value) : value]),
  );
}

function aborted(signal: AbortSignal): CodistillError {
  return new CodistillError('ERR_INTERRUPTED', 'the run was stopped by its signal', {
    fix: 'the same runDir goes on from the checkpoints',
    cause: signal.reason,
  });
}
