import { type TargetForm, teachingTargets } from '../../peer/core/teaching/targets.js';
import type { Teaching } from '../../peer/core/teaching/teaching.js';
import { parseRunSpec, type RunSpec } from '../../proto/run-spec.js';

/** Teachers `teacher-0`, `teacher-1`, …, of weight 1 each, with these logits. */
export function teachingsOf(logits: readonly Float32Array[], weights?: readonly number[]): Teaching[] {
  return logits.map((one, i) => ({ peerId: `teacher-${i}`, logits: one, weight: weights?.[i] ?? 1 }));
}

/** Distillation as a run spec has it by default, but for what is wished. */
export function distillationOf(wishes: Partial<RunSpec['distillation']> = {}): RunSpec['distillation'] {
  return parseRunSpec({ distillation: wishes }).distillation;
}

/** As {@link distillationOf}, with the form in which the loss takes its targets. */
export function targetsChoice(
  wishes: Partial<RunSpec['distillation']> & { readonly form?: TargetForm } = {},
): RunSpec['distillation'] & { readonly form: TargetForm } {
  const { form = 'probabilities', ...rest } = wishes;
  return { ...distillationOf(rest), form };
}

/** Soft targets as peers train on by default: the mean of the teachers' probabilities. */
export function softTargets(
  teachers: readonly Float32Array[],
  weights: readonly number[] | undefined,
  rows: number,
  classes: number,
  temperature: number,
): Float32Array {
  const own = new Float32Array(rows * classes);
  const options = targetsChoice({ temperature });
  return teachingTargets(teachingsOf(teachers, weights), own, new Int32Array(rows), options, classes).targets;
}
