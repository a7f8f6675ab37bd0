import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minimizeOverSimplex, type SimplexProblem } from '../../../../../peer/core/teaching/simplex.js';
import { assertClose } from '../../../../support/closeness.js';

/** Σ_i scale[i] · (w_i − at[i])². */
function quadratic(at: readonly number[], scale: readonly number[]): SimplexProblem {
  return {
    gradientAt(weights, gradient) {
      at.forEach((center, i) => {
        gradient[i] = 2 * scale[i]! * (weights[i]! - center);
      });
    },
    slope(weights, from, to, t) {
      const rising = 2 * scale[to]! * (weights[to]! + t - at[to]!);
      return rising - 2 * scale[from]! * (weights[from]! - t - at[from]!);
    },
  };
}

test('a minimum within the simplex is found', () => {
  const at = [0.1, 0.2, 0.3, 0.4];
  assertClose(minimizeOverSimplex(quadratic(at, [1, 50, 3, 7]), 4, 1e-12), at, 1e-5);
});

test('a minimum outside is met at the bound, with weights of exactly 0', () => {
  const weights = minimizeOverSimplex(quadratic([2, -1, 0.5], [1, 1, 1]), 3, 1e-12);
  assertClose(weights, [1, 0, 0], 1e-9); // the projection of (2, −1, 0.5)
  assert.equal(weights[1], 0);
});

test('weights are never negative and sum to 1', () => {
  for (let seed = 1; seed < 40; seed++) {
    const at = [1, 2, 3, 4, 5].map((i) => 2 * Math.sin(i * seed));
    const weights = minimizeOverSimplex(quadratic(at, [1, 2, 3, 4, 5]), 5, 1e-9);
    assert.ok(weights.every((weight) => weight >= 0));
    assertClose([weights.reduce((a, b) => a + b)], [1], 1e-12);
  }
});

test('one corner has all the weight', () => {
  assert.deepEqual([...minimizeOverSimplex(quadratic([0], [1]), 1, 1e-9)], [1]);
});

test('a function of NaN ends too', () => {
  const broken = {
    gradientAt: (_: Float64Array, gradient: Float64Array) => gradient.fill(Number.NaN),
    slope: () => Number.NaN,
  };
  assert.equal(minimizeOverSimplex(broken as unknown as SimplexProblem, 3, 1e-9).length, 3);
});
