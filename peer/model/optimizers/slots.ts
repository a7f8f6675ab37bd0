import { type Tensor, tf, type Variable } from '../backend.js';

/** A slot of zeros beside each variable. The caller owns them. */
export function zeroSlots(variables: readonly Variable[]): Variable[] {
  return variables.map((variable) => tf.tidy(() => tf.variable(tf.zerosLike(variable), false)));
}

/** The gradient with L2 decay, gradient + weightDecay · variable: PyTorch's `weight_decay`, twice that of λ·Σw². */
export function decayed(gradient: Tensor, variable: Variable, weightDecay: number): Tensor {
  return weightDecay === 0 ? gradient : tf.add(gradient, tf.mul(variable, weightDecay));
}
