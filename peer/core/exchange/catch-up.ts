import { LIMITS } from '../../../proto/limits.js';
import { type Draft, patch, updateTeacher } from './draft.js';
import { studentsAt, teachersAt } from './edges.js';
import type { ExchangeOptions } from './options.js';
import { caughtUp, isHeard, type Teacher } from './teacher.js';

/** Offers in a row after which being behind is no accident. */
const BEHIND_OFFERS = 3;
/**
 * The trainer takes the order a step or two later; landing within the window of its teachers, it waits for them. Jumps end
 * at multiples of this, so that those who fell behind together land together.
 */
const BEHIND_LEAD_STEPS = LIMITS.aheadStepsMax / 2;

/**
 * Steps ahead of a peer at which another one cannot wait for it any more. In lockstep nobody is more than one step ahead of
 * a teacher it waits for. Where predictions are made ahead, both who is waited for and who waits have sent those of later
 * steps.
 */
export function leadStepsOf({ pipeline }: Pick<ExchangeOptions, 'pipeline'>): number {
  return 2 + 2 * pipeline;
}

/**
 * A peer that fell behind a cohort that no longer waits for it would stay there, at equal speed, for good: its
 * predictions come too late for everybody. It jumps to where its teachers are, unless they stand there: a teacher that was
 * let in further ahead, or jumped there, waits for this peer to come.
 */
export function noticeBehind(draft: Draft, step: number): void {
  const { state, nowMs } = draft;
  if (state.options.strict) return;
  const teachers = teachersAt(state, step)
    .map((teacher) => state.teachers.get(teacher))
    .filter((teacher) => teacher !== undefined)
    .filter((teacher) => !state.options.frozen.has(teacher.peerId));
  const students = studentsAt(state, step);
  const leadSteps = leadStepsOf(state.options);
  // One that does not learn from us may be ahead by all that its credit allows.
  const isFar = ({ peerId, newestStep }: Teacher): boolean =>
    newestStep >= step + (students.includes(peerId) ? leadSteps : LIMITS.aheadStepsMax + leadSteps);
  for (const { peerId } of teachers.filter((teacher) => !isFar(teacher)))
    updateTeacher(draft, peerId, caughtUp);
  const heard = teachers.filter((teacher) => isHeard(teacher, nowMs));
  const far = heard.filter(isFar);
  const running = far.filter(({ runsAhead }) => runsAhead >= BEHIND_OFFERS + state.options.pipeline);
  // A cohort that fell apart into groups in step with each other: the rear one jumps too, but not at once.
  const offersMax = far.length === heard.length ? BEHIND_OFFERS : 4 * BEHIND_OFFERS;
  const behindOffers = far.length > 0 ? state.behindOffers + 1 : 0;
  const jumps = behindOffers >= offersMax && running.length > 0;
  patch(draft, { behindOffers: jumps ? 0 : behindOffers });
  if (!jumps) return;
  const newest = running.reduce((max, teacher) => Math.max(max, teacher.newestStep), step);
  const reason = `teachers that are heard are ahead of step ${step}, the first one at ${newest}`;
  const landingStep = (Math.ceil(newest / BEHIND_LEAD_STEPS) + 1) * BEHIND_LEAD_STEPS;
  draft.effects.push({ kind: 'behind', step: landingStep, reason });
}
