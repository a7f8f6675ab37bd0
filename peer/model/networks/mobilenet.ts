import { type LayersModel, tf } from '../backend.js';
import { convolution, depthwiseConvolution, normalizedRelu, pooledLogits } from './convolution-blocks.js';
import { seededInitializers } from './initializers.js';
import type { NetworkContext } from './network-context.js';

/** Filters and stride of each depthwise-separable block. */
const BLOCKS: readonly (readonly [filters: number, strides: 1 | 2])[] = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [1024, 2],
  [1024, 1],
];

/**
 * MobileNet (Howard et al. 2017, arXiv 1704.04861, table 1) for small pictures: the first convolution has stride 1
 * instead of 2, which leaves 2×2 of 32×32 pixels for the pooling. 3.3 M parameters with 100 classes, the size that deep
 * mutual learning reports for CIFAR-100 (Zhang et al. 2018, arXiv 1706.00384, table 1); the strides are those of the
 * common CIFAR version (github.com/kuangliu/pytorch-cifar, models/mobilenet.py).
 */
export function mobilenet(
  _options: string,
  { inputShape, classes, seed, blank }: NetworkContext,
): LayersModel {
  const initializers = seededInitializers(seed, blank);
  const input = tf.input({ shape: [...inputShape], name: 'images' }); // [batch, h, w, c]
  let x = convolution(input, initializers, { filters: 32, kernelSize: 3, strides: 1, name: 'stem' });
  x = normalizedRelu(x, 'stem'); // [batch, h, w, 32]
  BLOCKS.forEach(([filters, strides], i) => {
    const name = `block${i + 1}`;
    x = depthwiseConvolution(x, initializers, { strides, name: `${name}_depthwise` });
    x = normalizedRelu(x, `${name}_depthwise`);
    x = convolution(x, initializers, { filters, kernelSize: 1, strides: 1, name: `${name}_pointwise` });
    x = normalizedRelu(x, `${name}_pointwise`);
  }); // [batch, h / 16, w / 16, 1024]
  const logits = pooledLogits(x, initializers, classes); // [batch, classes]
  return tf.model({ inputs: input, outputs: logits, name: 'mobilenet' });
}
