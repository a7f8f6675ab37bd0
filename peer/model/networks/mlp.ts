import { type LayersModel, type SymbolicTensor, tf } from '../backend.js';
import { seededInitializers } from './initializers.js';
import type { NetworkContext } from './network-context.js';
import { parseWidths } from './widths.js';

/**
 * Multilayer perceptron: dense ReLU layers of the given widths (default `256-128`), then a linear one.
 * Weights as Torch draws them by default, biases 0.
 */
export function mlp(options: string, { inputShape, classes, seed, blank }: NetworkContext): LayersModel {
  const widths = parseWidths('mlp', options);
  const initializers = seededInitializers(seed, blank);
  const input = tf.input({ shape: [...inputShape], name: 'images' }); // [batch, h, w, c]
  let x = tf.layers.flatten({ name: 'flatten' }).apply(input) as SymbolicTensor; // [batch, h·w·c]
  let fanIn = inputShape.reduce((product, size) => product * size, 1);
  widths.forEach((units, i) => {
    const kernelInitializer = initializers.torchDefault(fanIn);
    const dense = tf.layers.dense({ units, activation: 'relu', kernelInitializer, name: `hidden${i + 1}` });
    x = dense.apply(x) as SymbolicTensor; // [batch, units]
    fanIn = units;
  });
  const kernelInitializer = initializers.torchDefault(fanIn);
  const logits = tf.layers.dense({ units: classes, kernelInitializer, name: 'logits' }).apply(x); // [batch, classes]
  return tf.model({ inputs: input, outputs: logits as SymbolicTensor, name: 'mlp' });
}
