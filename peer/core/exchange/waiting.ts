import type { PeerId } from '../../../proto/identity.js';
import { LIMITS } from '../../../proto/limits.js';
import { dropHeld } from './arrival.js';
import { rememberStep } from './by-sample.js';
import { waitMs } from './deadline.js';
import { edgeWeight, studentsAt, teachersAt } from './edges.js';
import type { Absence, AnsweredTeacher, ExchangeAnswer } from './offer.js';
import { dropAsked } from './requests.js';
import {
  type Draft,
  type ExchangeState,
  type Held,
  heldKey,
  type OpenExchange,
  patch,
  type Teacher,
  updateLink,
  updateTeacher,
} from './state.js';
import { counted, withAges } from './statistics.js';

/** Bound on the wait for a teacher that was never heard: it may still be building its network. */
const FIRST_CONTACT_MS = 10_000;

/** How much slower than its usual pace a teacher may be that has steps to catch up. */
const PACE_SLACK = 1.5;

/** Where one teacher stands in an open exchange. */
export type Standing =
  | { readonly kind: 'arrived'; readonly held: Held }
  | { readonly kind: 'waiting'; readonly untilMs: number }
  | { readonly kind: 'absent'; readonly reason: Absence };

export function standingOf(
  state: ExchangeState,
  open: OpenExchange,
  teacherId: PeerId,
  nowMs: number,
): Standing {
  const held = state.held.get(heldKey(teacherId, open.offer.step));
  if (held !== undefined) {
    return held.unusable ? { kind: 'absent', reason: 'mismatch' } : { kind: 'arrived', held };
  }
  const { strict, waitMsMax } = state.options;
  const limitMs = open.openedAtMs + waitMsMax;
  const teacher = state.teachers.get(teacherId);
  if (strict) {
    return nowMs < limitMs ? { kind: 'waiting', untilMs: limitMs } : { kind: 'absent', reason: 'late' };
  }
  if (teacher === undefined) return { kind: 'absent', reason: 'gone' };
  if (teacher.suspended) return { kind: 'absent', reason: 'suspended' };
  // Links keep their order: who predicted for a later step will not predict for this one any more.
  if (teacher.newestStep > open.offer.step) return { kind: 'absent', reason: 'late' };
  const untilMs = Math.min(deadlineOf(state, open, teacher), limitMs);
  if (nowMs < untilMs) return { kind: 'waiting', untilMs };
  return { kind: 'absent', reason: teacher.busyUntilMs >= nowMs ? 'busy' : 'late' };
}

function deadlineOf(state: ExchangeState, open: OpenExchange, teacher: Teacher): number {
  const { openedAtMs, offer } = open;
  const { waitMsMax } = state.options;
  if (teacher.lagsMs.length === 0) {
    // Entered ahead of the cohort: the coordinator still has an earlier round open.
    if (state.openRoundEnd <= offer.step) return openedAtMs + waitMsMax;
    return Math.max(openedAtMs, state.openRoundSinceMs, teacher.busyUntilMs) + FIRST_CONTACT_MS;
  }
  const wait = waitMs(teacher.lagsMs, FIRST_CONTACT_MS, waitMsMax);
  // One that is steps behind, but comes on, is due when it has made those steps at its own pace.
  const stepsBehind = Math.max(0, offer.step - teacher.newestStep);
  const dueMs = teacher.heardAtMs + PACE_SLACK * stepsBehind * teacher.intervalMs;
  return Math.max(openedAtMs + wait, teacher.busyUntilMs + wait, dueMs);
}

/**
 * Students that this peer has outrun: they do not teach it, so nothing else would hold it back, and they have given no
 * credit for what it sent. In lockstep it waits for them too, or they would miss most of what they are taught; in a strict
 * run also for those whose link is not up yet, which may miss nothing.
 */
function outrunStudents(state: ExchangeState, open: OpenExchange): readonly PeerId[] {
  const { step } = open.offer;
  const teachers = teachersAt(state, step);
  return studentsAt(state, step).filter((student) => {
    const link = state.links.get(student);
    if (link === undefined || link.outrun || teachers.includes(student)) return false;
    return link.pending.length > 0 && (link.up || state.options.strict);
  });
}

/** When the open exchange has to be looked at again, or infinity. */
export function closeDueMs(state: ExchangeState, nowMs: number): number {
  const { early, open, options } = state;
  if (early !== null) return early.openedAtMs + options.waitMsMax;
  if (open === null) return Number.POSITIVE_INFINITY;
  const outrun = outrunStudents(state, open).length > 0;
  let dueMs = outrun ? open.openedAtMs + state.options.waitMsMax : Number.NEGATIVE_INFINITY;
  for (const teacher of teachersAt(state, open.offer.step)) {
    const standing = standingOf(state, open, teacher, nowMs);
    if (standing.kind === 'waiting') dueMs = Math.max(dueMs, standing.untilMs);
  }
  return dueMs;
}

