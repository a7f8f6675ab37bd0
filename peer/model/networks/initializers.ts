import { streamSeed } from '../../../proto/random.js';
import { type Initializer, tf } from '../backend.js';

/**
 * Seeded initialisers for the layers of one network. Each call takes the next ordinal's stream, so a network must
 * ask for them in a fixed order; then the same seed gives the same weights bit for bit.
 */
export interface SeededInitializers {
  /** Normal, variance 2 / fan: for a layer that a ReLU follows (He et al. 2015, arXiv 1502.01852, equations 10, 14). */
  he(fan: number): Initializer;
  /** Uniform in ±1/√fanIn: Torch's default for any layer, which both residual networks' authors kept for the last. */
  torchDefault(fanIn: number): Initializer;
  /** Normal with this standard deviation. */
  normal(deviation: number): Initializer;
}

/** @param blank - Whether all weights are zeros: to draw those of a WRN-28-10 takes seconds. */
export function seededInitializers(seed: number, blank = false): SeededInitializers {
  if (blank) {
    const zeros = (): Initializer => tf.initializers.zeros();
    return { he: zeros, torchDefault: zeros, normal: zeros };
  }
  let ordinal = 0;
  // seedrandom, which tfjs uses, drops a seed of 0 for the clock
  const nextSeed = (): number => streamSeed(seed, 'init', ordinal++) || 1;
  const normal = (stddev: number): Initializer =>
    tf.initializers.randomNormal({ mean: 0, stddev, seed: nextSeed() });
  return {
    normal,
    he: (fan) => normal(Math.sqrt(2 / fan)),
    torchDefault: (fanIn) => {
      const bound = 1 / Math.sqrt(fanIn);
      return tf.initializers.randomUniform({ minval: -bound, maxval: bound, seed: nextSeed() });
    },
  };
}
