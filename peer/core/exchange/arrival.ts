import { PHASE, type Prediction } from '../../../proto/codec.js';
import { modeAt } from '../../../proto/exchange-mode.js';
import { floatsOf } from '../../../proto/float-bytes.js';
import { LIMITS } from '../../../proto/limits.js';
import { remember } from './by-sample.js';
import { receiveHello, returnCredit, spendGrant } from './credit.js';
import { incarnationOf, mayTeach } from './edges.js';
import {
  checkFrames,
  type FrameContext,
  phaseOwed,
  type Rejected,
  rejected,
  type Verdict,
} from './frames.js';
import type { RejectionReason } from './rejection.js';
import {
  type Asked,
  type Draft,
  type ExchangeState,
  type Held,
  heldKey,
  patch,
  type Teacher,
  updateTeacher,
  withEntry,
} from './state.js';
import { bytesOf, counted } from './statistics.js';

/** What messages from a link are checked against right now. */
export function frameContext(state: ExchangeState, from: string): FrameContext {
  const { options } = state;
  return {
    runId: options.runId,
    from,
    incarnationOf: (peerId) => incarnationOf(state, peerId),
    isTeacher: (peerId, step) => mayTeach(state, peerId, step),
    phaseOf: (teacher) => phaseOwed(teacher, options.peerId, options.sequential),
    classes: options.classes,
    stepMin: state.stepMin,
    // Where lockstep begins among peers that did not wait for each other before (a mixed run's next lockstep epoch, a
    // round with other teachers), one may be far ahead; credit bounds what is held.
    stepMax:
      options.mode.kind === 'mixed' || options.redrawn
        ? Number.MAX_SAFE_INTEGER
        : state.stepMin + LIMITS.aheadStepsMax,
    payload: options.payload,
    positions: options.positions,
    idsAsked: (prediction) => askedFor(state, prediction)?.ids,
    keepsBySample: (epoch) => modeAt(options.mode, epoch).kind === 'stale',
    featureShapeOf: (sender) => options.featureShapes.get(sender),
  };
}

/** A message from the link of a (would-be) teacher. */
export function receiveFrames(draft: Draft, from: string, parts: readonly Uint8Array[]): void {
  const { statistics } = draft.state;
  patch(draft, { statistics: { ...statistics, bytesReceived: statistics.bytesReceived + bytesOf(parts) } });
  const checked = checkFrames(parts, frameContext(draft.state, from));
  // Whatever has a payload was sent on credit, also when it is dropped.
  const paid = parts.length > 1 && spendGrant(draft, from);
  const verdict =
    checked.verdict === 'prediction' && !paid ? rejected('NO_CREDIT', checked.prediction.sender) : checked;
  switch (verdict.verdict) {
    case 'prediction':
      receivePrediction(draft, from, verdict);
      return;
    case 'hello':
      receiveHello(draft, from, verdict.hello);
      return;
    case 'busy':
      updateTeacher(draft, verdict.busy.sender, {
        busyUntilMs: draft.nowMs + Math.min(verdict.busy.forMs, draft.state.options.waitMsMax),
      });
      return;
    case 'rejected':
      noteClaim(draft, verdict);
      reject(draft, from, verdict.reason, verdict.detail);
      if (paid) returnCredit(draft, from, 1);
      return;
    case 'credit':
      return;
  }
}

export function reject(draft: Draft, from: string, reason: RejectionReason, detail: string): void {
  const { statistics } = draft.state;
  patch(draft, { statistics: { ...statistics, rejected: counted(statistics.rejected, reason) } });
  draft.effects.push({ kind: 'rejected', from, reason, detail });
}

/** Also a prediction that is of no use says where its sender stands, and how late it is. */
function noteClaim(draft: Draft, verdict: Rejected): void {
  const { claim, reason } = verdict;
  if (claim === undefined || (reason !== 'STALE' && reason !== 'TOO_FAR_AHEAD')) return;
  if (isCredible(draft.state, claim.step)) hear(draft, claim.sender, claim.step);
}

