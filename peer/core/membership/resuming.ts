import { CodistillError } from '../../../proto/errors.js';
import type { MembershipState, MembershipTransition } from './state.js';

/**
 * The step at which a peer begins that is told to enter at `entry`: there, if it has a checkpoint of that step or is not
 * that far yet; else at its newest checkpoint.
 *
 * @returns `undefined` in a strict run that would skip steps.
 */
export function resumedStep(
  { checkpointSteps, options, step }: MembershipState,
  entry: number,
): number | undefined {
  if (checkpointSteps.includes(entry)) return entry;
  if (options.strict && !options.frozen && checkpointSteps.length > 0) return undefined;
  return Math.max(step, entry);
}

/** Ends a peer of a strict run that could only go on otherwise than if the run had never stopped. */
export function failToResume(state: MembershipState, reason: string): MembershipTransition {
  const { peerId } = state.options;
  const { code, message, fix, facts } = new CodistillError(
    'ERR_STRICT_RESUME',
    `${peerId} cannot go on in this strict run: ${reason}`,
    {
      fix: 'stop what is left of the run, and start all of its peers again: they go on from the newest checkpoint that all have. If none is, remove RUN_DIR/peers to begin anew, or train without --strict',
      facts: { peerId, checkpointSteps: state.checkpointSteps.map(String) },
    },
  );
  return { state: { ...state, phase: 'failed' }, effects: [{ kind: 'fail', code, message, fix, facts }] };
}
