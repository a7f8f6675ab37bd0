import type { RunSpec } from '../../../proto/run-spec.js';

/** Distillation weight from which on cohorts were seen to diverge: 5 of 8 at 2, none of 8 at 1. */
const WEIGHT_ADVISED_MAX = 2;

/** Warnings from the literature about a valid run spec, one line each. */
export function learningAdvice({ distillation, training }: RunSpec): readonly string[] {
  const advice: string[] = [];
  const { weight } = distillation;
  if (weight >= WEIGHT_ADVISED_MAX && training.clipNorm === 0 && training.warmupSteps === 0) {
    advice.push(
      `a distillation weight of ${weight} makes steps up to ${1 + weight} times as long, whatever the number of ` +
        'teachers (their mean counts): lower --lr, or add --clip-norm and --warmup',
    );
  }
  return advice;
}
