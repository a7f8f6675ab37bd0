import { type SymbolicTensor, tf } from '../backend.js';
import { BatchNormalization } from '../batch-normalization.js';
import type { SeededInitializers } from './initializers.js';

/** A convolution without bias, as batch normalisation follows it. */
export interface ConvolutionOptions {
  readonly filters: number;
  readonly kernelSize: 1 | 3;
  readonly strides: 1 | 2;
  readonly name: string;
}

/**
 * Convolution, padded by 1 on every side for 3×3 as in Torch: with stride 2 TensorFlow's own "same" would pad only
 * right and bottom, and shift the picture against the shortcut. Weights: He normal by fan out, as the authors of the
 * residual networks drew them.
 *
 * @returns `[batch, ⌈h / strides⌉, ⌈w / strides⌉, filters]`.
 */
export function convolution(
  x: SymbolicTensor,
  initializers: SeededInitializers,
  options: ConvolutionOptions,
): SymbolicTensor {
  const { filters, kernelSize, strides, name } = options;
  const padsItself = kernelSize === 3 && strides === 2;
  const layer = tf.layers.conv2d({
    filters,
    kernelSize,
    strides,
    padding: padsItself ? 'valid' : 'same',
    useBias: false,
    kernelInitializer: initializers.he(kernelSize * kernelSize * filters),
    name,
  });
  return layer.apply(padsItself ? padded(x, name) : x) as SymbolicTensor;
}

/**
 * 3×3 convolution of each channel by itself, padded as {@link convolution}. Weights: He normal, fan 9.
 *
 * @returns `[batch, ⌈h / strides⌉, ⌈w / strides⌉, channels]`.
 */
export function depthwiseConvolution(
  x: SymbolicTensor,
  initializers: SeededInitializers,
  options: { readonly strides: 1 | 2; readonly name: string },
): SymbolicTensor {
  const { strides, name } = options;
  const layer = tf.layers.depthwiseConv2d({
    kernelSize: 3,
    strides,
    padding: strides === 2 ? 'valid' : 'same',
    useBias: false,
    depthwiseInitializer: initializers.he(9),
    name,
  });
  return layer.apply(strides === 2 ? padded(x, name) : x) as SymbolicTensor;
}

/** Batch normalisation and ReLU; the shape stays. */
export function normalizedRelu(x: SymbolicTensor, name: string): SymbolicTensor {
  const normalized = new BatchNormalization({ name: `${name}_norm` }).apply(x);
  return tf.layers
    .activation({ activation: 'relu', name: `${name}_relu` })
    .apply(normalized) as SymbolicTensor;
}

/** Global average pooling and the linear layer every network here ends in: `[batch, h, w, c]` → `[batch, classes]`. */
export function pooledLogits(
  x: SymbolicTensor,
  initializers: SeededInitializers,
  classes: number,
): SymbolicTensor {
  const pooled = tf.layers.globalAveragePooling2d({ name: 'pool' }).apply(x) as SymbolicTensor; // [batch, c]
  const kernelInitializer = initializers.torchDefault(pooled.shape[1]!);
  const dense = tf.layers.dense({ units: classes, kernelInitializer, name: 'logits' });
  return dense.apply(pooled) as SymbolicTensor;
}

function padded(x: SymbolicTensor, name: string): SymbolicTensor {
  return tf.layers.zeroPadding2d({ padding: 1, name: `${name}_pad` }).apply(x) as SymbolicTensor;
}
