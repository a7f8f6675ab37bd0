import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  normalTail,
  rankSumTail,
  studentQuantile,
  studentTail,
} from '../../../../scripts/compare/distributions.js';
import { testSignedRanks } from '../../../../scripts/compare/inference.js';
import { projectRoot } from '../../../../scripts/project-root.js';

type Row = readonly [x: number, degrees: number, expected: number];

/** Numbers of SciPy; `distributions.py` beside the file writes it. */
const SCIPY = JSON.parse(readFileSync(join(projectRoot(), 'test/golden/distributions.json'), 'utf8')) as {
  readonly student: readonly Row[];
  readonly studentQuantiles: readonly Row[];
  readonly normal: readonly (readonly [number, number])[];
  readonly signedRanks: readonly (readonly [readonly number[], number])[];
};

/** Numbers of a grid that are off by more than 1e-10 of themselves. */
function off<R extends readonly unknown[]>(
  rows: readonly R[],
  value: (row: R) => number | null,
): readonly unknown[] {
  assert(rows.length > 30, `${rows.length} numbers are no grid`);
  return rows.flatMap((row) => {
    const [found, expected] = [value(row), row.at(-1) as number];
    return found !== null && Math.abs(found - expected) <= 1e-10 * Math.abs(expected) ? [] : [{ row, found }];
  });
}

test("Student's t is right to ten digits over the grid, down to 1e-300", () => {
  assert(Math.min(...SCIPY.student.map(([, , share]) => share)) < 1e-200);
  assert.deepEqual(
    off(SCIPY.student, ([t, degrees]) => studentTail(t, degrees)),
    [],
  );
});

test('quantiles of t are right to ten digits over the grid', () => {
  assert.deepEqual(
    off(SCIPY.studentQuantiles, ([share, degrees]) => studentQuantile(share, degrees)),
    [],
  );
});

test('the normal distribution is right to ten digits over the grid, down to 1e-300', () => {
  assert.deepEqual(
    off(SCIPY.normal, ([z]) => normalTail(z)),
    [],
  );
});

test('what is less than the smallest number is 0', () => {
  assert.deepEqual([-38, -1e9, Number.NEGATIVE_INFINITY].map(normalTail), [0, 0, 0]);
  assert.deepEqual([38, Number.POSITIVE_INFINITY].map(normalTail), [1, 1]);
  assert.equal(studentTail(-1e6, 150), 0);
  assert.equal(studentTail(Number.NEGATIVE_INFINITY, 5), 0);
});

test('signed ranks are exact to ten digits, with ties and zeros, too', () => {
  assert.deepEqual(
    off(SCIPY.signedRanks, ([values]) => testSignedRanks(values)),
    [],
  );
});

test('a sum of ranks is below all, or at most the whole', () => {
  assert.equal(rankSumTail(0, [1, 2, 3]), 1 / 8);
  assert.equal(rankSumTail(6, [1, 2, 3]), 1);
  assert.equal(rankSumTail(1.5, [1.5, 1.5, 3]), 3 / 8);
});
