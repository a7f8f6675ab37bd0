import { type LayersModel, type SymbolicTensor, type Tensor, type Tensor4D, tf } from '../backend.js';
import { BatchNormalization } from '../batch-normalization.js';
import { convolution, normalizedRelu, pooledLogits } from './convolution-blocks.js';
import { type SeededInitializers, seededInitializers } from './initializers.js';
import type { NetworkContext } from './network-context.js';
import { shallowExit } from './shallow-exit.js';

/**
 * Residual network for CIFAR (He et al. 2015, arXiv 1512.03385, section 4.2): depth 6n + 2, three stages of n blocks
 * with 16, 32 and 64 filters, shortcuts of option A, which have no parameters.
 * With 10 classes: ResNet-20 0.27 M parameters, 32 0.46 M, 44 0.66 M, 56 0.85 M, 110 1.7 M (table 6).
 *
 * With exits, each of the first two stages ends in a classifier of its own, a {@link shallowExit}: the outputs are then
 * the deepest logits, those after stage 1 and those after stage 2, `[batch, classes]` each. All other weights are those
 * of the network without.
 *
 * @param options - "20", "32", "44", "56" or "110", or with exits "20-exits" and so on.
 */
export function cifarResnet(
  options: string,
  { inputShape, classes, seed, blank }: NetworkContext,
): LayersModel {
  const [depth, exits] = options.split('-');
  const blocks = (Number(depth) - 2) / 6;
  const initializers = seededInitializers(seed, blank);
  const input = tf.input({ shape: [...inputShape], name: 'images' }); // [batch, h, w, c]
  let x = convolution(input, initializers, { filters: 16, kernelSize: 3, strides: 1, name: 'stem' });
  x = normalizedRelu(x, 'stem'); // [batch, h, w, 16]
  const stages = [16, 32, 64].map((filters, stage) => {
    for (let block = 0; block < blocks; block++) {
      const strides = stage > 0 && block === 0 ? 2 : 1;
      x = residualBlock(x, initializers, filters, strides, `stage${stage + 1}_block${block + 1}`);
    } // [batch, h / 2^stage, w / 2^stage, filters]
    return x;
  });
  const logits = pooledLogits(x, initializers, classes); // [batch, classes]
  const shallow = exits === undefined ? [] : stages.slice(0, -1);
  const outputs = shallow.map((pictures, stage) =>
    shallowExit(pictures, initializers, {
      strides: 4 >> stage,
      channels: 64,
      classes,
      name: `exit${stage + 1}`,
    }),
  );
  return tf.model({ inputs: input, outputs: [logits, ...outputs], name: `resnet${options}` });
}

/** conv, norm, ReLU, conv, norm, + shortcut, ReLU. */
function residualBlock(
  x: SymbolicTensor,
  initializers: SeededInitializers,
  filters: number,
  strides: 1 | 2,
  name: string,
): SymbolicTensor {
  let y = convolution(x, initializers, { filters, kernelSize: 3, strides, name: `${name}_conv1` });
  y = normalizedRelu(y, `${name}_conv1`);
  y = convolution(y, initializers, { filters, kernelSize: 3, strides: 1, name: `${name}_conv2` });
  y = new BatchNormalization({ name: `${name}_conv2_norm` }).apply(y) as SymbolicTensor;
  const shortcut =
    strides === 1 ? x : (new Shortcut({ name: `${name}_shortcut` }).apply(x) as SymbolicTensor);
  const sum = tf.layers.add({ name: `${name}_add` }).apply([y, shortcut]);
  return tf.layers.activation({ activation: 'relu', name: `${name}_relu` }).apply(sum) as SymbolicTensor;
}

/** Option A: every second pixel of every second row, and zero channels on both sides, twice as many in all. */
class Shortcut extends tf.layers.Layer {
  static readonly className = 'CifarResnetShortcut';

  override computeOutputShape([batch, height, width, channels]: (number | null)[]): (number | null)[] {
    return [batch!, Math.ceil(height! / 2), Math.ceil(width! / 2), channels! * 2];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const x = (Array.isArray(inputs) ? inputs[0]! : inputs) as Tensor4D;
    const channels = x.shape[3];
    const [before, after] = [Math.floor(channels / 2), Math.ceil(channels / 2)];
    return tf.tidy(() => {
      const sampled = tf.avgPool(x, 1, 2, 'valid'); // pooling of one pixel: a strided slice with a gradient
      return tf.pad4d(sampled, [
        [0, 0],
        [0, 0],
        [0, 0],
        [before, after],
      ]);
    });
  }
}
