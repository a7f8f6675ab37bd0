import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type GateVerdict, TeacherGate } from '../../../../../peer/core/teaching/teacher-gate.js';

const CLASSES = 10;
const ROWS = 100;
/** Ten labels of each class. */
const LABELS = Int32Array.from({ length: ROWS }, (_, row) => row % CLASSES);

/** The verdicts on teachers after some steps in which so many rows of a hundred were right. */
function judged(
  own: number,
  teachers: readonly number[],
  { steps = 50, labels = LABELS, gate = new TeacherGate(CLASSES) } = {},
): (GateVerdict | undefined)[] {
  for (let step = 0; step < steps; step++) {
    gate.noteOwn(own, labels);
    for (const [i, right] of teachers.entries()) gate.noteTeacher(`teacher-${i}`, right, ROWS);
  }
  return teachers.map((_, i) => gate.verdictOn(`teacher-${i}`));
}

const [MISLEADING, BEHIND, FINE] = ['misleading', 'far behind', undefined] as const;

test('a teacher at chance is far behind a peer that knows most, one below chance misleads, a weak one is fine', () => {
  assert.deepEqual(judged(80, [0, 5, 10, 23, 25, 40, 80]), [
    ...[MISLEADING, MISLEADING, BEHIND, BEHIND, FINE, FINE, FINE],
  ]);
});

test('nobody is behind a peer that knows next to nothing, yet may mislead it; of whom nothing was heard there is no verdict', () => {
  assert.deepEqual(judged(18, [0, 10]), [MISLEADING, FINE]);
  assert.deepEqual(judged(20, [0, 10]), [MISLEADING, BEHIND]);
  assert.deepEqual(judged(0, [0]), [FINE], 'who is no better itself tells nothing');
  assert.equal(new TeacherGate(CLASSES).verdictOn('nobody'), undefined);
});

test('with few rows bad luck is no misleading', () => {
  assert.deepEqual(judged(80, [5], { steps: 1 }), [BEHIND]);
  assert.deepEqual(judged(80, [0], { steps: 1 }), [BEHIND]);
  assert.deepEqual(judged(80, [0], { steps: 3 }), [MISLEADING]);
});

test('chance is what the most frequent label gets right: who always names it knows nothing', () => {
  const lopsided = Int32Array.from({ length: ROWS }, (_, row) => (row < 60 ? 3 : row % CLASSES));
  assert.deepEqual(judged(90, [64, 75], { labels: lopsided }), [BEHIND, FINE]);
});

test('what was long ago is forgotten, on either side', () => {
  const gate = new TeacherGate(CLASSES);
  assert.deepEqual(judged(80, [10], { gate }), [BEHIND]);
  assert.deepEqual(judged(80, [70], { gate, steps: 10 }), [FINE]);
  assert.deepEqual(judged(80, [10], { gate, steps: 100 }), [BEHIND]);
});

test('rows that no teacher covers say nothing about it', () => {
  const gate = new TeacherGate(CLASSES);
  judged(80, [70], { gate });
  for (let step = 0; step < 200; step++) gate.noteTeacher('teacher-0', 0, 0);
  assert.equal(gate.verdictOn('teacher-0'), undefined);
});
