import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Tensor, tf } from '../../../../../peer/model/backend.js';
import { LayerNormalization } from '../../../../../peer/model/layers/layer-normalization.js';
import { assertClose } from '../../../../support/closeness.js';

const [ROWS, WIDTH] = [3, 4];
const INPUT = Array.from({ length: ROWS * WIDTH }, (_, i) => Math.sin(i * 1.7) * (1 + (i % 3)) + i);
const GAMMA = [1.5, -0.5, 1, 2];
const BETA = [0.25, 2, 0, -1];
const input = (): Tensor => tf.tensor2d(INPUT, [ROWS, WIDTH]);

function layerWith(): LayerNormalization {
  const layer = new LayerNormalization({});
  layer.apply(input());
  layer.setWeights([tf.tensor1d(GAMMA), tf.tensor1d(BETA)]);
  return layer;
}

/** The formula, op by op. */
function reference(x: Tensor, gamma: Tensor, beta: Tensor): Tensor {
  const { mean, variance } = tf.moments(x, 1, true);
  return tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-5))), gamma), beta);
}

const weighted = (y: Tensor): Tensor =>
  tf.sum(
    tf.mul(
      y,
      tf.tensor2d(
        INPUT.map((_, i) => Math.cos(i)),
        [ROWS, WIDTH],
      ),
    ),
  );

test('each row is normalised by itself', () => {
  const y = layerWith().apply(input()) as Tensor;
  assertClose(y.dataSync(), reference(input(), tf.tensor1d(GAMMA), tf.tensor1d(BETA)).dataSync(), 1e-5);
});

test('the gradients for input, gamma and beta equal those of the formula', () => {
  const layer = layerWith();
  const ofInput = tf.grad((x) => weighted(layer.apply(x) as Tensor))(input());
  const { grads } = tf.variableGrads(() => weighted(layer.apply(input()) as Tensor) as never);
  const expected = tf.grads((x, g, b) => weighted(reference(x!, g!, b!)))([
    input(),
    tf.tensor1d(GAMMA),
    tf.tensor1d(BETA),
  ]);
  assertClose(ofInput.dataSync(), expected[0]!.dataSync(), 2e-5);
  layer.trainableWeights.forEach((weight, i) => {
    const gradient = grads[(weight.read() as unknown as { name: string }).name]!;
    assertClose(gradient.dataSync(), expected[i + 1]!.dataSync(), 2e-5);
  });
});

test('a constant row becomes beta, and has a finite gradient', () => {
  const layer = layerWith();
  const x = tf.fill([1, WIDTH], 3);
  assertClose((layer.apply(x) as Tensor).dataSync(), BETA, 1e-5);
  const gradient = tf.grad((rows) => tf.sum(tf.square(layer.apply(rows) as Tensor)))(x);
  assert.ok(gradient.dataSync().every(Number.isFinite));
});
