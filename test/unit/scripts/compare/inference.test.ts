import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  estimate,
  holm,
  testEquivalence,
  testMean,
  testSignedRanks,
  testTrend,
} from '../../../../scripts/compare/inference.js';

/** Differences in accuracy of eight pairs. Expected numbers are SciPy 1.17.1's. */
const DIFFERENCES = [0.021, 0.034, 0.018, 0.027, -0.004, 0.031, 0.022, 0.015];

function near(actual: number | null | undefined, expected: number): void {
  assert(actual !== null && actual !== undefined, 'there is a number');
  assert(Math.abs(actual - expected) <= 1e-10 * Math.abs(expected), `${actual} is not ${expected}`);
}

test('mean, deviation and 95 % interval are those of SciPy', () => {
  const { n, mean, sd, interval } = estimate(DIFFERENCES);
  assert.equal(n, 8);
  near(mean, 0.0205);
  near(sd, 0.011795883059053153);
  near(interval?.[0], 0.010638394973534087);
  near(interval?.[1], 0.030361605026465913);
});

test('one value has a mean and nothing else, and none is refused', () => {
  assert.deepEqual(estimate([3]), { n: 1, mean: 3, sd: null, interval: null });
  assert.throws(() => estimate([]), RangeError);
});

test('the t test of a mean is that of ttest_1samp', () => {
  const { t, p } = testMean(DIFFERENCES);
  near(t, 4.915507873977782);
  near(p, 0.0017224227978678089);
});

test('far out in the tails p is still exact', () => {
  // stats.ttest_1samp([10.0, 10.1, 9.9, 10.05, 9.95, 10.02], 0).pvalue
  near(testMean([10.0, 10.1, 9.9, 10.05, 9.95, 10.02]).p, 3.92616546831161e-12);
});

test('values without spread have no t, whatever their rounding', () => {
  assert.equal(testMean([0, 0, 0]).p, null);
  assert.equal(testMean([0.3, 0.1 + 0.2, 0.3]).p, null);
  assert.equal(testMean([0.3]).p, null);
});

test('equivalence is the larger of two one-sided p values', () => {
  near(testEquivalence(DIFFERENCES, 0.03), 0.028405175697553655);
  near(testEquivalence(DIFFERENCES, 0.02), 0.5460308105585078);
  assert.equal(testEquivalence([0.1], 1), null);
  assert.equal(testEquivalence([0.1, 0.1], 0.2), 0);
});

test('signed ranks are exact without ties', () => {
  near(testSignedRanks(DIFFERENCES), 0.015625);
});

test('signed ranks with ties and zeros are exact, too', () => {
  near(testSignedRanks([1, 1, -2, 3, 0, 4, -1, 5]), 0.21875);
  near(testSignedRanks([0.1, 0.3 - 0.2, -0.2, 0.3, 0, 0.4, -0.1, 0.5]), 0.21875);
  assert.equal(testSignedRanks([0, 0]), null);
});

test('signed ranks of very many pairs take the corrected normal approximation', () => {
  const values = Array.from({ length: 300 }, (_, i) => ((i * 37) % 101) - 45);
  near(testSignedRanks(values), 0.005634513322090639);
});

test("Page's L, its p value and the paired slope on a doubling axis are SciPy's", () => {
  const rows = [
    [0.695, 0.739, 0.757, 0.765],
    [0.7, 0.735, 0.75, 0.77],
    [0.69, 0.745, 0.74, 0.76],
    [0.68, 0.73, 0.76, 0.755],
    [0.71, 0.74, 0.751, 0.768],
    [0.688, 0.735, 0.749, 0.77],
  ];
  const { pageL, pageP, slope } = testTrend(rows, [1, 2, 4, 8].map(Math.log2));
  assert.equal(pageL, 178);
  near(pageP, 3.750659733272955e-5);
  near(slope.mean, 0.02263333333333324);
  near(slope.sd, 0.0028717010057919866);
  near(slope.t, 19.3056720505283);
  near(slope.p, 6.87820202184623e-6);
});

test("Holm's adjustment multiplies by the tests that are left, never falls, and skips what was not tested", () => {
  assert.deepEqual(holm([0.01, 0.04, 0.03, 0.005]), [0.03, 0.06, 0.06, 0.02]);
  assert.deepEqual(holm([0.5, null, 0.9]), [1, null, 1]);
});
