import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TeacherGate } from '../../../../../peer/core/teaching/teacher-gate.js';

const CLASSES = 10;
const ROWS = 100;
/** Ten labels of each class. */
const LABELS = Int32Array.from({ length: ROWS }, (_, row) => row % CLASSES);

/** Whether teachers count as knowing far less after some steps in which so many rows of a hundred were right. */
function judged(
  own: number,
  teachers: readonly number[],
  { steps = 50, labels = LABELS, gate = new TeacherGate(CLASSES) } = {},
): boolean[] {
  for (let step = 0; step < steps; step++) {
    gate.noteOwn(own, labels);
    for (const [i, right] of teachers.entries()) gate.noteTeacher(`teacher-${i}`, right, ROWS);
  }
  return teachers.map((_, i) => gate.knowsFarLess(`teacher-${i}`));
}

test('a teacher at chance, or below, knows far less than a peer that knows most; a weak one does not', () => {
  assert.deepEqual(judged(80, [0, 10, 23, 25, 40, 80]), [true, true, true, false, false, false]);
});

test('nobody is judged by a peer that knows next to nothing, or of whom nothing was heard', () => {
  assert.deepEqual(judged(18, [0, 10]), [false, false]);
  assert.deepEqual(judged(20, [0, 10]), [true, true]);
  assert.equal(new TeacherGate(CLASSES).knowsFarLess('nobody'), false);
});

test('chance is what the most frequent label gets right: who always names it knows nothing', () => {
  const lopsided = Int32Array.from({ length: ROWS }, (_, row) => (row < 60 ? 3 : row % CLASSES));
  assert.deepEqual(judged(90, [60, 70], { labels: lopsided }), [true, false]);
});

test('what was long ago is forgotten, on either side', () => {
  const gate = new TeacherGate(CLASSES);
  assert.deepEqual(judged(80, [10], { gate }), [true]);
  assert.deepEqual(judged(80, [70], { gate, steps: 10 }), [false]);
  assert.deepEqual(judged(80, [10], { gate, steps: 100 }), [true]);
});

test('rows that no teacher covers say nothing about it', () => {
  const gate = new TeacherGate(CLASSES);
  judged(80, [70], { gate });
  for (let step = 0; step < 200; step++) gate.noteTeacher('teacher-0', 0, 0);
  assert.equal(gate.knowsFarLess('teacher-0'), false);
});
