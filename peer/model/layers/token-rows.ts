import { type Tensor, tf } from '../backend.js';
import { LayerWithOptions } from './layer-with-options.js';

export interface TokenRowsOptions {
  readonly name: string;
  /** Tokens of a window. */
  readonly tokens: number;
  /** The number of tokens at the end of each window that become rows. */
  readonly positions: number;
}

/**
 * The last tokens of each window as rows of one matrix, `[batch · positions, width]`, window by window; of
 * `[batch, tokens, width]` or of `[batch · tokens, width]`. Losses and exchange then treat the prediction at a token as
 * that of an image.
 */
export class TokenRows extends LayerWithOptions<TokenRowsOptions> {
  static readonly className = 'CodistillTokenRows';

  override computeOutputShape(inputShape: number[]): number[] {
    return [inputShape[0]!, inputShape.at(-1)!];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const values = Array.isArray(inputs) ? inputs[0]! : inputs;
    const { tokens, positions } = this.options;
    const width = values.shape.at(-1)!;
    const batch = values.size / tokens / width;
    return tf.tidy(() => {
      if (positions === tokens) return tf.reshape(values, [batch * tokens, width]);
      const windows = tf.reshape(values, [batch, tokens, width]);
      const last = tf.slice(windows, [0, tokens - positions, 0], [batch, positions, width]);
      return tf.reshape(last, [batch * positions, width]);
    });
  }
}
