import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chanceToDecide, pairsToDecide } from '../../../../scripts/reproduce/power.js';

/** SciPy 1.17.1: `integrate.quad` over the χ density of the spread, of the normal chances of the mean. */
const CHANCES = [
  [8, 0.0178, 0.0035, 0.01, 0.03, 0.9995933692004958],
  [5, 0.0139, 0.0033, 0.01, Number.POSITIVE_INFINITY, 0.5185142197487443],
  [3, 0, 0.002, -0.005, 0.005, 0.4884255250134588],
  [2, 0.02, 0.003, 0.01, 0.03, 0.24182519955292248],
  [20, 0.012, 0.01, 0.01, 0.03, 0.13595628039837263],
  [12, -0.003, 0.01, 0.01, 0.03, 0.9831555322262391],
  [50, 0.0101, 0.002, 0.01, 0.03, 0.06387841162776038],
] as const;

test('the chance to decide is that of SciPy to a thousandth', () => {
  for (const [pairs, mean, sd, low, high, expected] of CHANCES) {
    const found = chanceToDecide(pairs, { mean, sd }, { low, high });
    assert(Math.abs(found - expected) < 1e-3, `${found} is not ${expected}`);
  }
});

test('with one end the chance is the power of a t test, by the noncentral t', () => {
  // 1 − nct.cdf(t, 7, ncp) + nct.cdf(−t, 7, ncp), ncp = (0.0178 − 0.0139) / (0.0035 / √8)
  const band = { low: 0.0139, high: Number.POSITIVE_INFINITY };
  const found = chanceToDecide(8, { mean: 0.0178, sd: 0.0035 }, band);
  assert(Math.abs(found - 0.7710732432456197) < 1e-3, String(found));
});

test('a small spread needs few pairs, a mean on an end of the band none would be enough for', () => {
  const band = { low: 0.01, high: 0.03 };
  assert.equal(pairsToDecide({ mean: 0.0178, sd: 0.0035 }, band), 4);
  assert.equal(pairsToDecide({ mean: 0.012, sd: 0.01 }, band), 199);
  assert.equal(pairsToDecide({ mean: 0.01, sd: 0.003 }, band), null);
});
