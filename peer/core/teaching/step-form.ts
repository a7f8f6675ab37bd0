import { assertNever } from '../../../proto/errors.js';
import type { RunSpec } from '../../../proto/run-spec.js';
import { type Scheme, wayAt } from '../../../proto/scheme.js';
import { readsOwnLogits } from './targets.js';

/**
 * The order of a training step and of the teachers' predictions:
 *
 * - `alone`: nobody ever teaches.
 * - `whole`: the predictions for a batch lie ready before it is computed, so forward and update are one run.
 * - `split`: they are asked for with this peer's own predictions in hand, between forward and update.
 */
export type StepForm = 'alone' | 'whole' | 'split';

/**
 * The form of the steps of one epoch: `split` in lockstep, and where the targets depend on the peer's own logits;
 * `whole` in the other ways of teaching.
 */
export function stepForm(scheme: Scheme, distillation: RunSpec['distillation'], epoch: number): StepForm {
  const way = wayAt(scheme, epoch);
  if (!scheme.taught || !scheme.hasTeachers) return 'alone';
  switch (way.kind) {
    case 'alone':
      return 'alone';
    case 'lockstep':
      return 'split';
    case 'by-sample':
    case 'by-weights':
      return readsOwnLogits(distillation) ? 'split' : 'whole';
    default:
      return assertNever(way);
  }
}
