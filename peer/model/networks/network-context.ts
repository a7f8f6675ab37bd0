import type { LayersModel } from '../backend.js';

/** What a network is made for. */
export interface NetworkContext {
  /** One sample: height, width, channels. */
  readonly inputShape: readonly [number, number, number];
  readonly classes: number;
  /** Seed of the weights: the same seed gives the same weights bit for bit. */
  readonly seed: number;
}

/**
 * Makes a network from the part of its name after the family, such as `256-128` of `mlp:256-128`.
 * Its input is float32 `[batch, height, width, channels]`, its output logits, float32 `[batch, classes]`: no softmax.
 * The caller owns its weights.
 */
export type NetworkFactory = (options: string, context: NetworkContext) => LayersModel;
