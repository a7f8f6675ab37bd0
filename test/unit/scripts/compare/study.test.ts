import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodistillError } from '../../../../proto/errors.js';
import { checkStudy, folderName, planRuns, seedsOf } from '../../../../scripts/compare/study.js';
import { smallStudy, smallVariant } from '../../../support/small-study.js';

const refused = (message: RegExp) => (error: CodistillError) => {
  assert.equal(error.code, 'ERR_CONFIG');
  assert.match(error.message, message);
  return true;
};

test('runs are planned seed after seed, each time beginning with another variant', () => {
  const plan = planRuns(smallStudy({ seeds: [7, 8, 9] })).map(({ variant, seed }) => `${variant} ${seed}`);
  assert.deepEqual(plan, ['alone 7', 'taught 7', 'taught 8', 'alone 8', 'alone 9', 'taught 9']);
});

test('all arms of a seed have the same seed for weights, batches and data', () => {
  const specs = planRuns(smallStudy({ seeds: [7] })).map(({ spec }) => [spec.training.seed, spec.data.seed]);
  assert.deepEqual(specs, [
    [7, 0],
    [7, 0],
  ]);
});

test('seeds that share data are retrainings: other weights and batches on the data of the first', () => {
  const plan = planRuns(smallStudy({ seeds: [3, 4, 5, 6, 7], seedsPerData: 2 }));
  const seeds = new Map(plan.map(({ seed, spec }) => [seed, spec.data.seed]));
  assert.deepEqual(
    [...seeds],
    [
      [3, 0],
      [4, 3],
      [5, 0],
      [6, 5],
      [7, 0],
    ],
  );
  assert(plan.every(({ seed, spec }) => spec.training.seed === seed));
});

test('seeds are a count or a list', () => {
  assert.deepEqual(seedsOf(3), [1, 2, 3]);
  assert.deepEqual(seedsOf([5, 2]), [5, 2]);
  for (const wrong of [0, 1.5, Number.NaN, Number.POSITIVE_INFINITY, [], [1, 1], [1.5], [-1]]) {
    assert.throws(() => seedsOf(wrong), refused(/seeds/), JSON.stringify(wrong));
  }
});

test('a study that names a variant which it does not have is refused', () => {
  const claim = {
    name: 'c',
    expect: '',
    metric: 'testLoss',
    scale: 'absolute' as const,
    test: 'difference' as const,
  };
  const gate = { metric: 'testLoss', variants: ['nobody'] };
  assert.throws(
    () => checkStudy(smallStudy({ variants: [smallVariant('a', 'nobody')] })),
    refused(/"nobody"/),
  );
  assert.throws(
    () => checkStudy(smallStudy({ gates: [gate] })),
    refused(/gate: there is no variant "nobody"/),
  );
  assert.throws(
    () => checkStudy(smallStudy({ hypotheses: [{ ...claim, variant: 'nobody' }] })),
    refused(/"c".*"nobody"/),
  );
  assert.throws(
    () => checkStudy(smallStudy({ hypotheses: [{ ...claim, variant: 'taught', against: 'nobody' }] })),
    refused(/"nobody"/),
  );
  checkStudy(smallStudy({ hypotheses: [{ ...claim, variant: 'taught' }] }));
});

test('a trend has a position for each of its variants', () => {
  const variants = ['a', 'b', 'c'].map((name) => smallVariant(name, 'a'));
  const trend = {
    name: 't',
    expect: '',
    metric: 'testLoss',
    test: 'trend' as const,
    variants: ['a', 'b', 'c'],
  };
  checkStudy(smallStudy({ variants, hypotheses: [trend] }));
  assert.throws(
    () => checkStudy(smallStudy({ variants, hypotheses: [{ ...trend, positions: [1, 2] }] })),
    refused(/3 variants have 2 positions/),
  );
});

test('variants whose folders would be the same are refused', () => {
  assert.equal(folderName('stale:50 of 4'), 'stale-50-of-4');
  const variants = [smallVariant('stale:50', 'stale:50'), smallVariant('stale 50', 'stale:50')];
  assert.throws(() => checkStudy(smallStudy({ variants })), refused(/nearly so/));
});
