import { streamSeed } from '../../proto/random.js';
import { type LayersModel, type Tensor, tf } from './backend.js';
import { LayerWithOptions } from './layers/layer-with-options.js';
import { runNativeOp } from './native-op.js';

export interface SeededDropoutOptions {
  readonly name: string;
  /** Share of units set to 0 in training, in [0, 1). */
  readonly rate: number;
  /** The network's seed. */
  readonly seed: number;
  /** Position of this layer among the network's dropout layers. */
  readonly ordinal: number;
}

/**
 * Dropout whose mask is a pure function of (seed, layer, step), so a resumed run draws the masks of an unbroken one.
 * tfjs's own layer repeats one mask for ever when it has a seed, and draws from the clock when it has none.
 *
 *   y = x · mask / (1 − rate) in training, y = x otherwise
 *
 * @remarks Source: Srivastava et al. 2014, in the inverted form that everybody uses now.
 */
export class SeededDropout extends LayerWithOptions<SeededDropoutOptions> {
  static readonly className = 'SeededDropout';
  #step = 0;

  /** Chooses the mask that the next forward passes use. */
  setStep(step: number): void {
    this.#step = step;
  }

  override computeOutputShape(inputShape: number[]): number[] {
    return inputShape;
  }

  override call(inputs: Tensor | Tensor[], { training }: { readonly training?: boolean }): Tensor {
    const { rate } = this.options;
    const input = Array.isArray(inputs) ? inputs[0]! : inputs;
    if (training !== true || rate === 0) return input.clone();
    return tf.tidy(() => tf.mul(input, this.#scaledMask(input.shape))); // the mask is a constant to the gradient
  }

  /** 1 / (1 − rate) where a unit stays, 0 where it is dropped. */
  #scaledMask(shape: number[]): Tensor {
    const { rate, seed, ordinal } = this.options;
    const layerSeed = streamSeed(seed, 'dropout', ordinal);
    const attributes = { dtype: 'float32', T: 'int32', Tseed: 'int32' };
    const inputs = [shape, [layerSeed | 0, this.#step]].map((values) => tf.tensor1d(values, 'int32'));
    const [uniform] = runNativeOp('StatelessRandomUniform', attributes, inputs, 1);
    return tf.mul(tf.cast(tf.greaterEqual(uniform!, rate), 'float32'), 1 / (1 - rate));
  }
}

/** Tells every dropout layer of a network which step it is; call it before the forward pass. */
export function setDropoutStep(model: LayersModel, step: number): void {
  for (const layer of model.layers) if (layer instanceof SeededDropout) layer.setStep(step);
}
