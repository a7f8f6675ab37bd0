import { type Tensor, type Tensor3D, tf } from '../backend.js';
import { LayerWithOptions } from './layer-with-options.js';

export interface ContextWindowsOptions {
  readonly name: string;
  /** Tokens side by side. */
  readonly context: number;
  /** Rows of a window, one for each token at its end. */
  readonly positions: number;
}

/**
 * For each of the last tokens of a window, the vectors of the tokens up to it, side by side:
 * `[batch, tokens, width]` → `[batch · positions, context · width]`. Before the window there is nothing: zeros.
 */
export class ContextWindows extends LayerWithOptions<ContextWindowsOptions> {
  static readonly className = 'CodistillContextWindows';

  override computeOutputShape(inputShape: number[]): number[] {
    return [inputShape[0]!, this.options.context * inputShape[2]!];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const values = (Array.isArray(inputs) ? inputs[0]! : inputs) as Tensor3D;
    const [batch, tokens, width] = values.shape;
    const { context, positions } = this.options;
    const first = tokens - positions - context + 1; // where the first row's context begins, below 0 before the window
    return tf.tidy(() => {
      const padded =
        first >= 0
          ? values
          : tf.pad3d(values, [
              [0, 0],
              [-first, 0],
              [0, 0],
            ]);
      const from = Math.max(0, first);
      // One row a window needs no copies: its context is one stretch.
      const beside =
        positions === 1
          ? tf.slice(padded, [0, from, 0], [batch, context, width])
          : tf.concat(
              Array.from({ length: context }, (_, i) =>
                tf.slice(padded, [0, from + i, 0], [batch, positions, width]),
              ),
              2,
            );
      return tf.reshape(beside, [batch * positions, context * width]);
    });
  }
}
