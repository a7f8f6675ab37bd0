import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Tensor, tf } from '../../../../../peer/model/backend.js';
import { TokenEmbedding } from '../../../../../peer/model/layers/token-embedding.js';
import { assertClose } from '../../../../support/closeness.js';

const TABLE = [1, 2, 10, 20, 100, 200];
const OPTIONS = { name: 'embedding', vocabulary: 3, width: 2, initializer: tf.initializers.zeros() };
const tokens = (): Tensor => tf.tensor2d([2, 0, 0, 1], [2, 2]);

function embeddingWith(places?: readonly number[]): TokenEmbedding {
  const layer = new TokenEmbedding(
    places === undefined ? OPTIONS : { ...OPTIONS, placeInitializer: tf.initializers.zeros() },
  );
  layer.apply(tokens());
  const weights = [tf.tensor2d(TABLE, [3, 2])];
  layer.setWeights(places === undefined ? weights : [...weights, tf.tensor2d([...places], [2, 2])]);
  return layer;
}

test('every token becomes its row of the table', () => {
  const out = embeddingWith().apply(tokens()) as Tensor;
  assert.deepEqual(out.shape, [2, 2, 2]);
  assert.deepEqual([...out.dataSync()], [100, 200, 1, 2, 1, 2, 10, 20]);
});

test('each place in the window adds a row of its own', () => {
  const out = embeddingWith([0.5, 0, 0, 0.25]).apply(tokens()) as Tensor;
  assert.deepEqual([...out.dataSync()], [100.5, 200, 1, 2.25, 1.5, 2, 10, 20.25]);
});

test('the gradient of a row is the sum over the places where its token stands', () => {
  const layer = embeddingWith();
  const upstream = tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
  const { grads } = tf.variableGrads(() => tf.sum(tf.mul(layer.apply(tokens()) as Tensor, upstream)));
  assertClose(Object.values(grads)[0]!.dataSync(), [3 + 5, 4 + 6, 7, 8, 1, 2], 1e-6);
});

test('a token that is none is nothing', () => {
  const out = embeddingWith().apply(tf.tensor2d([3, -1, 0, 700], [2, 2])) as Tensor;
  assert.deepEqual([...out.dataSync()], [0, 0, 0, 0, 1, 2, 0, 0]);
});
