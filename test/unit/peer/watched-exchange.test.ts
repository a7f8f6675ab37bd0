import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TeacherWatch } from '../../../peer/core/teacher-watch.js';
import { watchedExchange } from '../../../peer/watched-exchange.js';
import { PHASE } from '../../../proto/codec.js';
import { recordedExchange, TINY_CLASSES, tinyBatch, tinyTeacher } from '../../support/tiny-network.js';

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
