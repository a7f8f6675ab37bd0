import type { PeerId } from './identity.js';

/** Shape of one sample's features, by peer. */
export type FeatureShapes = ReadonlyMap<PeerId, readonly number[]>;

/** Numbers in one sample's features; 0 for a peer that sends none. */
export function featureSize(shape: readonly number[]): number {
  return shape.length === 0 ? 0 : shape.reduce((product, side) => product * side, 1);
}
