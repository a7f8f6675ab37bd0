import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TeacherWatch } from '../../../../peer/core/teaching/teacher-watch.js';
import { watchedExchange } from '../../../../peer/trainer/watched-exchange.js';
import { PHASE } from '../../../../proto/codec.js';
import { recordedExchange, TINY_CLASSES, tinyBatch, tinyTeacher } from '../../../support/tiny-network.js';

test('teachings pass the watch, what it notices is told, and what is taught goes through', () => {
  const broken = tinyTeacher(2).fill(Number.NaN);
  const inner = recordedExchange([tinyTeacher(1), broken]);
  const warnings: string[] = [];
  const watch = new TeacherWatch('me', TINY_CLASSES);
  const exchange = watchedExchange(inner, watch, (message) => warnings.push(message));
  const own = tinyTeacher(3);
  const weights = exchange.learn(tinyBatch(0), own).map(({ weight }) => weight);
  assert.deepEqual(weights, [1, 0]);
  assert.deepEqual(warnings, ['teacher-1 predicts numbers that are not finite: left out']);
  assert.deepEqual(inner.learned, [own]);
  exchange.teach(tinyBatch(0), own, PHASE.afterUpdate);
  assert.deepEqual(inner.taught, [{ logits: own, phase: PHASE.afterUpdate }]);
});

test('with foresight a teacher is judged by what this peer predicted afterwards', () => {
  const told: Float32Array[] = [];
  let flushed = 0;
  const useless = new Float32Array(5 * TINY_CLASSES);
  const foresight = {
    hear: () => [{ peerId: 'b', weight: 1, logits: useless }],
    tell: (_: unknown, logits: Float32Array) => told.push(logits),
    flush: () => flushed++,
  };
  const warnings: string[] = [];
  const watch = new TeacherWatch('me', TINY_CLASSES);
  const inner = { ...recordedExchange(), foresight };
  const watched = watchedExchange(inner, watch, (message) => warnings.push(message)).foresight!;
  const weights = Array.from({ length: 60 }, () => {
    const [teaching] = watched.hear(tinyBatch(0));
    watched.tell(tinyBatch(0), goodLogits());
    return teaching!.weight;
  });
  assert.deepEqual(weights, [...new Array(50).fill(1), ...new Array(10).fill(0)]);
  assert.equal(warnings.length, 1);
  watched.flush();
  assert.deepEqual([told.length, flushed], [60, 1]);
});

/** Logits that are right, and sure of it. */
function goodLogits(): Float32Array {
  const good = new Float32Array(5 * TINY_CLASSES);
  tinyBatch(0).labels.forEach((label, row) => {
    good[row * TINY_CLASSES + label] = 3;
  });
  return good;
}
