import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cohortEdges } from '../../../../coordinator/core/cohort.js';

test('in the graph "all" everybody teaches everybody else, and nobody itself', () => {
  assert.deepEqual(cohortEdges('all', ['b', 'a', 'c']), [
    { teacher: 'b', student: 'a', weight: 1 },
    { teacher: 'c', student: 'a', weight: 1 },
    { teacher: 'a', student: 'b', weight: 1 },
    { teacher: 'c', student: 'b', weight: 1 },
    { teacher: 'a', student: 'c', weight: 1 },
    { teacher: 'b', student: 'c', weight: 1 },
  ]);
  assert.deepEqual(cohortEdges('all', ['alone']), []);
});
