import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawDirichlet } from '../../../../peer/data/dirichlet.js';
import { randomStream } from '../../../../proto/random.js';

const DRAWS = 20_000;

/** Mean and variance of each part over many draws. */
function moments(concentrations: readonly number[]): { mean: number[]; variance: number[] } {
  const random = randomStream(7, 'partition');
  const draws = Array.from({ length: DRAWS }, () => drawDirichlet(concentrations, random));
  const mean = concentrations.map((_, i) => draws.reduce((sum, draw) => sum + draw[i]!, 0) / DRAWS);
  const variance = concentrations.map(
    (_, i) => draws.reduce((sum, draw) => sum + (draw[i]! - mean[i]!) ** 2, 0) / DRAWS,
  );
  return { mean, variance };
}

for (const concentrations of [
  [0.2, 0.5, 1.3],
  [5, 1, 20],
  [0.02, 0.02],
]) {
  test(`parts of concentrations ${concentrations} have the distribution's means and variances`, () => {
    const total = concentrations.reduce((sum, value) => sum + value, 0);
    const { mean, variance } = moments(concentrations);
    concentrations.forEach((value, i) => {
      const share = value / total;
      const expected = (share * (1 - share)) / (total + 1);
      assert.ok(Math.abs(mean[i]! - share) < 5 * Math.sqrt(expected / DRAWS), `mean ${mean[i]} of ${share}`);
      assert.ok(
        Math.abs(variance[i]! - expected) < 0.05 * expected,
        `variance ${variance[i]} of ${expected}`,
      );
    });
  });
}

test('proportions sum to 1 even where every variate is too small for a number', () => {
  const random = randomStream(1, 'partition');
  for (let i = 0; i < 100; i++) {
    const proportions = drawDirichlet([1e-5, 1e-5, 1e-5], random);
    assert.ok(Math.abs(proportions.reduce((sum, value) => sum + value, 0) - 1) < 1e-12, `${proportions}`);
  }
});

test('a part without concentration gets nothing', () => {
  assert.equal(drawDirichlet([1, 0, 2], randomStream(1, 'partition'))[1], 0);
});
