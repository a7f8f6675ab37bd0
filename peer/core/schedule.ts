import { assertNever } from '../../proto/errors.js';
import type { RunSpec } from '../../proto/run-spec.js';

/**
 * Learning rate of one step.
 *
 * - `constant`: `lr`.
 * - `step`: `lr · gamma^n`, n the milestones reached; a milestone is a fraction of the run.
 * - `cosine`: `lr · (1 + cos(π · step / stepsTotal)) / 2`, from `lr` at the first step to 0 after the last
 *   (Loshchilov and Hutter 2017, arXiv 1608.03983, equation 5, without restarts).
 *
 * @param step - Updates made before this one, 0 to `stepsTotal - 1`; later steps count as `stepsTotal`.
 * @param stepsTotal - Updates of the whole run, `> 0`.
 */
export function learningRate(training: RunSpec['training'], step: number, stepsTotal: number): number {
  const { schedule, lr } = training;
  switch (schedule) {
    case 'constant':
      return lr;
    case 'step': {
      const reached = training.milestones.filter((fraction) => step >= Math.round(fraction * stepsTotal));
      return lr * training.gamma ** reached.length;
    }
    case 'cosine':
      return (lr * (1 + Math.cos((Math.PI * Math.min(step, stepsTotal)) / stepsTotal))) / 2;
    default:
      return assertNever(schedule);
  }
}

/**
 * Factor on the distillation loss at one step: 0 during burn-in, then the whole weight at once (Anil et al. 2018,
 * arXiv 1804.03235, section 2: distillation is switched on, not ramped up).
 */
export function distillationWeight(distillation: RunSpec['distillation'], step: number): number {
  return step < distillation.burnInSteps ? 0 : distillation.weight;
}
