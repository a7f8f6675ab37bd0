import { LIMITS } from '../../../proto/limits.js';
import { type Draft, patch } from './draft.js';
import { studentsAt, teachersAt } from './edges.js';
import { isHeard, type Teacher } from './teacher.js';

/** Offers in a row after which being behind is no accident. */
const BEHIND_OFFERS = 3;
/** The trainer takes the order a step or two later; landing within the window of its teachers, it waits for them. */
const BEHIND_LEAD_STEPS = LIMITS.aheadStepsMax / 2;

/**
 * A peer that fell behind a cohort that no longer waits for it would stay there, at equal speed, for good: its
 * predictions come too late for everybody. It jumps to where its teachers are.
 */
export function noticeBehind(draft: Draft, step: number): void {
  const { state, nowMs } = draft;
  if (state.options.strict) return;
  const heard = teachersAt(state, step)
    .map((teacher) => state.teachers.get(teacher))
    .filter((teacher) => teacher !== undefined)
    .filter((teacher) => !state.options.frozen.has(teacher.peerId))
    .filter((teacher) => isHeard(teacher, nowMs));
  const students = studentsAt(state, step);
  // In lockstep nobody is more than one step ahead of a teacher it waits for. Where predictions are made ahead, both
  // who is waited for and who waits have sent those of later steps.
  const leadSteps = 2 + 2 * state.options.pipeline;
  // One that does not learn from us may be ahead by all that its credit allows.
  const isFar = ({ peerId, newestStep }: Teacher): boolean =>
    newestStep >= step + (students.includes(peerId) ? leadSteps : LIMITS.aheadStepsMax + leadSteps);
  const behind = heard.some(isFar);
  // A cohort that fell apart into groups in step with each other: the rear one jumps too, but not at once.
  const offersMax = heard.every(isFar) ? BEHIND_OFFERS : 4 * BEHIND_OFFERS;
  const behindOffers = behind ? state.behindOffers + 1 : 0;
  patch(draft, { behindOffers: behindOffers >= offersMax ? 0 : behindOffers });
  if (behindOffers < offersMax) return;
  const newest = heard.reduce((max, teacher) => Math.max(max, teacher.newestStep), step);
  const reason = `teachers that are heard are ahead of step ${step}, the first one at ${newest}`;
  draft.effects.push({ kind: 'behind', step: newest + BEHIND_LEAD_STEPS, reason });
}
