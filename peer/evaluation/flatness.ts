import { randomStream } from '../../proto/random.js';
import type { Metrics } from '../core/scoring/scores.js';
import { type LayersModel, tf } from '../model/backend.js';
import { trainableVariables } from '../model/weights.js';

/** Noise on the weights, and what a network knows under it of the samples that it learned from. */
export interface NoisyMetrics extends Metrics {
  /** Standard deviation of the noise. */
  readonly sigma: number;
  /** Times the root mean square of each variable, instead of as it is: large weights get large noise. */
  readonly relative: boolean;
}

/** How flat the minimum is that a network has found. */
export interface Flatness {
  /** Without noise. */
  readonly still: Metrics;
  /** Means over `DRAWS` draws. */
  readonly noisy: readonly NoisyMetrics[];
}

const NOISES = [
  { sigma: 0.05, relative: false },
  { sigma: 0.1, relative: false },
  { sigma: 0.2, relative: false },
  { sigma: 0.5, relative: true },
] as const;

/** Draws of a direction; every noise goes along the same ones, so that they differ in size alone. */
export const DRAWS = 3;

/**
 * Adds Gaussian noise to every weight that trains and looks how much the loss rises: less in a flatter minimum.
 *
 * The draws follow from the seed of the run alone, so runs that are compared get the same. Afterwards the network has its weights back.
 *
 * @param look - Scores the network with the weights that it has at the moment.
 * @remarks Source: Zhang et al. 2018 (arXiv 1706.00384), section 3.5. Absolute noise depends on the scale of the weights,
 *   which a penalty or a normalisation may shift without any change of the function: hence the relative one.
 */
export function flatness(network: LayersModel, seed: number, look: () => Metrics): Flatness {
  const variables = trainableVariables(network);
  const kept = variables.map((variable) => Float32Array.from(variable.dataSync() as Float32Array));
  const assign = (values: readonly Float32Array[]): void => {
    variables.forEach((variable, i) => {
      tf.tidy(() => variable.assign(tf.tensor(values[i]!, variable.shape, 'float32')));
    });
  };
  const still = look();
  const sums = NOISES.map(() => ({ accuracy: 0, loss: 0 }));
  try {
    for (let draw = 0; draw < DRAWS; draw++) {
      const directions = directionsOf(kept, seed, draw);
      NOISES.forEach(({ sigma, relative }, n) => {
        assign(
          kept.map((values, i) => {
            const size = relative ? sigma * rootMeanSquare(values) : sigma;
            return values.map((value, k) => value + size * directions[i]![k]!);
          }),
        );
        const { accuracy, loss } = look();
        sums[n]!.accuracy += accuracy / DRAWS;
        sums[n]!.loss += loss / DRAWS;
      });
    }
  } finally {
    assign(kept);
  }
  return { still, noisy: NOISES.map((noise, n) => ({ ...noise, ...sums[n]! })) };
}

function directionsOf(weights: readonly Float32Array[], seed: number, draw: number): readonly Float32Array[] {
  return weights.map(({ length }, i) => {
    const random = randomStream(seed, 'flatness', draw, i);
    return Float32Array.from({ length }, () => random.normal());
  });
}

function rootMeanSquare(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
}
