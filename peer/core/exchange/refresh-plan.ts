import type { PredictionStore } from './prediction-store.js';

/**
 * Which cached predictions are made anew in one epoch: `floor(fraction · size)` of those that the cache had when the
 * epoch began, the oldest ones. Each is asked for when its sample comes up, and replaced once; a miss is no refresh.
 */
export interface RefreshPlan {
  readonly epoch: number;
  /** Samples still to be asked for. */
  readonly due: Set<number>;
}

export function planRefresh(store: PredictionStore, epoch: number, fraction: number): RefreshPlan {
  return { epoch, due: new Set(store.oldest(Math.floor(fraction * store.size))) };
}
