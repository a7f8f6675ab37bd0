import { floatsOf } from '../../../proto/float-bytes.js';
import type { PeerId } from '../../../proto/identity.js';
import type { Teaching } from '../teaching/teaching.js';
import { leadStepsOf } from './catch-up.js';
import { count, type Draft, patch, updateLink, updateTeacher } from './draft.js';
import { noteEdges } from './edge-accounts.js';
import { edgeWeight, studentsAt, teachersAt } from './edges.js';
import { dropHeld } from './held.js';
import { goBackUnmet, landingUntilMs } from './landing.js';
import type { Absence, ExchangeAnswer } from './offer.js';
import { dropAsked } from './requests.js';
import { rememberStep } from './sample-stores.js';
import { type Standing, standingOf, type TeacherStanding } from './standing.js';
import { type ExchangeState, heldKey, type OpenExchange } from './state.js';
import { stepTaught } from './statistics.js';
import { holdsBack, waitedInVain } from './student-link.js';
import { miss } from './teacher.js';

/**
 * Students that this peer has outrun: they do not teach it, so nothing else would hold it back, and they have given no
 * credit for the predictions that wait. In lockstep it waits for them too, or they would miss most predictions; in a
 * strict run, where none may be missed, also for those whose link is not up yet.
 */
function outrunStudents(state: ExchangeState, open: OpenExchange): readonly PeerId[] {
  const { step } = open.offer;
  const teachers = teachersAt(state, step);
  return studentsAt(state, step).filter((student) => {
    const link = state.links.get(student);
    return link !== undefined && !teachers.includes(student) && holdsBack(link, state.options.strict);
  });
}

/** When the open exchange has to be looked at again, or infinity. */
export function closeDueMs(state: ExchangeState, nowMs: number): number {
  const { early, open, options } = state;
  if (early !== null) return early.openedAtMs + options.waitMsMax;
  if (open === null) return Number.POSITIVE_INFINITY;
  const outrun = outrunStudents(state, open).length > 0;
  let dueMs = Math.max(
    outrun ? open.openedAtMs + state.options.waitMsMax : Number.NEGATIVE_INFINITY,
    landingUntilMs(state, open) ?? Number.NEGATIVE_INFINITY,
  );
  for (const teacher of teachersAt(state, open.offer.step)) {
    const standing = standingOf(state, open, teacher, nowMs);
    if (standing.kind === 'waiting') dueMs = Math.max(dueMs, standing.untilMs);
  }
  return dueMs;
}

/** Closes the open exchange once it waits for nobody. */
export function closeIfDone(draft: Draft): void {
  giveUpEarly(draft);
  const { state, nowMs } = draft;
  const { open, options } = state;
  if (open === null) return;
  const landingMs = landingUntilMs(state, open);
  if (landingMs !== null && nowMs < landingMs) return;
  const outrun = outrunStudents(state, open);
  if (outrun.length > 0 && nowMs < open.openedAtMs + options.waitMsMax) return;
  for (const student of outrun) updateLink(draft, student, waitedInVain);
  const standings = standingsOf(state, open, nowMs);
  const waits = standings.some(({ standing }) => standing.kind === 'waiting');
  if (waits && !(options.strict && standings.some(({ standing }) => isMismatch(standing)))) return;
  close(draft, open, standings);
}

/** The peer goes on at a later step: an exchange that is open for an earlier one ends with what has arrived. */
export function closeBefore(draft: Draft, step: number): void {
  const { state, nowMs } = draft;
  const { open } = state;
  if (open !== null && open.offer.step < step) close(draft, open, standingsOf(state, open, nowMs));
}

function standingsOf(state: ExchangeState, open: OpenExchange, nowMs: number): readonly TeacherStanding[] {
  return teachersAt(state, open.offer.step).map((peerId) => ({
    peerId,
    standing: standingOf(state, open, peerId, nowMs),
  }));
}

function isMismatch(standing: Standing): boolean {
  return standing.kind === 'absent' && standing.reason === 'mismatch';
}

