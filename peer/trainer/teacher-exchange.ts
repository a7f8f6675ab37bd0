import { assertNever, CodistillError } from '../../proto/errors.js';
import { finiteLogits } from '../../proto/float-bytes.js';
import { LIMITS } from '../../proto/limits.js';
import { type BySample, bySampleAt, byWeightsAt, type Scheme, wayAt } from '../../proto/scheme.js';
import type { TeacherWatch } from '../core/teaching/teacher-watch.js';
import type { Teaching } from '../core/teaching/teaching.js';
import { type Call, type CallBatch, type CallSamples, OUTCOME } from '../mailbox/call.js';
import type { WeightsMessage } from '../mailbox/messages.js';
import type { TrainingBatch } from '../model/step-context.js';
import { type ForesightOptions, MailboxForesight } from './foresight.js';
import type { Meter } from './meter.js';
import type { Foresight, PeerServices, TeacherExchange, TrainingSession } from './ports.js';

/** The parts of a session that a wait for the I/O thread uses. */
type SleepingSession = Pick<
  TrainingSession,
  'spec' | 'mailbox' | 'answerSlackMs' | 'post' | 'stepsTotal' | 'prepareBatch'
>;

/** The parts of a session that the trainer's end of the exchange uses. */
export type ExchangeSession = SleepingSession &
  Pick<TrainingSession, 'scheme'> &
  Pick<PeerServices, 'planned' | 'localTeachers'>;

/** The I/O thread closes an exchange long before; past this it is dead. */
const MAILBOX_SLACK_MS = 30_000;

/**
 * Steps ahead at which predictions are asked for: an answer takes a step of its teacher and the way there and back, and
 * when every core computes, threads that carry messages wait for theirs. What waits for its step in lockstep is held on
 * credit, so it is asked for later.
 */
const AHEAD_STEPS = LIMITS.requestsMax - 1;
const AHEAD_STEPS_LOCKSTEP = LIMITS.creditBatches / 2;

/** Below this an answer of the step before is too old too often: it is asked for when its step comes. */
const STALE_STEPS_MIN = 4;

/**
 * Where a peer's teachers are heard: over the mailbox, which blocks this thread until the I/O thread closes the
 * exchange; or, in `checkpoint` mode, in networks that run right here. Every teaching passes the watch.
 */
export function openTeacherExchange(
  session: ExchangeSession,
  meter: Meter,
  watch: TeacherWatch,
): TeacherExchange {
  const { mailbox, scheme, localTeachers } = session;
  const early = openForesight(session, (step) => answered(session, meter, step, () => {}));
  const callOf = ({ step, epoch, labels, digest }: TrainingBatch): CallBatch => ({
    ...{ step, epoch, rows: labels.length, digest },
  });
  const warn = (warnings: readonly string[]): void => {
    for (const message of warnings) session.post({ kind: 'warning', message });
  };
  // Non-finite predictions are never sent.
  return {
    learn(batch, logits, features) {
      const way = wayAt(scheme, batch.epoch);
      let heard: readonly Teaching[] = [];
      if (scheme.taught && finiteLogits(logits)) {
        switch (way.kind) {
          case 'alone':
            break;
          case 'lockstep':
          case 'by-sample': {
            const asked = { ...callOf(batch), ...samplesOf(session, batch) };
            const sentBefore = way.kind === 'lockstep' && scheme.pipeline > 0;
            const call: Call = sentBefore
              ? { kind: 'collect', ...asked }
              : { kind: 'exchange', ...asked, logits, features };
            early?.flush();
            heard = answered(session, meter, batch.step, () => mailbox.call(call));
            break;
          }
          case 'by-weights':
            heard = localTeachers?.teach(batch) ?? [];
            break;
          default:
            assertNever(way);
        }
      }
      const { teachings, warnings } = watch.judge(heard, logits, batch.labels);
      warn(warnings);
      return teachings;
    },
    teach(batch, logits, phase, features) {
      if (!finiteLogits(logits)) return;
      early?.flush();
      answered(session, meter, batch.step, () =>
        mailbox.call({ kind: 'sendOnly', phase, ...callOf(batch), logits, features }),
      );
    },
    foresight: watchedForesight(session, early, watch, warn),
  };
}

/** Teachers are judged by the peer's own predictions, so with foresight a step later. */
function watchedForesight(
  { scheme, localTeachers }: ExchangeSession,
  early: MailboxForesight | undefined,
  watch: TeacherWatch,
  warn: (warnings: readonly string[]) => void,
): Foresight {
  let heard: readonly Teaching[] = [];
  return {
    hear(batch) {
      const byWeights = byWeightsAt(scheme, batch.epoch) !== undefined;
      const teachers = byWeights ? localTeachers?.teach(batch) : early?.hear(batch);
      heard = teachers ?? [];
      return watch.admit(heard);
    },
    tell(batch, logits) {
      warn(watch.judge(heard, logits, batch.labels).warnings);
      early?.tell(batch, logits);
    },
    flush: () => early?.flush(),
  };
}

