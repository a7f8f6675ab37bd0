import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Tensor, tf } from '../../../../../peer/model/backend.js';
import { ContextWindows } from '../../../../../peer/model/layers/context-windows.js';

/** Two windows of four tokens, each token a pair. */
const VALUES = Array.from({ length: 2 * 4 * 2 }, (_, i) => i + 1);

function windows(context: number, positions: number): number[][] {
  const layer = new ContextWindows({ name: 'context', context, positions });
  const out = layer.apply(tf.tensor3d(VALUES, [2, 4, 2])) as Tensor;
  assert.deepEqual(out.shape, [2 * positions, 2 * context]);
  return (out as ReturnType<typeof tf.tensor2d>).arraySync();
}

test('one row a window is its last tokens side by side', () => {
  assert.deepEqual(windows(3, 1), [
    [3, 4, 5, 6, 7, 8],
    [11, 12, 13, 14, 15, 16],
  ]);
});

test('more rows are the contexts of the tokens before', () => {
  assert.deepEqual(windows(2, 3), [
    [1, 2, 3, 4],
    [3, 4, 5, 6],
    [5, 6, 7, 8],
    [9, 10, 11, 12],
    [11, 12, 13, 14],
    [13, 14, 15, 16],
  ]);
});

test('before the window there are zeros', () => {
  assert.deepEqual(windows(3, 4).slice(0, 4), [
    [0, 0, 0, 0, 1, 2],
    [0, 0, 1, 2, 3, 4],
    [1, 2, 3, 4, 5, 6],
    [3, 4, 5, 6, 7, 8],
  ]);
});
