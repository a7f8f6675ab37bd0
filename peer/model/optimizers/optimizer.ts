import { type Tensor, tf, type Variable } from '../backend.js';
import type { NamedVariable } from '../weights.js';

/** Gradients by variable name; `null` or absent: the loss does not depend on the variable. */
export type Gradients = Readonly<Record<string, Tensor | null>>;

/** Changes weights by their gradients. Owns its slots, not the weights. */
export interface Optimizer {
  /** Updates made so far; it is set where slots are restored from a checkpoint. */
  updates: number;
  /**
   * One update of every variable that has a gradient; the others keep value and slots, as in PyTorch.
   *
   * @param gradients - By variable name, as `tf.variableGrads` returns them. Not consumed: the caller disposes.
   * @param learningRate - Of this update, `≥ 0`.
   * @param weightDecay - Of this update, where it changes in the run. @default the optimizer's own
   */
  apply(gradients: Gradients, learningRate: number, weightDecay?: number): void;
  /**
   * The numbers that the next update multiplies or divides by and that change from update to update, by name. `apply`
   * uses each as it stands here, so a compiled step can take them as inputs.
   */
  scalars(learningRate: number, weightDecay?: number): Readonly<Record<string, number>>;
  /** Slots in a fixed order under names that are the same in every process. Still owned by the optimizer. */
  slots(): NamedVariable[];
  dispose(): void;
}

/** A slot of zeros beside each variable. The caller owns them. */
export function zeroSlots(variables: readonly Variable[]): Variable[] {
  return variables.map((variable) => tf.tidy(() => tf.variable(tf.zerosLike(variable), false)));
}

/**
 * The gradient with L2 decay, gradient + weightDecay · variable: PyTorch's `weight_decay`, twice that of λ·Σw².
 *
 * @param fixed - Of every update; 0 adds nothing.
 * @param changing - Of this update instead: added at 0, too, so that every update has the same ops.
 */
export function decayed(gradient: Tensor, variable: Variable, fixed: number, changing?: number): Tensor {
  if (fixed === 0 && changing === undefined) return gradient;
  return tf.add(gradient, tf.mul(variable, changing ?? fixed));
}

/** A decay that changes, as a number of the step; none where it does not. */
export function changingDecay(weightDecay: number | undefined): { readonly weightDecay?: number } {
  return weightDecay === undefined ? {} : { weightDecay };
}
