import { PHASE, type Prediction } from '../../../proto/codec.js';
import { assertNever } from '../../../proto/errors.js';
import { floatsOf } from '../../../proto/float-bytes.js';
import { LIMITS } from '../../../proto/limits.js';
import { bySampleAt, wayAt } from '../../../proto/scheme.js';
import { leadStepsOf } from './catch-up.js';
import { bytesOf, count, type Draft, patch, reject, updateTeacher, withEntry } from './draft.js';
import { heardMember, mayTeach, studentsAt } from './edges.js';
import { checkFrames, type FrameContext, type Rejected, rejected, type Verdict } from './frames.js';
import { receiveHello, returnCredit, spendCredit } from './granting.js';
import { equal, keep, match } from './held.js';
import { meet } from './landing.js';
import { remember } from './sample-stores.js';
import { type Asked, type ExchangeState, heldKey } from './state.js';
import { hear, noteAccuracy, noteBusy } from './teacher.js';
import { phaseOwed } from './update-order.js';

/** The facts that messages from a link are checked against right now. */
export function frameContext(state: ExchangeState, from: string): FrameContext {
  const { options } = state;
  return {
    runId: options.runId,
    from,
    memberOf: (peerId) => heardMember(state, peerId),
    isTeacher: (peerId, step) => mayTeach(state, peerId, step),
    phaseOf: (teacher) => phaseOwed(teacher, options.peerId, options.sequential),
    classes: options.classes,
    stepMin: state.stepMin,
    // Where lockstep begins among peers that did not wait for each other before (a mixed run's next lockstep epoch, a
    // round with other teachers), one may be far ahead; credit bounds what is held.
    stepMax:
      options.mixed || options.redrawn ? Number.MAX_SAFE_INTEGER : state.stepMin + LIMITS.aheadStepsMax,
    payload: options.payload,
    positions: options.positions,
    idsAsked: (prediction) => askedFor(state, prediction)?.ids,
    keepsBySample: (epoch) => bySampleAt(options, epoch)?.unasked === true, // else ids come with answers alone
    featureShapeOf: (sender) => options.featureShapes.get(sender),
  };
}

/** A message from the link of a (would-be) teacher. */
export function receiveFrames(draft: Draft, from: string, parts: readonly Uint8Array[]): void {
  count(draft, { bytesReceived: bytesOf(parts) });
  const checked = checkFrames(parts, frameContext(draft.state, from));
  // Whatever has a payload was sent on credit, also when it is dropped.
  const paid = parts.length > 1 && spendCredit(draft, from);
  const verdict =
    checked.verdict === 'prediction' && !paid ? rejected('NO_CREDIT', checked.prediction.sender) : checked;
  switch (verdict.verdict) {
    case 'prediction':
      draft.state.ledger.received(verdict.prediction.sender, bytesOf(parts));
      receivePrediction(draft, from, verdict);
      return;
    case 'hello':
      receiveHello(draft, from, verdict.hello);
      return;
    case 'busy': {
      const untilMs = draft.nowMs + Math.min(verdict.busy.forMs, draft.state.options.waitMsMax);
      updateTeacher(draft, verdict.busy.sender, (teacher) => noteBusy(teacher, untilMs));
      return;
    }
    case 'rejected':
      noteClaim(draft, verdict);
      reject(draft, from, verdict.reason, verdict.detail);
      if (paid) returnCredit(draft, from, 1);
      return;
    case 'credit':
      return;
  }
}

/** Also a prediction that is of no use says where its sender stands, and how late it is. */
function noteClaim(draft: Draft, verdict: Rejected): void {
  const { claim, reason } = verdict;
  if (claim === undefined || (reason !== 'STALE' && reason !== 'TOO_FAR_AHEAD')) return;
  if (isCredible(draft.state, claim.step)) hearFrom(draft, claim.sender, claim.step);
}

/** A step far from ours, and far beyond anything announced, is no evidence of where the cohort is. */
function isCredible(state: ExchangeState, step: number): boolean {
  if (step <= state.stepMin + LIMITS.aheadStepsMax) return true;
  const announcedEnd = state.rounds.at(-1)?.endStep ?? Number.POSITIVE_INFINITY;
  return step <= announcedEnd + LIMITS.aheadStepsMax;
}

/**
 * A teacher was heard with a prediction for a step: it is waited for again if it keeps up.
 *
 * @param reachedStep - Step of the teacher itself.
 */
function hearFrom(draft: Draft, sender: string, step: number, reachedStep: number = step): void {
  const { openings, stepMin, teachers } = draft.state;
  const ownStep = openings.at(-1)?.step ?? stepMin;
  if (teachers.get(sender)?.suspended && step >= ownStep)
    draft.effects.push({ kind: 'teacher', teacher: sender, state: 'heard' });
  const openedAtMs = openings.findLast((one) => one.step === step)?.openedAtMs;
  const leadSteps = leadStepsOf(draft.state.options);
  meet(draft, sender, reachedStep);
  // One that learns from us jumps to us. Of the others, each may be as far behind as predictions are kept of the one it teaches.
  const jumps = studentsAt(draft.state, ownStep).includes(sender);
  const behindStepsMax = jumps ? 0 : LIMITS.aheadStepsMax * teachers.size;
  const hearing = { step, reachedStep, ownStep, leadSteps, openedAtMs, behindStepsMax, nowMs: draft.nowMs };
  updateTeacher(draft, sender, (teacher) => hear(teacher, hearing));
}

type Accepted = Extract<Verdict, { verdict: 'prediction' }>;

/** Lockstep keeps a prediction for its step; the free-running modes by sample, and answers until their step comes. */
function receivePrediction(
  draft: Draft,
  from: string,
  { prediction, payload, ids, features }: Accepted,
): void {
  const { sender, step, phase, madeAtStep, validated, validationAccuracy } = prediction;
  if (validated) updateTeacher(draft, sender, (teacher) => noteAccuracy(teacher, validationAccuracy));
  const isAnswer = phase === PHASE.answer;
  const asked = isAnswer ? askedFor(draft.state, prediction) : undefined;
  if (asked !== undefined) patch(draft, { asked: draft.state.asked.filter((one) => one !== asked) });
  const way = wayAt(draft.state.options, asked?.epoch ?? prediction.epoch);
  if (ids === null || way.kind === 'lockstep') {
    if (!keep(draft, { from, prediction, payload, features })) return;
    if (isCredible(draft.state, step)) hearFrom(draft, sender, step, isAnswer ? madeAtStep : step);
    match(draft, prediction);
    return;
  }
  hearFrom(draft, sender, step, madeAtStep);
  switch (way.kind) {
    case 'by-sample': {
      const answer = { ids, logits: floatsOf(payload), madeAtStep };
      remember(draft, sender, answer, way);
      if (isAnswer)
        patch(draft, { answered: withEntry(draft.state.answered, heldKey(sender, step), answer) });
      break;
    }
    case 'alone':
    case 'by-weights':
      break;
    default:
      assertNever(way);
  }
  returnCredit(draft, from, 1);
}

function askedFor(state: ExchangeState, prediction: Prediction): Asked | undefined {
  return state.asked.find(
    ({ teacher, step, digest }) =>
      teacher === prediction.sender && step === prediction.step && equal(digest, prediction.batchDigest),
  );
}