function close(draft: Draft, open: OpenExchange, standings: readonly TeacherStanding[]): void {
  const { options } = draft.state;
  const { step } = open.offer;
  const teachers: Teaching[] = [];
  const missing: { readonly peerId: PeerId; readonly reason: Absence }[] = [];
  for (const { peerId, standing } of standings) {
    if (standing.kind !== 'arrived') {
      missing.push({ peerId, reason: standing.kind === 'absent' ? standing.reason : 'late' });
      continue;
    }
    const { payload, features, prediction } = standing.held;
    teachers.push({
      peerId,
      logits: floatsOf(payload),
      weight: edgeWeight(draft.state, peerId, step),
      ...(features === null ? {} : { features: floatsOf(features) }),
      // That of this very prediction: arrival order cannot change it.
      ...(prediction.validated ? { validationAccuracy: prediction.validationAccuracy } : {}),
    });
  }
  noteEdges(draft.state, open, standings, draft.nowMs);
  rememberStep(draft, open.offer, teachers);
  // Who stands steps ahead was not waited for.
  const awaited = ({ peerId }: { readonly peerId: PeerId }): boolean =>
    (draft.state.teachers.get(peerId)?.newestStep ?? -1) < step + leadStepsOf(options);
  for (const absent of missing)
    if (absent.reason === 'late' && awaited(absent)) countMiss(draft, absent.peerId);
  const waitedMs = draft.nowMs - open.openedAtMs;
  const taught = stepTaught(teachers.length, standings.length);
  count(draft, { ...taught, predictionsUsed: teachers.length, waitedMs });
  if (options.pipeline > 0) countAges(draft, open.offer, teachers);
  goBackUnmet(draft, step);
  finish(draft, step);
  const outcome = options.strict && missing.length > 0 ? 'strictTimeout' : 'closed';
  draft.effects.push({ kind: 'answer', answer: { step, outcome, teachers, missing, waitedMs } });
}

/** Ends a strict run whose coordinator has not announced the round of a step in time. */
function giveUpEarly(draft: Draft): void {
  const { early, options } = draft.state;
  if (early === null || draft.nowMs - early.openedAtMs < options.waitMsMax) return;
  const missing = [{ peerId: 'coordinator', reason: 'late' }] as const;
  closeEmpty(draft, early, { outcome: 'strictTimeout', missing });
}

/** Wakes the trainer; an answer is empty but for what is given. */
export function answer(draft: Draft, step: number, given: Partial<ExchangeAnswer> = {}): void {
  const empty = { outcome: 'closed', teachers: [], missing: [], waitedMs: 0 } as const;
  draft.effects.push({ kind: 'answer', answer: { ...empty, ...given, step } });
}

/** Ends an exchange that nobody has taught. */
export function closeEmpty(
  draft: Draft,
  { offer: { step }, openedAtMs }: OpenExchange,
  outcome: Pick<ExchangeAnswer, 'outcome'> & Partial<Pick<ExchangeAnswer, 'missing'>>,
): void {
  finish(draft, step);
  answer(draft, step, { ...outcome, waitedMs: draft.nowMs - openedAtMs });
}

/** The step is over: the predictions held for it are used or useless, and so are the requests. */
export function finish(draft: Draft, step: number): void {
  patch(draft, { open: null, early: null, stepMin: step + 1 });
  dropHeld(draft, step + 1);
  dropAsked(draft, step + 1);
}

function countMiss(draft: Draft, peerId: PeerId): void {
  const { links, options } = draft.state;
  count(draft, { missed: peerId });
  if (options.strict) return;
  updateTeacher(draft, peerId, (teacher) => miss(teacher, draft.nowMs, links.get(peerId)?.up === false));
  const suspended = draft.state.teachers.get(peerId)?.suspended;
  if (suspended) draft.effects.push({ kind: 'teacher', teacher: peerId, state: 'suspended' });
}

/** Counts the ages of predictions that were made ahead, by sample. A frozen teacher's have no age. */
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
  count(draft, { ages });
}
