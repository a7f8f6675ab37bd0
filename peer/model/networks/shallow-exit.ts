import { type SymbolicTensor, tf } from '../backend.js';
import { normalizedRelu } from './convolution-blocks.js';
import type { SeededInitializers } from './initializers.js';

export interface ShallowExitOptions {
  /** How much smaller the deepest pictures are. */
  readonly strides: number;
  /** Those of the deepest pictures. */
  readonly channels: number;
  readonly classes: number;
  readonly name: string;
}

/**
 * A classifier half-way through a network (Zhang et al. 2019, arXiv 1905.08094, section 3): a bottleneck that brings the
 * pictures to size and channels of the deepest ones, pooling, and a linear layer. The bottleneck is that of the authors'
 * code, 1×1 to a quarter of the channels, one convolution as wide as its stride, 1×1 to all of them, each with batch
 * normalisation and ReLU.
 *
 * @returns Logits `[batch, classes]`; what their layer takes are the exit's features `[batch, channels]`.
 */
export function shallowExit(
  pictures: SymbolicTensor,
  initializers: SeededInitializers,
  { strides, channels, classes, name }: ShallowExitOptions,
): SymbolicTensor {
  const convolved = (x: SymbolicTensor, filters: number, side: number, layer: string): SymbolicTensor => {
    const convolution = tf.layers.conv2d({
      filters,
      kernelSize: side,
      strides: side,
      padding: 'same',
      useBias: false,
      kernelInitializer: initializers.he(side * side * filters),
      name: layer,
    });
    return normalizedRelu(convolution.apply(x) as SymbolicTensor, layer);
  };
  let x = convolved(pictures, channels / 4, 1, `${name}_conv1`); // [batch, h, w, channels / 4]
  x = convolved(x, channels / 4, strides, `${name}_conv2`); // [batch, ⌈h / strides⌉, ⌈w / strides⌉, channels / 4]
  x = convolved(x, channels, 1, `${name}_conv3`);
  const pooled = tf.layers.globalAveragePooling2d({ name: `${name}_pool` }).apply(x) as SymbolicTensor; // [batch, channels]
  const kernelInitializer = initializers.torchDefault(channels);
  return tf.layers
    .dense({ units: classes, kernelInitializer, name: `${name}_logits` })
    .apply(pooled) as SymbolicTensor;
}
