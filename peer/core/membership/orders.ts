import { lengthOf, openRoundOf, startStepOf } from './announced.js';
import { failToResume, resumedStep } from './resuming.js';
import type { MembershipState, MembershipTransition } from './state.js';

/** Orders to the trainer that follow from an announcement or an accepted join: begin, jump ahead, stop. */

/** Batches between are left out only where a cohort would otherwise have to wait. */
function mayJump({ options }: MembershipState): boolean {
  return options.inStep && !options.strict && !options.frozen;
}

/** A peer that was already training and may only enter later jumps there. */
export function seekAfterRejoin(
  before: MembershipState,
  state: MembershipState,
  startStep: number,
): MembershipTransition {
  // Before the first round nobody has been let in anywhere: who trains goes on from where it is.
  const formed = (state.announcement?.rounds.length ?? 0) > 0;
  const due =
    formed && before.started && mayJump(state) && startStep > state.step && startStep > state.soughtStep;
  if (!due) return { state, effects: [] };
  return {
    state: { ...state, soughtStep: startStep },
    effects: [
      { kind: 'seek', step: startStep, reason: `the coordinator lets it enter at step ${startStep}` },
    ],
  };
}

/** The stop of the run, once for every step that it is at. */
export function orderStop(state: MembershipState): MembershipTransition {
  const stop = state.announcement?.stop ?? null;
  if (stop === null || stop.step === state.stopAtStep) return { state, effects: [] };
  return {
    state: { ...state, stopAtStep: stop.step },
    effects: [{ kind: 'stop', step: stop.step, code: stop.code, reason: stop.reason }],
  };
}

/** Lets the trainer begin once a round that has this peer as a member is announced. */
export function enter(state: MembershipState): MembershipTransition {
  if (state.started || state.phase !== 'active') return { state, effects: [] };
  const { peerId, frozen, inStep } = state.options;
  if (frozen) return { state: { ...state, started: true, step: 0 }, effects: [{ kind: 'start', step: 0 }] };
  const own = Math.max(state.step, state.startStep);
  if (isStoppedAt(state, own)) return begin(state, own);
  // Earlier rounds have an earlier incarnation of this peer as their member.
  const rounds = (state.announcement?.rounds ?? []).filter(
    (round) => round.viewVersion >= state.listedSinceView,
  );
  const entry = startStepOf(rounds, peerId, 0);
  if (entry === undefined) return { state, effects: [] };
  const step = inStep ? resumedStep(state, entry) : own;
  if (step !== undefined) return begin(state, step);
  return failToResume(state, `the cohort is at step ${entry}, of which it has no checkpoint`);
}

function begin(state: MembershipState, step: number): MembershipTransition {
  return { state: { ...state, started: true, step }, effects: [{ kind: 'start', step }] };
}

/**
 * Whether nothing is left to train from a step on: the trainer then finishes at once. Where peers wait for each other, a
 * cohort that has yet to begin may still have to begin at an older checkpoint.
 */
function isStoppedAt({ announcement, options, stopAtStep }: MembershipState, step: number): boolean {
  if (stopAtStep === null || stopAtStep > step) return false;
  return !options.inStep || announcement?.formed === true || announcement?.stop?.code === 'interrupted';
}

/**
 * A peer that missed more than a whole round jumps to the newest announced round it is a member of: its cohort cannot
 * wait for it, and predictions for steps that are over teach nobody. That the cohort is there the coordinator tells, which
 * has seen some member come to it.
 */
export function catchUp(state: MembershipState): MembershipTransition {
  const rounds = state.announcement?.rounds ?? [];
  const open = openRoundOf(rounds);
  const nothing = { state, effects: [] };
  if (!state.started || !mayJump(state) || open === undefined) return nothing;
  if (state.announcement!.reachedStep < open.startStep) return nothing;
  if (open.startStep - state.step <= lengthOf(open)) return nothing;
  const own = rounds.filter((round) => round.members.includes(state.options.peerId));
  const target = own.reduce((max, round) => Math.max(max, round.startStep), -1);
  if (target <= state.step || target <= state.soughtStep) return nothing;
  const reason = `the cohort is in round ${open.number} from step ${open.startStep} on, this peer at ${state.step}`;
  return { state: { ...state, soughtStep: target }, effects: [{ kind: 'seek', step: target, reason }] };
}