/** A step far from ours, and far beyond anything announced, is no evidence of where the cohort is. */
function isCredible(state: ExchangeState, step: number): boolean {
  if (step <= state.stepMin + LIMITS.aheadStepsMax) return true;
  const announcedEnd = state.rounds.at(-1)?.endStep ?? Number.POSITIVE_INFINITY;
  return step <= announcedEnd + LIMITS.aheadStepsMax;
}

/**
 * A teacher was heard with a prediction for a step: notes its lag, and waits for it again if it keeps up.
 *
 * @param reachedStep - Where the teacher itself stands, when that is another step: it was asked.
 */
function hear(draft: Draft, sender: string, step: number, reachedStep: number = step): void {
  const teacher = draft.state.teachers.get(sender);
  if (teacher === undefined) return;
  const opening = draft.state.openings.findLast((one) => one.step === step);
  const late = opening !== undefined && teacher.newestStep < step;
  const current = draft.state.openings.at(-1)?.step ?? draft.state.stepMin;
  const keepsUp = step >= current;
  if (teacher.suspended && keepsUp) draft.effects.push({ kind: 'teacher', teacher: sender, state: 'heard' });
  const lags = late
    ? withLag(teacher.lagsMs, draft.nowMs - opening.openedAtMs, teacher.busyUntilMs, opening.openedAtMs)
    : null;
  updateTeacher(draft, sender, {
    heardAtMs: draft.nowMs,
    newestStep: Math.max(teacher.newestStep, reachedStep),
    intervalMs: intervalOf(teacher, reachedStep, draft.nowMs),
    busyUntilMs: 0,
    ...(lags === null ? {} : { lagsMs: lags }),
    ...(keepsUp ? { suspended: false, misses: 0 } : {}),
  });
}

/** Weight of the newest interval in the smoothed one. */
const INTERVAL_SHARE = 0.2;

function intervalOf(teacher: Teacher, step: number, nowMs: number): number {
  if (teacher.newestStep < 0 || step <= teacher.newestStep || teacher.busyUntilMs > 0)
    return teacher.intervalMs;
  const newest = (nowMs - teacher.heardAtMs) / (step - teacher.newestStep);
  return teacher.intervalMs === 0
    ? newest
    : teacher.intervalMs + INTERVAL_SHARE * (newest - teacher.intervalMs);
}

/** Appends a lag, unless the teacher was busy in between: an evaluation says nothing about its steps. */
export function withLag(
  lagsMs: readonly number[],
  lagMs: number,
  busyUntilMs: number,
  openedAtMs: number,
): readonly number[] {
  if (busyUntilMs > openedAtMs) return lagsMs;
  return [...lagsMs, lagMs].slice(-LIMITS.lagSamplesMax);
}

type Accepted = Extract<Verdict, { verdict: 'prediction' }>;

/** Lockstep keeps a prediction for its step; the others by sample, and answers until their step comes. */
function receivePrediction(
  draft: Draft,
  from: string,
  { prediction, payload, ids, features }: Accepted,
): void {
  const { sender, step, phase, madeAtStep, validated, validationAccuracy } = prediction;
  if (validated) updateTeacher(draft, sender, { validationAccuracy });
  const isAnswer = phase === PHASE.answer;
  const asked = isAnswer ? askedFor(draft.state, prediction) : undefined;
  if (asked !== undefined) patch(draft, { asked: draft.state.asked.filter((one) => one !== asked) });
  const mode = modeAt(draft.state.options.mode, asked?.epoch ?? prediction.epoch);
  if (ids === null || mode.kind === 'lockstep') {
    keep(draft, from, { prediction, payload, features });
    return;
  }
  hear(draft, sender, step, madeAtStep);
  if (mode.kind === 'stale' || mode.kind === 'cached') {
    remember(draft, sender, ids, floatsOf(payload), madeAtStep, mode);
    if (isAnswer) {
      const answer = { ids, logits: floatsOf(payload), madeAtStep };
      patch(draft, { answered: withEntry(draft.state.answered, heldKey(sender, step), answer) });
    }
  }
  returnCredit(draft, from, 1);
}

