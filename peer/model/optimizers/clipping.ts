import { type Scalar, type Tensor, tf } from '../backend.js';
import type { Gradients } from './optimizer.js';

/** So that gradients of 0 are not divided by 0; PyTorch's value. */
const NORM_MIN = 1e-6;

/**
 * Gradients whose norm all together is at most `clipNorm`, their direction kept.
 *
 *   g ← g · min(1, clipNorm / (‖all g‖₂ + 1e-6))
 *
 * Clipped before weight decay is added, as `torch.nn.utils.clip_grad_norm_` does.
 *
 * @param gradients - By variable name. Not consumed; a variable without gradient keeps none.
 * @param clipNorm - `> 0`.
 * @returns New tensors under the same names. The caller owns them.
 * @remarks Source: Pascanu et al. 2013 (arXiv 1211.5063), algorithm 1.
 */
export function clippedGradients(gradients: Gradients, clipNorm: number): Gradients {
  const present = Object.entries(gradients).filter((entry): entry is [string, Tensor] => entry[1] !== null);
  return tf.tidy(() => {
    const factor = clipFactor(
      present.map(([, gradient]) => gradient),
      clipNorm,
    );
    return Object.fromEntries(present.map(([name, gradient]) => [name, tf.mul(gradient, factor)]));
  });
}

function clipFactor(gradients: readonly Tensor[], clipNorm: number): Scalar {
  if (gradients.length === 0) return tf.scalar(1);
  const squares = gradients.map((gradient) => tf.sum(tf.square(gradient)) as Scalar);
  const norm = tf.sqrt(tf.addN(squares));
  return tf.minimum(tf.div(clipNorm, tf.add(norm, NORM_MIN)), 1);
}
