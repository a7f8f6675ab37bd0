import { type LayersModel, type SymbolicTensor, tf } from '../backend.js';
import { SeededDropout } from '../seeded-dropout.js';
import { convolution, normalizedRelu, pooledLogits } from './convolution-blocks.js';
import { type SeededInitializers, seededInitializers } from './initializers.js';
import type { NetworkContext } from './network-context.js';
import { parseWideResnet } from './wide-resnet-options.js';

interface BlockContext {
  readonly initializers: SeededInitializers;
  readonly seed: number;
  readonly dropoutRate: number;
  /** Dropout layers made so far. */
  dropouts: number;
}

/**
 * Wide residual network (Zagoruyko and Komodakis 2016, arXiv 1605.07146): depth 6n + 4, three stages of n
 * pre-activation blocks with 16, 32 and 64 times `width` filters. With 10 classes WRN-28-10 has 36.5 M parameters,
 * WRN-40-2 2.2 M, WRN-16-2 0.7 M. Where the shape changes, normalisation and ReLU come before the shortcut too, as in
 * the authors' code.
 *
 * @param options - `28-10`, or `28-10:dropout=0.3` for dropout between the convolutions of a block (section 2.4).
 * @throws {CodistillError} `ERR_NETWORK_UNKNOWN` unless depth is 6n + 4 and the dropout rate in [0, 1).
 */
export function wideResnet(
  options: string,
  { inputShape, classes, seed, blank }: NetworkContext,
): LayersModel {
  const { blocks, width, dropoutRate } = parseWideResnet(options);
  const initializers = seededInitializers(seed, blank);
  const context: BlockContext = { initializers, seed, dropoutRate, dropouts: 0 };
  const input = tf.input({ shape: [...inputShape], name: 'images' }); // [batch, h, w, c]
  let x = convolution(input, initializers, { filters: 16, kernelSize: 3, strides: 1, name: 'stem' });
  [16, 32, 64].forEach((base, stage) => {
    for (let block = 0; block < blocks; block++) {
      const strides = stage > 0 && block === 0 ? 2 : 1;
      x = wideBlock(x, context, base * width, strides, `stage${stage + 1}_block${block + 1}`);
    } // [batch, h / 2^stage, w / 2^stage, base · width]
  });
  const logits = pooledLogits(normalizedRelu(x, 'head'), initializers, classes); // [batch, classes]
  return tf.model({ inputs: input, outputs: logits, name: `wrn-${options.replace(/[^\w.-]/g, '-')}` });
}

/** norm, ReLU, conv, norm, ReLU, dropout, conv, + shortcut. */
function wideBlock(
  x: SymbolicTensor,
  context: BlockContext,
  filters: number,
  strides: 1 | 2,
  name: string,
): SymbolicTensor {
  const { initializers, dropoutRate: rate, seed } = context;
  const active = normalizedRelu(x, `${name}_conv1`);
  let y = convolution(active, initializers, { filters, kernelSize: 3, strides, name: `${name}_conv1` });
  y = normalizedRelu(y, `${name}_conv2`);
  if (rate > 0) {
    const ordinal = context.dropouts++;
    y = new SeededDropout({ name: `${name}_dropout`, rate, seed, ordinal }).apply(y) as SymbolicTensor;
  }
  y = convolution(y, initializers, { filters, kernelSize: 3, strides: 1, name: `${name}_conv2` });
  const sameShape = x.shape[3] === filters; // a stride of 2 always comes with twice the filters
  const shortcut = sameShape
    ? x
    : convolution(active, initializers, { filters, kernelSize: 1, strides, name: `${name}_shortcut` });
  return tf.layers.add({ name: `${name}_add` }).apply([y, shortcut]) as SymbolicTensor;
}
