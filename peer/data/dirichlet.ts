import type { RandomStream } from '../../proto/random.js';

/**
 * Draws proportions from a Dirichlet distribution: gamma variates over their sum, in logarithms, so that
 * concentrations near 0, where most variates are too small for a number, still give proportions that sum to 1.
 *
 * @param concentrations - One for each part, `> 0`; a part of 0 or less gets nothing.
 * @returns As many proportions, 0 to 1, that sum to 1.
 */
export function drawDirichlet(concentrations: readonly number[], random: RandomStream): number[] {
  const logarithms = concentrations.map((shape) =>
    shape > 0 ? logGamma(shape, random) : Number.NEGATIVE_INFINITY,
  );
  const largest = Math.max(...logarithms);
  const scaled = logarithms.map((value) => Math.exp(value - largest));
  const sum = scaled.reduce((total, value) => total + value, 0);
  return scaled.map((value) => value / sum);
}

/**
 * Logarithm of a gamma variate of scale 1 (Marsaglia and Tsang 2000, "A simple method for generating gamma variables");
 * below shape 1 by that of shape + 1, times a uniform number to the power of 1 / shape (§ 6 there).
 */
function logGamma(shape: number, random: RandomStream): number {
  if (shape < 1) return logGamma(shape + 1, random) + Math.log(1 - random.uniform()) / shape;
  const d = shape - 1 / 3;
  for (;;) {
    const x = random.normal();
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - random.uniform()) < 0.5 * x * x + d * (1 - v + Math.log(v))) return Math.log(d * v);
  }
}
