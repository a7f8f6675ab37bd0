import { modeAt, parseExchangeMode } from '../../../proto/exchange-mode.js';
import type { RunSpec } from '../../../proto/run-spec.js';
import { readsOwnLogits } from './targets.js';

/**
 * How a training step goes together with what teachers say:
 *
 * - `alone`: nobody ever teaches.
 * - `whole`: what they say of a batch is known before it is predicted, so forward and update are one run.
 * - `split`: they are asked with this peer's own predictions in hand, between forward and update.
 */
export type StepForm = 'alone' | 'whole' | 'split';

/**
 * The form of the steps of one epoch: `split` in lockstep, and where the targets depend on the peer's own logits;
 * `whole` in the other modes that teach.
 */
export function stepForm(
  { exchange, distillation, peers }: Pick<RunSpec, 'exchange' | 'distillation' | 'peers'>,
  epoch: number,
): StepForm {
  const { kind } = modeAt(parseExchangeMode(exchange.mode), epoch);
  const hasTeachers = peers.length > 1 || exchange.graph === 'self';
  if (kind === 'none' || distillation.weight === 0 || !hasTeachers) return 'alone';
  return kind === 'lockstep' || readsOwnLogits(distillation.targets) ? 'split' : 'whole';
}
