import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge, openGates } from '../../../../scripts/compare/hypotheses.js';
import { type RunMeasures, Samples } from '../../../../scripts/compare/samples.js';
import type { Hypothesis, Study } from '../../../../scripts/compare/study.js';
import { smallRun, smallRuns, smallStudy, smallVariant } from '../../../support/small-study.js';

/** Exact, of ranks 1, 2.5, 2.5 and 4, all positive: two of sixteen cases. */
const SIGNED = 0.125;

const HIGHER: Hypothesis = {
  name: 'teaching helps',
  expect: '',
  test: 'difference',
  metric: 'testAccuracy',
  variant: 'taught',
  direction: 'higher',
  scale: 'absolute',
};

function verdicts(study: Study, runs: readonly RunMeasures[] = smallRuns()): ReturnType<typeof judge> {
  const samples = new Samples(study, runs, []);
  return judge(study, samples, openGates(study, samples));
}

test('a difference is shown when it is significant and has the expected sign', () => {
  const [result] = verdicts(smallStudy({ hypotheses: [HIGHER] }));
  // stats.ttest_rel of the two: t = 4.898979485566358, p = 0.016277
  assert(Math.abs(result!.p! - 0.016276603) < 1e-6, String(result!.p));
  assert(Math.abs(result!.findings[0]!.effect.t! - 4.898979485566358) < 1e-9);
  assert.equal(result!.verdict, 'shown');
  assert(Math.abs(result!.findings[0]!.signedRanksP! - SIGNED) < 1e-9);
});

test('the same difference is the opposite of what was expected the other way round', () => {
  const [result] = verdicts(smallStudy({ hypotheses: [{ ...HIGHER, direction: 'lower' }] }));
  assert.deepEqual([result!.verdict, result!.reason], ['opposite', 'it is higher']);
});

test('two hypotheses are harder to show than one', () => {
  const never: Hypothesis = {
    ...HIGHER,
    name: 'bytes',
    metric: 'testAccuracy@a',
    variant: 'alone',
    against: 'taught',
  };
  const results = verdicts(smallStudy({ hypotheses: [HIGHER, never, { ...HIGHER, name: 'again' }, never] }));
  assert(results[0]!.holmP! > 0.06, String(results[0]!.holmP));
  assert.equal(results[0]!.verdict, 'not shown');
});

test('of several metrics all must show it', () => {
  const both: Hypothesis = { ...HIGHER, metric: ['testAccuracy', 'testLoss'] };
  const [result] = verdicts(smallStudy({ hypotheses: [both] }));
  assert.equal(result!.findings.length, 2);
  assert.equal(result!.verdict, 'opposite', 'the loss is lower');
});

test('on a logarithmic scale ratios are tested', () => {
  const runs = [1, 2, 3].flatMap((seed) => [
    smallRun('alone', seed, { testLoss: seed }),
    smallRun('taught', seed, { testLoss: 0.5 * seed * (1 + seed / 100) }),
  ]);
  const [result] = verdicts(
    smallStudy({ hypotheses: [{ ...HIGHER, metric: 'testLoss', direction: 'lower', scale: 'log' }] }),
    runs,
  );
  const logs = [1, 2, 3].map((seed) => Math.log(0.5 * (1 + seed / 100)));
  assert(Math.abs(result!.findings[0]!.effect.mean - (logs[0]! + logs[1]! + logs[2]!) / 3) < 1e-12);
  assert.equal(result!.verdict, 'shown');
});

test('equivalence is shown within a margin and not within a smaller one', () => {
  const within = (margin: number): Hypothesis => ({
    name: 'no harm',
    expect: '',
    test: 'equivalence',
    metric: 'testAccuracy',
    variant: 'taught',
    margin,
    scale: 'absolute',
  });
  const study = (margin: number): Study => smallStudy({ hypotheses: [within(margin)] });
  assert.equal(verdicts(study(0.05))[0]!.verdict, 'shown');
  assert.equal(verdicts(study(0.02))[0]!.verdict, 'not shown');
});

test('a trend needs both the order and the slope', () => {
  const variants = ['k1', 'k2', 'k4'].map((name) => smallVariant(name, 'k1'));
  const rise: Hypothesis = {
    name: 'more peers, more gain',
    expect: '',
    test: 'trend',
    metric: 'testAccuracy',
    variants: ['k1', 'k2', 'k4'],
    positions: [0, 1, 2],
  };
  const runs = [1, 2, 3, 4].flatMap((seed) =>
    variants.map(({ name }, i) =>
      smallRun(name, seed, { testAccuracy: 0.7 + 0.02 * i + 0.001 * ((seed * (i + 1)) % 3) }),
    ),
  );
  const study = smallStudy({ variants, hypotheses: [rise] });
  const [result] = verdicts(study, runs);
  assert.equal(result!.verdict, 'shown');
  assert(result!.p! >= result!.findings[0]!.trend!.pageP);
  const falling: Hypothesis = { ...rise, variants: ['k4', 'k2', 'k1'] };
  assert.equal(verdicts({ ...study, hypotheses: [falling] }, runs)[0]!.verdict, 'not shown');
});

test('a closed gate makes void what involves its variants, and nothing else', () => {
  const gate = { metric: 'testAccuracy', variants: ['alone'], min: 0.9 };
  const other = { ...HIGHER, variant: 'taught', against: 'taught too' };
  const study = smallStudy({
    variants: [...smallStudy().variants, smallVariant('taught too', 'alone')],
    gates: [gate],
    hypotheses: [HIGHER, other],
  });
  const results = verdicts(study);
  assert.deepEqual(
    results.map(({ verdict }) => verdict),
    ['void', 'not tested'],
  );
  assert.equal(openGates(study, new Samples(study, smallRuns(), []))[0]!.passed, false);
});

test('a gate on something that was not measured is closed', () => {
  const study = smallStudy({ gates: [{ metric: 'trainAccuracy', variants: ['alone'], min: 0 }] });
  const [gate] = openGates(study, new Samples(study, smallRuns(), []));
  assert.deepEqual([gate!.value, gate!.passed], [null, false]);
});

test('one pair is not tested', () => {
  const [result] = verdicts(
    smallStudy({ hypotheses: [HIGHER] }),
    smallRuns().filter(({ seed }) => seed === 1),
  );
  assert.deepEqual([result!.verdict, result!.p], ['not tested', null]);
});
