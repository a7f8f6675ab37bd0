import { type LayersModel, type SymbolicTensor, tf } from '../backend.js';
import { GatedRecurrence } from '../layers/gated-recurrence.js';
import { TokenEmbedding } from '../layers/token-embedding.js';
import { TokenRows } from '../layers/token-rows.js';
import { seededInitializers } from './initializers.js';
import type { TextContext } from './network-context.js';
import { parseWidths } from './widths.js';

/**
 * A recurrent language model: embeddings, gated recurrent units, a linear layer after each token. `gru:32-192` by
 * default: width of an embedding, then units of each recurrent layer; 145 thousand parameters with 65 characters.
 * Embeddings are normal with deviation 1, the other weights as Torch draws them by default, biases 0.
 */
export function gru(
  options: string,
  { inputShape, positions = 1, classes, seed, blank }: TextContext,
): LayersModel {
  const [width, ...layers] = parseWidths('gru', options) as [number, ...number[]];
  const initializers = seededInitializers(seed, blank);
  const input = tf.input({ shape: [...inputShape], name: 'tokens' }); // [batch, tokens]
  const initializer = initializers.normal(1);
  const embedding = new TokenEmbedding({ name: 'embedding', vocabulary: classes, width, initializer });
  let x = embedding.apply(input) as SymbolicTensor; // [batch, tokens, width]
  layers.forEach((units, i) => {
    const recurrence = new GatedRecurrence({
      name: `recurrence${i + 1}`,
      units,
      kernelInitializer: initializers.torchDefault(units),
      recurrentInitializer: initializers.torchDefault(units),
    });
    x = recurrence.apply(x) as SymbolicTensor; // [batch, tokens, units]
  });
  const rows = new TokenRows({ name: 'rows', tokens: inputShape[0], positions }).apply(x); // [batch · positions, units]
  const kernelInitializer = initializers.torchDefault(layers.at(-1)!);
  const logits = tf.layers.dense({ units: classes, kernelInitializer, name: 'logits' }).apply(rows);
  return tf.model({ inputs: input, outputs: logits as SymbolicTensor, name: 'gru' });
}
