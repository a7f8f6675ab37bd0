import type { ImageShape, InputShape } from '../../data/dataset.js';
import type { LayersModel } from '../backend.js';

/** The samples and classes that a network is built for. */
export interface SampleContext {
  /** One sample: an image, or the tokens of a window, each a number from 0 to `classes - 1`. */
  readonly inputShape: InputShape;
  readonly classes: number;
  /** Predictions a sample; more than one for text only, of the token after each of its last. @default 1 */
  readonly positions?: number;
  /** Seed of the weights: the same seed gives the same weights bit for bit. */
  readonly seed: number;
  /** Whether nothing is drawn, as others take the place of the weights at once; a module of a user does not know it. @default false */
  readonly blank?: boolean;
}

export interface NetworkContext extends SampleContext {
  /** Height, width, channels. */
  readonly inputShape: ImageShape;
}

/** The windows of text that a network is built for. */
export interface TextContext extends SampleContext {
  readonly inputShape: readonly [tokens: number];
}

/**
 * Makes a network from the part of its name after the family, such as `256-128` of `mlp:256-128`.
 * Its input is float32 `[batch, height, width, channels]`, its output logits, float32 `[batch, classes]`: no softmax.
 * The caller owns its weights.
 */
export type NetworkFactory = (options: string, context: NetworkContext) => LayersModel;

/**
 * Makes a network for text in the same way. Its input is float32 `[batch, tokens]`, its output logits, float32
 * `[batch · positions, classes]`: the rows of one window lie together.
 */
export type TextNetworkFactory = (options: string, context: TextContext) => LayersModel;
