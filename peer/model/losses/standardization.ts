import { DEVIATION_MIN } from '../../core/teaching/standardization.js';
import { type Tensor, type Tensor2D, tf } from '../backend.js';

/**
 * Logits of mean 0 and deviation 1 in each row, with a gradient: what remains is which class is preferred to which.
 *
 *   y = (z − mean) / (σ + 1e-7),   σ² = Σ_c (z[c] − mean)² / (classes − 1)
 *
 * The gradient is (g − mean(g) − (Σ_c g[c] · y[c]) · (z − mean) / ((classes − 1) · σ)) / (σ + 1e-7), where a row of equal
 * logits has no last term, instead of 0 / 0.
 *
 * @param logits - z, float32 `[batch, classes]`.
 * @returns float32 `[batch, classes]`. The caller owns it.
 * @remarks Source: Sun et al. 2024, "Logit Standardization in Knowledge Distillation" (arXiv 2403.01993), algorithm 1,
 *   and its code for 1e-7 and the denominator.
 */
export function standardizedLogits(logits: Tensor2D): Tensor2D {
  const standardize = tf.customGrad((values, save) => {
    const z = values as Tensor2D;
    const [, classes] = z.shape;
    const centered = tf.sub(z, tf.mean(z, 1, true));
    const deviation = tf.sqrt(tf.div(tf.sum(tf.square(centered), 1, true), classes - 1)); // [batch, 1]
    const divisor = tf.add(deviation, DEVIATION_MIN);
    const standardized = tf.div(centered, divisor);
    const direction = tf.div(tf.divNoNan(centered, deviation), classes - 1);
    (save as (tensors: Tensor[]) => void)([standardized, direction, divisor]);
    return {
      value: standardized,
      gradFunc: (upstream, saved) => {
        const [y, along, by] = saved as Tensor[];
        const g = upstream as Tensor;
        const stretched = tf.sum(tf.mul(g, y!), 1, true);
        const moved = tf.sub(tf.sub(g, tf.mean(g, 1, true)), tf.mul(along!, stretched));
        return tf.div(moved, by!);
      },
    };
  });
  return standardize(logits) as Tensor2D;
}
