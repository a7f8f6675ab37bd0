import {
  type Initializer,
  type LayerVariable,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
  tf,
} from '../backend.js';
import { LayerWithOptions } from './layer-with-options.js';

export interface GatedRecurrenceOptions {
  readonly name: string;
  readonly units: number;
  readonly kernelInitializer: Initializer;
  readonly recurrentInitializer: Initializer;
}

/**
 * A gated recurrent unit over a window: `[batch, tokens, width]` → `[batch, tokens, units]`, from a state of 0.
 *
 *   r = σ(x·Wr + br + h·Ur + cr),   z = σ(x·Wz + bz + h·Uz + cz)
 *   n = tanh(x·Wn + bn + r ∘ (h·Un + cn)),   h ← (1 − z) ∘ n + z ∘ h
 *
 * This is the form of cuDNN and PyTorch, whose reset gate acts behind the product, so that one product a token gives all
 * three gates. The inputs' products are one for the whole window.
 *
 * @remarks Source: Cho et al. 2014 (arXiv 1406.1078).
 */
export class GatedRecurrence extends LayerWithOptions<GatedRecurrenceOptions> {
  static readonly className = 'CodistillGatedRecurrence';
  #kernel!: LayerVariable;
  #bias!: LayerVariable;
  #recurrentKernel!: LayerVariable;
  #recurrentBias!: LayerVariable;

  /** All four hold the three gates side by side: r, z, n. */
  override build(inputShape: number[]): void {
    const { units, kernelInitializer, recurrentInitializer } = this.options;
    const zeros = tf.initializers.zeros();
    this.#kernel = this.addWeight('kernel', [inputShape[2]!, 3 * units], 'float32', kernelInitializer);
    this.#bias = this.addWeight('bias', [3 * units], 'float32', zeros);
    const recurrent = [units, 3 * units];
    this.#recurrentKernel = this.addWeight('recurrent_kernel', recurrent, 'float32', recurrentInitializer);
    this.#recurrentBias = this.addWeight('recurrent_bias', [3 * units], 'float32', zeros);
    this.built = true;
  }

  override computeOutputShape(inputShape: number[]): number[] {
    return [inputShape[0]!, inputShape[1]!, this.options.units];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const values = (Array.isArray(inputs) ? inputs[0]! : inputs) as Tensor3D;
    const [batch, tokens, width] = values.shape;
    const { units } = this.options;
    return tf.tidy(() => {
      const rows = tf.reshape(values, [batch * tokens, width]) as Tensor2D;
      const products = tf.add(tf.matMul(rows, this.#kernel.read() as Tensor2D), this.#bias.read());
      const byToken = tf.reshape(products, [batch, tokens, 3 * units]);
      let hidden = tf.zeros([batch, units]) as Tensor2D;
      const states = tf.unstack(byToken, 1).map((token) => {
        hidden = this.#next(token as Tensor2D, hidden);
        return hidden;
      });
      return tf.stack(states, 1);
    });
  }

  /** @param token - The input's products, `[batch, 3 · units]`. */
  #next(token: Tensor2D, hidden: Tensor2D): Tensor2D {
    const { units } = this.options;
    const product = tf.matMul(hidden, this.#recurrentKernel.read() as Tensor2D);
    const recurrent = tf.add(product, this.#recurrentBias.read());
    const [tokenGates, tokenCandidate] = tf.split(token, [2 * units, units], 1);
    const [recurrentGates, recurrentCandidate] = tf.split(recurrent, [2 * units, units], 1);
    const [reset, update] = tf.split(tf.sigmoid(tf.add(tokenGates!, recurrentGates!)), 2, 1);
    const candidate = tf.tanh(tf.add(tokenCandidate!, tf.mul(reset!, recurrentCandidate!)));
    return tf.add(candidate, tf.mul(update!, tf.sub(hidden, candidate)));
  }
}
