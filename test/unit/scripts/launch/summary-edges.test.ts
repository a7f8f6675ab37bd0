import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summaryEdges } from '../../../../scripts/launch/summary-edges.js';
import { edgeOf } from '../../../support/edges.js';

test('every edge of every known result is told once, with the share of its student’s time', () => {
  const edges = summaryEdges([
    { id: 'a', result: { trainingSeconds: 10, edges: { b: edgeOf(2), c: edgeOf(0) } } },
    { id: 'b', result: { trainingSeconds: 0, edges: { a: edgeOf(0) } } },
    { id: 'c', result: undefined },
  ]);
  assert.deepEqual(
    edges.map(({ student, teacher, waitedShare }) => [student, teacher, waitedShare]),
    [
      ['a', 'b', 0.2],
      ['a', 'c', 0],
      ['b', 'a', null],
    ],
  );
  assert.deepEqual(edges[0], { student: 'a', teacher: 'b', waitedShare: 0.2, ...edgeOf(2) });
});