/** Closes the open exchange when nobody is waited for any more. */
export function closeIfDone(draft: Draft): void {
  giveUpEarly(draft);
  const { state, nowMs } = draft;
  const { open } = state;
  if (open === null) return;
  const outrun = outrunStudents(state, open);
  if (outrun.length > 0 && nowMs < open.openedAtMs + state.options.waitMsMax) return;
  for (const student of outrun) updateLink(draft, student, { outrun: true });
  const standings = teachersAt(state, open.offer.step).map((peerId) => ({
    peerId,
    standing: standingOf(state, open, peerId, nowMs),
  }));
  const mismatch = standings.some(
    ({ standing }) => standing.kind === 'absent' && standing.reason === 'mismatch',
  );
  const done = standings.every(({ standing }) => standing.kind !== 'waiting');
  if (!done && !(state.options.strict && mismatch)) return;
  const teachers = standings.flatMap(({ peerId, standing }) =>
    standing.kind === 'arrived'
      ? [answeredBy(peerId, standing.held, edgeWeight(state, peerId, open.offer.step))]
      : [],
  );
  rememberStep(draft, open.offer, teachers);
  const missing = standings.flatMap(({ peerId, standing }) => {
    if (standing.kind === 'arrived') return [];
    return [{ peerId, reason: standing.kind === 'absent' ? standing.reason : ('late' as const) }];
  });
  for (const { peerId, reason } of missing) countMiss(draft, peerId, reason);
  const waitedMs = nowMs - open.openedAtMs;
  countStep(draft, teachers.length, missing.length, waitedMs);
  if (state.options.pipeline > 0) countAges(draft, open.offer, teachers);
  const outcome = state.options.strict && missing.length > 0 ? 'strictTimeout' : 'closed';
  finish(draft, open.offer.step);
  draft.effects.push({
    kind: 'answer',
    answer: { step: open.offer.step, outcome, teachers, missing, waitedMs },
  });
}

/** Ends a strict run whose coordinator has not announced the round of a step in time. */
function giveUpEarly(draft: Draft): void {
  const { early, options } = draft.state;
  if (early === null) return;
  if (draft.nowMs - early.openedAtMs < options.waitMsMax) return;
  closeEmpty(draft, early, {
    outcome: 'strictTimeout',
    missing: [{ peerId: 'coordinator', reason: 'late' }],
  });
}

/** Ends an exchange that nobody has taught. */
export function closeEmpty(
  draft: Draft,
  { offer: { step }, openedAtMs }: OpenExchange,
  result: Pick<ExchangeAnswer, 'outcome' | 'missing'>,
): void {
  finish(draft, step);
  const answer = { ...result, step, teachers: [], waitedMs: draft.nowMs - openedAtMs };
  draft.effects.push({ kind: 'answer', answer });
}

/** What came of one teacher, its validation accuracy as of this very prediction: arrival order cannot change it. */
function answeredBy(
  peerId: PeerId,
  { payload, features, prediction: { validated, validationAccuracy } }: Held,
  weight: number,
): AnsweredTeacher {
  return {
    peerId,
    payload,
    weight,
    ...(features === null ? {} : { features }),
    ...(validated ? { validationAccuracy } : {}),
  };
}

/** The step is over: what was held for it has been used or is of no use. */
export function finish(draft: Draft, step: number): void {
  patch(draft, { open: null, early: null, stepMin: step + 1 });
  dropHeld(draft, step + 1);
  dropAsked(draft, step + 1);
}

function countMiss(draft: Draft, peerId: PeerId, reason: Absence): void {
  if (reason !== 'late') return;
  const { statistics, teachers, options } = draft.state;
  const missed = counted(statistics.missed, peerId) as Readonly<Record<PeerId, number>>;
  patch(draft, { statistics: { ...statistics, missed } });
  const teacher = teachers.get(peerId);
  if (teacher === undefined || options.strict) return;
  const misses = teacher.misses + 1;
  // One vain first contact is long enough already.
  const silent = teacher.lagsMs.length === 0 && teacher.newestStep < 0;
  const suspended = silent || (misses >= LIMITS.missesMax && isGone(draft.state, teacher, draft.nowMs));
  updateTeacher(draft, peerId, { misses, suspended });
  if (suspended) draft.effects.push({ kind: 'teacher', teacher: peerId, state: 'suspended' });
}

/**
 * Whether a teacher that misses its deadlines is gone rather than slow. A slow one is waited for at every step, within
 * the deadline: a peer that ran ahead of it would never hear it in time again.
 */
function isGone(state: ExchangeState, teacher: Teacher, nowMs: number): boolean {
  const linkIsDown = state.links.get(teacher.peerId)?.up === false;
  const patienceMs = Math.max(LIMITS.silenceMsMin, LIMITS.silenceIntervals * teacher.intervalMs);
  return linkIsDown || nowMs - teacher.heardAtMs >= patienceMs;
}

/** How old the predictions were that were made ahead, by sample. A frozen teacher's have no age. */
function countAges(
  draft: Draft,
  { step, rows }: OpenExchange['offer'],
  teachers: readonly { readonly peerId: PeerId }[],
): void {
  const { held, options } = draft.state;
  const ages = teachers.flatMap(({ peerId }) => {
    const prediction = held.get(heldKey(peerId, step))?.prediction;
    if (prediction === undefined || options.frozen.has(peerId)) return [];
    return Array<number>(rows / options.positions).fill(Math.max(0, step - prediction.madeAtStep));
  });
  const { statistics } = draft.state;
  patch(draft, {
    statistics: {
      ...statistics,
      ages: withAges(statistics.ages, ages),
      ageStepsMax: ages.reduce((most, age) => Math.max(most, age), statistics.ageStepsMax),
    },
  });
}

function countStep(draft: Draft, used: number, missing: number, waitedMs: number): void {
  const { statistics } = draft.state;
  const kind = used === 0 ? 'soloSteps' : missing === 0 ? 'fullSteps' : 'degradedSteps';
  patch(draft, {
    statistics: {
      ...statistics,
      predictionsUsed: statistics.predictionsUsed + used,
      waitedMs: statistics.waitedMs + waitedMs,
      [kind]: statistics[kind] + 1,
    },
  });
}
