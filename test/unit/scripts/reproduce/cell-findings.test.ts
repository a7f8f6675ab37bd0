import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Samples } from '../../../../scripts/compare/samples.js';
import { findCells } from '../../../../scripts/reproduce/cell-findings.js';
import { smallRun, smallRuns } from '../../../support/small-study.js';
import { smallFindings, smallTable } from '../../../support/small-table.js';

test('a cell is judged by the differences of its pairs', () => {
  const [both, loss, other] = smallFindings();
  assert.equal(both!.verdict, 'reproduced');
  assert.equal(both!.difference!.n, 4);
  assert.deepEqual(
    [both!.alone!.mean, both!.together!.mean].map((mean) => mean.toFixed(3)),
    ['0.815', '0.835'],
  );
  // ratios of the losses: 0.18/0.20, 0.17/0.18, 0.16/0.19, 0.15/0.17; all above a half
  assert.equal(loss!.verdict, 'smaller');
  assert(Math.abs(Math.exp(loss!.difference!.mean) - 0.89147) < 1e-4);
  assert.deepEqual(
    [other!.verdict, other!.reason, other!.difference],
    ['not yet decidable', 'not run yet', null],
  );
});

test('the best validation is told beside, where it is measured', () => {
  const best = smallRuns().map((run) => ({
    ...run,
    peers: run.peers.map((peer) => ({
      ...peer,
      values: {
        ...peer.values,
        bestTestAccuracy: peer.values.testAccuracy! + (run.variant === 'taught' ? 0.01 : 0),
      },
    })),
  }));
  const table = smallTable({ cells: ['both'] });
  const [found] = findCells(table, new Samples(table.study, best, []), []);
  assert(Math.abs(found!.best!.mean - 0.03) < 1e-12);
  assert.equal(smallFindings()[0]!.best, null);
});

test('an open verdict says how many seeds would decide, which are more than there are', () => {
  const runs = [0.01, 0.03].flatMap((gain, i) => [
    smallRun('alone', i + 1, { testAccuracy: 0.8 }),
    smallRun('taught', i + 1, { testAccuracy: 0.8 + gain }),
  ]);
  const table = smallTable({ cells: ['both'] });
  const [found] = findCells(table, new Samples(table.study, runs, []), []);
  assert.equal(found!.verdict, 'not yet decidable');
  assert(found!.seedsNeeded! > 2 && found!.seedsNeeded! < 20, String(found!.seedsNeeded));
});

test('a pair of retrainings takes as many seeds as share their data', () => {
  const churnOf = (seedsPerData: number) => {
    const table = smallTable({ cells: ['both'] });
    const study = { ...table.study, seedsPerData };
    const cells = table.cells.map((cell) => ({
      ...cell,
      rows: cell.rows.map((row) => ({ ...row, metric: 'churn' })),
    }));
    const retrainings = [0.01, 0.03].flatMap((fall, data) => [
      { variant: 'alone', data, churn: 0.2, variation: 0.2 },
      { variant: 'taught', data, churn: 0.2 + fall, variation: 0.2 },
    ]);
    return findCells({ ...table, study, cells }, new Samples(study, [], retrainings), [])[0]!.seedsNeeded!;
  };
  assert(churnOf(1) > 2);
  assert.equal(churnOf(2), 2 * churnOf(1));
});

test('behind a closed gate nothing is decided', () => {
  const table = smallTable({ cells: ['both'] });
  const gate = { metric: 'trainAccuracy', variants: ['alone'], min: 0.9 };
  const closed = { gate, variant: 'alone', value: 0.5, passed: false };
  const [found] = findCells(table, new Samples(table.study, smallRuns(), []), [closed]);
  assert.deepEqual(
    [found!.verdict, found!.reason],
    ['not yet decidable', 'trainAccuracy of alone is outside its gate'],
  );
});
