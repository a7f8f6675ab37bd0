import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../backend.js';
import { LayerWithOptions } from './layer-with-options.js';

export interface CausalAttentionOptions {
  readonly name: string;
  /** Tokens of a window. */
  readonly tokens: number;
  /** A divisor of the width. */
  readonly heads: number;
}

/** Added to the scores of later tokens before the softmax: far below every score, and finite, so no gradient is NaN. */
const UNSEEN = -1e9;

/**
 * Scaled dot-product attention of several heads, in which a token sees itself and those before it. Queries, keys and
 * values side by side, `[batch · tokens, 3 · width]` → `[batch · tokens, width]`; without weights of its own.
 *
 *   softmax(Q·Kᵀ / √(width / heads) + mask) · V
 *
 * @remarks Source: Vaswani et al. 2017 (arXiv 1706.03762) § 3.2.
 */
export class CausalAttention extends LayerWithOptions<CausalAttentionOptions> {
  static readonly className = 'CodistillCausalAttention';

  override computeOutputShape(inputShape: number[]): number[] {
    return [inputShape[0]!, inputShape[1]! / 3];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const rows = (Array.isArray(inputs) ? inputs[0]! : inputs) as Tensor2D;
    const { tokens, heads } = this.options;
    const width = rows.shape[1] / 3;
    const batch = rows.shape[0] / tokens;
    const size = width / heads;
    return tf.tidy(() => {
      const apart = tf.reshape(rows, [batch, tokens, 3, heads, size]);
      const [queries, keys, values] = tf.unstack(tf.transpose(apart, [2, 0, 3, 1, 4])) as Tensor4D[]; // [b, h, t, d]
      const scores = tf.mul(tf.matMul(queries!, keys!, false, true), 1 / Math.sqrt(size)); // [b, h, t, t]
      const weights = tf.softmax(tf.add(scores, this.#mask()));
      const seen = tf.transpose(tf.matMul(weights, values!), [0, 2, 1, 3]); // [b, t, h, d]
      return tf.reshape(seen, [batch * tokens, width]);
    });
  }

  /** `[tokens, tokens]`: 0 where the column is no later than the row. */
  #mask(): Tensor2D {
    const { tokens } = this.options;
    const mask = Float32Array.from({ length: tokens * tokens }, (_, i) =>
      i % tokens <= Math.floor(i / tokens) ? 0 : UNSEEN,
    );
    return tf.tensor2d(mask, [tokens, tokens]);
  }
}
