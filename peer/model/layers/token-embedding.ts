import { type Initializer, type LayerVariable, type Tensor, type Tensor2D, tf } from '../backend.js';
import { LayerWithOptions } from './layer-with-options.js';

export interface TokenEmbeddingOptions {
  readonly name: string;
  /** Different tokens. */
  readonly vocabulary: number;
  readonly width: number;
  readonly initializer: Initializer;
  /** Present: a vector for each place in the window is added to that of the token there. */
  readonly placeInitializer?: Initializer;
}

/**
 * One vector a token: `[batch, tokens]` numbers → `[batch, tokens, width]`.
 *
 * It is a product with the one-hot tokens, not a look-up: vocabularies here have at most 256 tokens, the gradient is a
 * product too, so it sums in the same order on every device, and a token that is none is 0 instead of an error on one
 * device and anything on another.
 */
export class TokenEmbedding extends LayerWithOptions<TokenEmbeddingOptions> {
  static readonly className = 'CodistillTokenEmbedding';
  #table!: LayerVariable;
  #places: LayerVariable | undefined;

  override build(inputShape: number[]): void {
    const { vocabulary, width, initializer, placeInitializer } = this.options;
    this.#table = this.addWeight('table', [vocabulary, width], 'float32', initializer);
    if (placeInitializer !== undefined) {
      this.#places = this.addWeight('places', [inputShape[1]!, width], 'float32', placeInitializer);
    }
    this.built = true;
  }

  override computeOutputShape(inputShape: number[]): number[] {
    return [...inputShape, this.options.width];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const tokens = (Array.isArray(inputs) ? inputs[0]! : inputs) as Tensor2D;
    const [batch, length] = tokens.shape;
    const { vocabulary, width } = this.options;
    return tf.tidy(() => {
      const rows = tf.reshape(tf.cast(tokens, 'int32'), [batch * length]);
      const oneHot = tf.oneHot(rows, vocabulary, 1, 0, 'float32') as Tensor2D; // [batch · tokens, vocabulary]
      const vectors = tf.reshape(tf.matMul(oneHot, this.#table.read() as Tensor2D), [batch, length, width]);
      return this.#places === undefined ? vectors : tf.add(vectors, this.#places.read());
    });
  }
}
