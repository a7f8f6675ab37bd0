import { CodistillError } from '../../../proto/errors.js';
import { type LayersModel, type SymbolicTensor, tf } from '../backend.js';
import { ContextWindows } from '../layers/context-windows.js';
import { TokenEmbedding } from '../layers/token-embedding.js';
import { seededInitializers } from './initializers.js';
import type { TextContext } from './network-context.js';
import { parseWidths } from './widths.js';

/**
 * A language model that reads a fixed number of tokens (Bengio et al. 2003): their embeddings side by side through
 * dense ReLU layers and a linear one. `mlp-lm:16-16-256-256` by default: context, width of an embedding, hidden layers;
 * 149 thousand parameters with 65 characters. Embeddings are normal with deviation 1, the other weights as Torch draws
 * them by default, biases 0.
 */
export function mlpLm(
  options: string,
  { inputShape, positions = 1, classes, seed, blank }: TextContext,
): LayersModel {
  const [context, width, ...hidden] = parseWidths('mlp-lm', options) as [number, number, ...number[]];
  const [tokens] = inputShape;
  if (context > tokens) {
    throw new CodistillError(
      'ERR_SHAPE',
      `mlp-lm reads ${context} tokens, a sample of the text has ${tokens}`,
      {
        fix: `use --data text:FILE,window=${context}, or mlp-lm:${tokens}-${width}-${hidden.join('-')}`,
        facts: { context, tokens },
      },
    );
  }
  const initializers = seededInitializers(seed, blank);
  const input = tf.input({ shape: [tokens], name: 'tokens' }); // [batch, tokens]
  const initializer = initializers.normal(1);
  const embedded = new TokenEmbedding({ name: 'embedding', vocabulary: classes, width, initializer }).apply(
    input,
  );
  const windows = new ContextWindows({ name: 'context', context, positions });
  let x = windows.apply(embedded as SymbolicTensor) as SymbolicTensor; // [batch · positions, context · width]
  let fanIn = context * width;
  hidden.forEach((units, i) => {
    const kernelInitializer = initializers.torchDefault(fanIn);
    const dense = tf.layers.dense({ units, activation: 'relu', kernelInitializer, name: `hidden${i + 1}` });
    x = dense.apply(x) as SymbolicTensor; // [batch · positions, units]
    fanIn = units;
  });
  const kernelInitializer = initializers.torchDefault(fanIn);
  const logits = tf.layers.dense({ units: classes, kernelInitializer, name: 'logits' }).apply(x);
  return tf.model({ inputs: input, outputs: logits as SymbolicTensor, name: 'mlp_lm' });
}
