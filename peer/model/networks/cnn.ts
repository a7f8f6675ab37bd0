import { type LayersModel, type SymbolicTensor, tf } from '../backend.js';
import { seededInitializers } from './initializers.js';
import type { NetworkContext } from './network-context.js';
import { parseWidths } from './widths.js';

/**
 * Small convolutional network, `cnn:32-64-128` by default: 3×3 conv 32, pool, 3×3 conv 64, pool, dense 128, linear.
 * The last width is the dense layer's; each one before it is a convolution with its pooling.
 * Weights as Torch draws them by default, biases 0: with He's larger ones the first steps at lr 0.1 with momentum
 * diverge, as there is no batch normalisation to tame them.
 */
export function cnn(options: string, { inputShape, classes, seed, blank }: NetworkContext): LayersModel {
  const widths = parseWidths('cnn', options);
  const initializers = seededInitializers(seed, blank);
  const [height, width, channels] = inputShape;
  const input = tf.input({ shape: [height, width, channels], name: 'images' }); // [batch, h, w, c]
  let x = input;
  let fanIn = channels;
  const convolutions = widths.slice(0, -1);
  convolutions.forEach((filters, i) => {
    const conv = tf.layers.conv2d({
      filters,
      kernelSize: 3,
      padding: 'same',
      activation: 'relu',
      kernelInitializer: initializers.torchDefault(9 * fanIn),
      name: `conv${i + 1}`,
    });
    const pool = tf.layers.maxPooling2d({ poolSize: 2, strides: 2, padding: 'same', name: `pool${i + 1}` });
    x = pool.apply(conv.apply(x)) as SymbolicTensor; // [batch, h / 2ⁱ⁺¹, w / 2ⁱ⁺¹, filters]
    fanIn = filters;
  });
  const flat = tf.layers.flatten({ name: 'flatten' }).apply(x) as SymbolicTensor; // [batch, features]
  const features = flat.shape[1]!;
  const units = widths[widths.length - 1]!;
  const kernelInitializer = initializers.torchDefault(features);
  const dense = tf.layers.dense({ units, activation: 'relu', kernelInitializer, name: 'hidden' });
  const last = tf.layers.dense({
    units: classes,
    kernelInitializer: initializers.torchDefault(units),
    name: 'logits',
  });
  const logits = last.apply(dense.apply(flat)) as SymbolicTensor; // [batch, classes]
  return tf.model({ inputs: input, outputs: logits, name: 'cnn' });
}
