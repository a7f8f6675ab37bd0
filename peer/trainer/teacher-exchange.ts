import { assertNever, CodistillError } from '../../proto/errors.js';
import { finiteLogits } from '../../proto/float-bytes.js';
import { LIMITS } from '../../proto/limits.js';
import { type Scheme, wayAt } from '../../proto/scheme.js';
import type { Teaching } from '../core/teaching/teaching.js';
import {
  type CallPredictions,
  type CallSamples,
  type CollectCall,
  type ExchangeCall,
  OUTCOME,
  type SendOnlyCall,
} from '../mailbox/call.js';
import type { WeightsMessage } from '../mailbox/messages.js';
import type { Answer } from '../mailbox/trainer-mailbox.js';
import type { TrainingBatch } from '../model/step-context.js';
import { type ForesightOptions, MailboxForesight } from './foresight.js';
import type { LocalTeachers } from './local-teachers.js';
import type { Meter } from './meter.js';
import type { PeerServices, TeacherExchange, TrainingSession } from './ports.js';

/** The parts of a session that the trainer's end of the exchange uses. */
export type ExchangeSession = Pick<
  TrainingSession,
  'spec' | 'scheme' | 'classes' | 'mailbox' | 'stepsTotal' | 'answerSlackMs'
> &
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
 * exchange; or, in `checkpoint` mode, in networks that run right here.
 */
export function openTeacherExchange(session: ExchangeSession, meter: Meter): TeacherExchange {
  const { mailbox, spec, scheme } = session;
  const timeoutMs = spec.exchange.waitMsMax + (session.answerSlackMs ?? MAILBOX_SLACK_MS);
  const foresight = openForesight(session, scheme, (step, asked) =>
    answered(
      meter.wait(() => mailbox.takeAnswer(asked, timeoutMs)),
      step,
      timeoutMs,
    ),
  );
  const ask = (call: ExchangeCall | CollectCall | SendOnlyCall): readonly Teaching[] => {
    const { step } = call;
    foresight?.flush();
    const answer = answered(
      meter.wait(() => mailbox.exchange(call, timeoutMs)),
      step,
      timeoutMs,
    );
    return heard(answer, step).teachers;
  };
  const callOf = ({ step, epoch, digest }: TrainingBatch, logits: Float32Array) => ({
    step,
    epoch,
    rows: logits.length / session.classes,
    digest,
  });
  // Non-finite predictions are never sent.
  return {
    learn(batch, logits, features) {
      if (!scheme.taught || !finiteLogits(logits)) return [];
      const samples = () => samplesOf(session, batch.step, aheadSteps(scheme, batch.epoch, 0));
      const exchange = (): readonly Teaching[] =>
        ask({
          kind: 'exchange',
          ...callOf(batch, logits),
          ...predictionsOf(logits, features),
          ...samples(),
        });
      const collect = (): readonly Teaching[] =>
        ask({ kind: 'collect', ...callOf(batch, logits), ...samples() });
      const way = wayAt(scheme, batch.epoch);
      switch (way.kind) {
        case 'alone':
          return [];
        case 'lockstep':
          return scheme.pipeline > 0 ? collect() : exchange();
        case 'by-sample':
          return exchange();
        case 'by-weights':
          return localTeachings(session.localTeachers, batch);
        default:
          return assertNever(way);
      }
    },
    teach(batch, logits, phase, features) {
      if (!finiteLogits(logits)) return;
      ask({ kind: 'sendOnly', phase, ...callOf(batch, logits), ...predictionsOf(logits, features) });
    },
    foresight: {
      hear(batch) {
        const byWeights = wayAt(scheme, batch.epoch).kind === 'by-weights';
        return byWeights ? localTeachings(session.localTeachers, batch) : (foresight?.hear(batch) ?? []);
      },
      tell: (batch, logits) => foresight?.tell(batch, logits),
      flush: () => foresight?.flush(),
    },
  };
}

/**
 * Hands out weights and sleeps until those come that every teacher handed out at the same step: they lie in the inbox
 * then, unless the run is being interrupted.
 *
 * @throws {CodistillError} `ERR_STRICT_TIMEOUT` when somebody has not come within `exchange.waitMsMax`.
 */
export function awaitWeights(
  {
    mailbox,
    spec,
    post,
    answerSlackMs,
  }: Pick<TrainingSession, 'mailbox' | 'spec' | 'post' | 'answerSlackMs'>,
  weights: WeightsMessage,
  meter: Meter,
): void {
  const { step } = weights;
  const timeoutMs = spec.exchange.waitMsMax + (answerSlackMs ?? MAILBOX_SLACK_MS);
  const answer = meter.wait(() => {
    mailbox.call({ kind: 'weights', step });
    post(weights);
    return mailbox.takeAnswer({ logits: 0, samples: 0 }, timeoutMs);
  });
  heard(answered(answer, step, timeoutMs), step);
}

/** @throws {CodistillError} `ERR_STRICT_TIMEOUT` where a strict run went without a teacher. */
function heard(answer: Answer, step: number): Answer {
  if (answer.outcome !== OUTCOME.strictTimeout) return answer;
  throw new CodistillError('ERR_STRICT_TIMEOUT', `not every teacher was heard at step ${step}`, {
    fix: 'see the log for who was missing; raise --wait-max, or train without --strict',
    facts: { step },
  });
}

/** @throws {CodistillError} `ERR_INTERNAL` without an answer. */
function answered(answer: Answer | undefined, step: number, timeoutMs: number): Answer {
  if (answer !== undefined) return answer;
  const message = `the I/O thread did not answer for ${timeoutMs} ms at step ${step}`;
  throw new CodistillError('ERR_INTERNAL', message);
}

function predictionsOf(logits: Float32Array, features: Float32Array | undefined): CallPredictions {
  return features === undefined ? { logits } : { logits, features };
}

/** Foresight over the mailbox, where teachers are asked by sample. */
function openForesight(
  { mailbox, classes, stepsTotal, planned }: ExchangeSession,
  scheme: Scheme,
  takeAnswer: ForesightOptions['takeAnswer'],
): MailboxForesight | undefined {
  if (planned === undefined) return undefined;
  return new MailboxForesight({
    mailbox,
    classes,
    stepsTotal,
    planned,
    takeAnswer,
    aheadOf(step, epoch) {
      const aheadStep = step + aheadSteps(scheme, epoch, 1);
      return aheadStep < stepsTotal ? planned(aheadStep) : null;
    },
    isWorthHaving(epoch) {
      const way = wayAt(scheme, epoch);
      return way.kind !== 'by-sample' || way.ageStepsMax >= STALE_STEPS_MIN;
    },
  });
}

function localTeachings(teachers: LocalTeachers | undefined, batch: TrainingBatch): readonly Teaching[] {
  return teachers?.teach(batch) ?? [];
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
      return Math.max(1, Math.min(AHEAD_STEPS, Math.floor((way.ageStepsMax - leadSteps) / 2)));
    case 'alone':
    case 'by-weights':
      return AHEAD_STEPS;
    default:
      return assertNever(way);
  }
}

/** The samples of a step and of the batch to ask about, where anything is kept or asked for by sample. */
function samplesOf({ planned, stepsTotal }: ExchangeSession, step: number, ahead: number): CallSamples {
  if (planned === undefined) return { ids: new Uint32Array(0), augmentationSeed: 0, ahead: null };
  const { ids, augmentationSeed } = planned(step);
  const aheadStep = step + ahead;
  return { ids, augmentationSeed, ahead: aheadStep < stepsTotal ? planned(aheadStep) : null };
}