function askedFor(state: ExchangeState, prediction: Prediction): Asked | undefined {
  return state.asked.find(
    ({ teacher, step, digest }) =>
      teacher === prediction.sender && step === prediction.step && equal(digest, prediction.batchDigest),
  );
}

function keep(
  draft: Draft,
  from: string,
  { prediction, payload, features }: Pick<Accepted, 'prediction' | 'payload' | 'features'>,
): void {
  const { sender, step } = prediction;
  const key = heldKey(sender, step);
  const first = draft.state.held.get(key);
  if (first !== undefined) {
    const same = sameBytes(first, prediction, payload);
    const reason = same ? 'DUPLICATE' : 'EQUIVOCATION';
    reject(draft, from, reason, `step ${step} of ${sender}${same ? '' : ': other bytes; the first stay'}`);
    returnCredit(draft, from, 1);
    return;
  }
  const held: Held = { from, prediction, payload, features, arrivedAtMs: draft.nowMs, unusable: false };
  patch(draft, { held: withEntry(draft.state.held, key, held) });
  if (isCredible(draft.state, step))
    hear(draft, sender, step, prediction.phase === PHASE.answer ? prediction.madeAtStep : step);
  const { open } = draft.state;
  if (open !== null && open.offer.step === step) matchWithOffer(draft, key);
}

/** The checksum is of all that came, features too. */
function sameBytes(held: Held, prediction: Prediction, payload: Uint8Array): boolean {
  return (
    held.payload.length === payload.length &&
    held.prediction.checksum === prediction.checksum &&
    equal(held.prediction.batchDigest, prediction.batchDigest) &&
    equal(held.payload, payload)
  );
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Marks a kept prediction that turns out to be for other samples than ours: it is never used. */
export function matchWithOffer(draft: Draft, key: string): void {
  const held = draft.state.held.get(key);
  const offer = draft.state.open?.offer;
  if (held === undefined || offer === undefined || held.unusable) return;
  const { prediction } = held;
  const { peerId } = draft.state.options;
  const otherBatch = !equal(prediction.batchDigest, offer.digest);
  if (!otherBatch && prediction.rows === offer.rows) return;
  patch(draft, { held: withEntry(draft.state.held, key, { ...held, unusable: true }) });
  const who = `step ${offer.step}: ${peerId} and ${prediction.sender}`;
  if (otherBatch) reject(draft, held.from, 'BATCH_MISMATCH', `${who} do not train on the same batch`);
  else
    reject(draft, held.from, 'WRONG_SHAPE', `${who} disagree on the rows: ${offer.rows}, ${prediction.rows}`);
}

/** Drops what is held for steps before `step`, or everything, and gives the credit back. */
export function dropHeld(draft: Draft, beforeStep: number): void {
  const kept = new Map<string, Held>();
  const owed = new Map<string, number>();
  for (const [key, held] of draft.state.held) {
    if (held.prediction.step >= beforeStep) kept.set(key, held);
    else owed.set(held.from, (owed.get(held.from) ?? 0) + 1);
  }
  if (owed.size === 0) return;
  patch(draft, { held: kept });
  for (const [from, batches] of owed) returnCredit(draft, from, batches);
}

/** True if a prediction of this phase goes to that student. */
export function phaseGoesTo(state: ExchangeState, student: string, phase: number): boolean {
  const due = phaseOwed(state.options.peerId, student, state.options.sequential);
  return phase === due && (phase === PHASE.beforeUpdate || phase === PHASE.afterUpdate);
}
