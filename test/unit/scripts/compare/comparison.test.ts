import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { compare } from '../../../../scripts/compare/comparison.js';
import { type RunMeasures, Samples } from '../../../../scripts/compare/samples.js';
import type { Study } from '../../../../scripts/compare/study.js';
import { smallCurve, smallRun, smallRuns, smallStudy } from '../../../support/small-study.js';

function compared(study: Study, runs: readonly RunMeasures[]): ReturnType<typeof compare> {
  return compare(study, new Samples(study, runs, []), runs, []);
}

test('a cell has the mean over seeds and the difference to the baseline, paired by seed', () => {
  const { rows } = compared(smallStudy(), smallRuns());
  const { alone, taught } = rows.find(({ key }) => key === 'testAccuracy')!.cells;
  assert(Math.abs(alone!.estimate.mean - 0.815) < 1e-12);
  assert.equal(alone!.difference, null);
  assert(Math.abs(taught!.difference!.mean - 0.02) < 1e-12);
  assert(Math.abs(taught!.difference!.t! - 4.898979485566358) < 1e-9);
  assert.deepEqual(taught!.values, { 1: 0.82, 2: 0.83, 3: 0.84, 4: 0.85 });
});

test('what no run measured has no row', () => {
  const keys = compared(smallStudy(), smallRuns()).rows.map(({ key }) => key);
  assert.deepEqual(keys, ['testAccuracy', 'testLoss', 'bytesSent']);
});

test('bytes of a cohort are the sum over its peers', () => {
  const { rows } = compared(smallStudy(), smallRuns());
  assert.equal(rows.find(({ key }) => key === 'bytesSent')!.cells.taught!.estimate.mean, 5_000_000);
});

test('a seed that failed in one arm is missing there and in the difference, and is told', () => {
  const runs = smallRuns().filter(({ variant, seed }) => variant === 'alone' || seed !== 2);
  const study = smallStudy();
  const failure = { variant: 'taught', seed: 2, code: 'ERR_NON_FINITE', message: 'NaN' };
  const { columns, rows } = compare(study, new Samples(study, runs, []), runs, [failure]);
  assert.deepEqual([columns[1]!.runsDone, columns[1]!.runsPlanned], [3, 4]);
  assert.deepEqual(columns[1]!.failures, [failure]);
  assert.equal(rows[0]!.cells.taught!.difference!.n, 3);
  assert.equal(rows[0]!.cells.alone!.estimate.n, 4);
});

test('a run of which one peer has no score has none', () => {
  const runs = smallRuns();
  const [a, b] = runs[0]!.peers;
  const broken: RunMeasures = { ...runs[0]!, peers: [a!, { ...b!, values: {} }] };
  const { rows } = compared(smallStudy(), [broken, ...runs.slice(1)]);
  assert.equal(rows[0]!.cells.alone!.estimate.n, 3);
});

test('peers with networks of their own have rows of their own', () => {
  const spec = parseRunSpec({
    peers: [
      { id: 'big', network: 'mlp:128' },
      { id: 'small', network: 'mlp:16' },
    ],
  });
  const variants = smallStudy().variants.map((variant) => ({ ...variant, spec }));
  const ids = ['big', 'small'];
  const runs = smallRuns().map(({ variant, seed, peers }) =>
    smallRun(variant, seed, peers[0]!.values, { ids }),
  );
  const keys = compared(smallStudy({ variants }), runs).rows.map(({ key }) => key);
  assert.deepEqual(keys.slice(0, 3), ['testAccuracy', 'testAccuracy@big', 'testAccuracy@small']);
});

test('the steps to a fixed target are read off the mean curve of the cohort', () => {
  const study = smallStudy({ target: { metric: 'validationLoss', value: 0.5, smoothing: 1 } });
  const runs = [
    smallRun('alone', 1, {}, { curve: smallCurve(0.9, 0.7, 0.5) }),
    smallRun('taught', 1, {}, { curve: smallCurve(0.8, 0.4, 0.3) }),
    smallRun('taught', 2, {}, { curve: smallCurve(0.9, 0.8, 0.7) }),
  ];
  const { rows } = compared(study, runs);
  const steps = rows.find(({ key }) => key === 'stepsToTarget')!.cells;
  assert.deepEqual(steps.alone!.values, { 1: 300 });
  assert(Math.abs(steps.taught!.values[1]! - 175) < 1e-9);
  assert.equal(steps.taught!.estimate.n, 1, 'the second never reaches it');
  const seconds = rows.find(({ key }) => key === 'secondsToTarget')!.cells;
  assert.equal(seconds.alone!.values[1], 3);
});

test("a seed's target may be what its own baseline ends with", () => {
  const study = smallStudy({ target: { metric: 'validationLoss', value: 'baseline-final', smoothing: 1 } });
  const runs = [
    smallRun('alone', 1, {}, { curve: smallCurve(0.9, 0.7) }),
    smallRun('alone', 2, {}, { curve: smallCurve(0.9, 0.5) }),
    smallRun('taught', 1, {}, { curve: smallCurve(0.7, 0.6) }),
    smallRun('taught', 2, {}, { curve: smallCurve(0.7, 0.5) }),
    smallRun('taught', 3, {}, { curve: smallCurve(0.1, 0.1) }),
  ];
  const { rows } = compared(study, runs);
  const { alone, taught } = rows.find(({ key }) => key === 'stepsToTarget')!.cells;
  assert.deepEqual(alone!.values, { 1: 200, 2: 200 });
  assert.deepEqual(taught!.values, { 1: 100, 2: 200 }, 'a seed without its baseline has no target');
});
