import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Tensor, tf } from '../../../../../peer/model/backend.js';
import { TokenRows } from '../../../../../peer/model/layers/token-rows.js';

const VALUES = Array.from({ length: 2 * 3 * 2 }, (_, i) => i);

test('the last tokens of each window become rows, window by window', () => {
  const last = new TokenRows({ name: 'rows', tokens: 3, positions: 2 }).apply(
    tf.tensor3d(VALUES, [2, 3, 2]),
  ) as Tensor;
  assert.deepEqual(last.shape, [4, 2]);
  assert.deepEqual([...last.dataSync()], [2, 3, 4, 5, 8, 9, 10, 11]);
});

test('windows may come as rows already, and all tokens may be wanted', () => {
  const rows = new TokenRows({ name: 'rows', tokens: 3, positions: 1 }).apply(
    tf.tensor2d(VALUES, [6, 2]),
  ) as Tensor;
  assert.deepEqual([...rows.dataSync()], [4, 5, 10, 11]);
  const all = new TokenRows({ name: 'rows', tokens: 3, positions: 3 }).apply(
    tf.tensor3d(VALUES, [2, 3, 2]),
  ) as Tensor;
  assert.deepEqual([all.shape, [...all.dataSync()]], [[6, 2], VALUES]);
});
