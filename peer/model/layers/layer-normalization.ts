import { type LayerVariable, type Tensor, type Tensor1D, type Tensor2D, tf } from '../backend.js';

const EPSILON = 1e-5;

/**
 * Layer normalisation of rows, `[rows, width]` (Ba et al. 2016, arXiv 1607.06450):
 *
 *   y = gamma ∘ x̂ + beta,   x̂ = (x − mean) / √(variance + 1e-5), mean and (biased) variance of the row
 *
 * Its gradient is written out, half as many passes over the rows as tfjs would derive:
 *
 *   dx = (g − mean(g) − x̂ ∘ mean(g ∘ x̂)) / √(variance + 1e-5),   g = dy ∘ gamma
 */
export class LayerNormalization extends tf.layers.Layer {
  static readonly className = 'CodistillLayerNormalization';
  #gamma!: LayerVariable;
  #beta!: LayerVariable;

  override build(inputShape: number[]): void {
    const width = [inputShape[1]!];
    this.#gamma = this.addWeight('gamma', width, 'float32', tf.initializers.ones());
    this.#beta = this.addWeight('beta', width, 'float32', tf.initializers.zeros());
    this.built = true;
  }

  override computeOutputShape(inputShape: number[]): number[] {
    return inputShape;
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const rows = (Array.isArray(inputs) ? inputs[0]! : inputs) as Tensor2D;
    const normalize = tf.customGrad((x, gamma, beta, save) => {
      const centered = tf.sub(x as Tensor2D, tf.mean(x as Tensor2D, 1, true));
      const variance = tf.mean(tf.square(centered), 1, true);
      const inverse = tf.rsqrt(tf.add(variance, EPSILON)); // [rows, 1]
      const normal = tf.mul(centered, inverse);
      (save as (tensors: Tensor[]) => void)([normal, inverse, gamma as Tensor]);
      const value = tf.add(tf.mul(normal, gamma as Tensor1D), beta as Tensor1D);
      return { value, gradFunc: (upstream, saved) => backward(upstream as Tensor2D, saved as Tensor[]) };
    });
    return tf.tidy(() => normalize(rows, this.#gamma.read(), this.#beta.read()));
  }
}

/** Gradients with respect to x, gamma and beta. */
function backward(upstream: Tensor2D, [normal, inverse, gamma]: readonly Tensor[]): Tensor[] {
  const g = tf.mul(upstream, gamma!);
  const along = tf.mul(normal!, tf.mean(tf.mul(g, normal!), 1, true));
  const dx = tf.mul(tf.sub(tf.sub(g, tf.mean(g, 1, true)), along), inverse!);
  return [dx, tf.sum(tf.mul(upstream, normal!), 0), tf.sum(upstream, 0)];
}