/**
 * Hands out weights and sleeps until those come that every teacher handed out at the same step: they lie in the inbox
 * then, unless the run is being interrupted.
 *
 * @throws {CodistillError} `ERR_STRICT_TIMEOUT` when somebody has not come within `exchange.waitMsMax`.
 */
export function awaitWeights(session: SleepingSession, weights: WeightsMessage, meter: Meter): void {
  answered(session, meter, weights.step, () => {
    session.mailbox.call({ kind: 'weights' });
    session.post(weights);
  });
}

/**
 * Makes a call, prepares the next batch meanwhile, and sleeps until the call is answered.
 *
 * @throws {CodistillError} `ERR_INTERNAL` without an answer, `ERR_STRICT_TIMEOUT` where a strict run went without a
 *   teacher, `ERR_INTERRUPTED` where it would have to since it is interrupted.
 */
function answered(
  { mailbox, spec, answerSlackMs, stepsTotal, prepareBatch }: SleepingSession,
  meter: Meter,
  step: number,
  call: () => void,
): readonly Teaching[] {
  const timeoutMs = spec.exchange.waitMsMax + (answerSlackMs ?? MAILBOX_SLACK_MS);
  call();
  if (step + 1 < stepsTotal) prepareBatch?.(step + 1);
  const answer = meter.wait(() => mailbox.takeAnswer(timeoutMs));
  if (answer === undefined) {
    const message = `the I/O thread did not answer for ${timeoutMs} ms at step ${step}`;
    throw new CodistillError('ERR_INTERNAL', message);
  }
  if (answer.outcome === OUTCOME.aborted && spec.exchange.quorum === 'all') {
    // A step without its teachers would be in the last checkpoint, and the resumed run another one.
    throw new CodistillError('ERR_INTERRUPTED', `interrupted in step ${step}, which is left out`, {
      fix: 'start the run again: it goes on from the newest checkpoint that all peers have',
      facts: { step },
    });
  }
  if (answer.outcome !== OUTCOME.strictTimeout) return answer.teachers;
  throw new CodistillError('ERR_STRICT_TIMEOUT', `not every teacher was heard at step ${step}`, {
    fix: 'see the log for who was missing; raise --wait-max, or train without --strict',
    facts: { step },
  });
}

/** Foresight over the mailbox, where teachers are asked by sample. */
function openForesight(
  { mailbox, scheme, stepsTotal, planned }: ExchangeSession,
  takeAnswer: ForesightOptions['takeAnswer'],
): MailboxForesight | undefined {
  if (planned === undefined) return undefined;
  return new MailboxForesight({
    mailbox,
    stepsTotal,
    planned,
    takeAnswer,
    aheadOf(step, epoch) {
      const aheadStep = step + aheadSteps(scheme, epoch, 1);
      return aheadStep < stepsTotal ? planned(aheadStep) : null;
    },
    isWorthHaving: (epoch) => (bySampleAt(scheme, epoch)?.ageStepsMax ?? STALE_STEPS_MIN) >= STALE_STEPS_MIN,
  });
}

/**
 * Steps ahead at which predictions are asked for: answers must still be young enough when their step comes.
 *
 * @param leadSteps - Steps before its own at which a batch is asked about.
 */
function aheadSteps(scheme: Scheme, epoch: number, leadSteps: number): number {
  const way = wayAt(scheme, epoch);
  switch (way.kind) {
    case 'lockstep':
      return AHEAD_STEPS_LOCKSTEP;
    case 'by-sample':
      return aheadBySample(way, leadSteps);
    case 'alone':
    case 'by-weights':
      return AHEAD_STEPS;
    default:
      return assertNever(way);
  }
}

function aheadBySample({ ageStepsMax }: BySample, leadSteps: number): number {
  return Math.max(1, Math.min(AHEAD_STEPS, Math.floor((ageStepsMax - leadSteps) / 2)));
}

/** Steps that a request may wait at its teacher for others: a third of those by which it comes ahead. */
export function answerWaitSteps({ ways }: Pick<Scheme, 'ways'>): number {
  const ahead = ways.map(({ way }) => (way.kind === 'by-sample' ? aheadBySample(way, 1) : AHEAD_STEPS));
  return Math.floor(Math.min(...ahead) / 3);
}

/** The samples of a batch and of the one to ask about, where anything is kept or asked for by sample. */
function samplesOf(
  { planned, scheme, stepsTotal }: ExchangeSession,
  { step, epoch }: TrainingBatch,
): CallSamples {
  if (planned === undefined) return { ids: new Uint32Array(0), augmentationSeed: 0, ahead: null };
  const { ids, augmentationSeed } = planned(step);
  const aheadStep = step + aheadSteps(scheme, epoch, 0);
  return { ids, augmentationSeed, ahead: aheadStep < stepsTotal ? planned(aheadStep) : null };
}
