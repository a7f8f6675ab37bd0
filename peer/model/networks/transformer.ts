import { type LayersModel, type SymbolicTensor, tf } from '../backend.js';
import { CausalAttention } from '../layers/causal-attention.js';
import { LayerNormalization } from '../layers/layer-normalization.js';
import { TokenEmbedding } from '../layers/token-embedding.js';
import { TokenRows } from '../layers/token-rows.js';
import { type SeededInitializers, seededInitializers } from './initializers.js';
import type { TextContext } from './network-context.js';
import { parseWidths } from './widths.js';

/** Deviation of GPT-2's initial weights. */
const DEVIATION = 0.02;

/**
 * A causal Transformer in GPT-2's shape (Radford et al. 2019): token and place embeddings, blocks of attention and a
 * dense layer four times as wide, each behind layer normalisation and added to what came before, then a normalisation
 * and a linear layer. `transformer:3-64-4` by default: blocks, width, heads; 163 thousand parameters with 65 characters
 * and 64 tokens. ReLU as in Vaswani et al. 2017 (arXiv 1706.03762); weights normal with GPT-2's deviations, biases 0.
 */
export function transformer(options: string, context: TextContext): LayersModel {
  const [blocks, width, heads] = parseWidths('transformer', options) as [number, number, number];
  const { inputShape, positions = 1, classes, seed, blank } = context;
  const [tokens] = inputShape;
  const initializers = seededInitializers(seed, blank);
  const input = tf.input({ shape: [tokens], name: 'tokens' }); // [batch, tokens]
  const embedding = new TokenEmbedding({
    name: 'embedding',
    vocabulary: classes,
    width,
    initializer: initializers.normal(DEVIATION),
    placeInitializer: initializers.normal(DEVIATION),
  });
  const all = new TokenRows({ name: 'all_tokens', tokens, positions: tokens });
  let x = all.apply(embedding.apply(input)) as SymbolicTensor; // [batch · tokens, width]
  for (let i = 1; i <= blocks; i++)
    x = block(x, initializers, { name: `block${i}`, tokens, heads, width, blocks });
  x = new LayerNormalization({ name: 'normalization' }).apply(x) as SymbolicTensor;
  const predicting = new TokenRows({ name: 'rows', tokens, positions }).apply(x); // [batch · positions, width]
  const kernelInitializer = initializers.normal(DEVIATION);
  const logits = tf.layers.dense({ units: classes, kernelInitializer, name: 'logits' }).apply(predicting);
  return tf.model({ inputs: input, outputs: logits as SymbolicTensor, name: 'transformer' });
}

interface BlockShape {
  readonly name: string;
  readonly tokens: number;
  readonly heads: number;
  readonly width: number;
  readonly blocks: number;
}

/** Attention, then a dense layer, each added to its own input; `[batch · tokens, width]` in and out. */
function block(x: SymbolicTensor, initializers: SeededInitializers, shape: BlockShape): SymbolicTensor {
  const { name, tokens, heads, width, blocks } = shape;
  const dense = (part: string, units: number, deviation: number, activation: 'linear' | 'relu') =>
    tf.layers.dense({
      name: `${name}_${part}`,
      units,
      activation,
      kernelInitializer: initializers.normal(deviation),
    });
  const added = DEVIATION / Math.sqrt(2 * blocks); // GPT-2: of the layers whose output is added
  const apply = (
    layers: readonly InstanceType<typeof tf.layers.Layer>[],
    from: SymbolicTensor,
  ): SymbolicTensor => layers.reduce((value, layer) => layer.apply(value) as SymbolicTensor, from);
  const attended = apply(
    [
      new LayerNormalization({ name: `${name}_normalization1` }),
      dense('queries_keys_values', 3 * width, DEVIATION, 'linear'),
      new CausalAttention({ name: `${name}_attention`, tokens, heads }),
      dense('attended', width, added, 'linear'),
    ],
    x,
  );
  const sum = tf.layers.add({ name: `${name}_sum1` }).apply([x, attended]) as SymbolicTensor;
  const transformed = apply(
    [
      new LayerNormalization({ name: `${name}_normalization2` }),
      dense('hidden', 4 * width, DEVIATION, 'relu'),
      dense('output', width, added, 'linear'),
    ],
    sum,
  );
  return tf.layers.add({ name: `${name}_sum2` }).apply([sum, transformed]) as SymbolicTensor;
}
