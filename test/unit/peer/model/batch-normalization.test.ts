import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Tensor, type Tensor4D, tf } from '../../../../peer/model/backend.js';
import { BatchNormalization } from '../../../../peer/model/batch-normalization.js';
import { assertClose } from '../../../support/closeness.js';

const SHAPE: [number, number, number, number] = [3, 2, 2, 2];
const INPUT = Array.from({ length: 24 }, (_, i) => Math.sin(i * 1.7) * (1 + (i % 2)) + (i % 2));
const GAMMA = [1.5, -0.5];
const BETA = [0.25, 2];
const EPSILON = 1e-5;

function layerWith(gamma = GAMMA, beta = BETA): BatchNormalization {
  const layer = new BatchNormalization({});
  layer.apply(tf.zeros(SHAPE));
  layer.setWeights([tf.tensor1d(gamma), tf.tensor1d(beta), tf.zeros([2]), tf.ones([2])]);
  return layer;
}

/** The formula, op by op. */
function reference(x: Tensor, gamma: Tensor, beta: Tensor): Tensor {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  const normalized = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, EPSILON)));
  return tf.add(tf.mul(normalized, gamma), beta);
}

const input = (): Tensor4D => tf.tensor4d(INPUT, SHAPE);
const weighted = (y: Tensor): Tensor =>
  tf.sum(
    tf.mul(
      y,
      tf.tensor4d(
        INPUT.map((_, i) => Math.cos(i)),
        SHAPE,
      ),
    ),
  );

test('training normalises by the batch', () => {
  const y = layerWith().apply(input(), { training: true }) as Tensor;
  assertClose(y.dataSync(), reference(input(), tf.tensor1d(GAMMA), tf.tensor1d(BETA)).dataSync(), 1e-5);
});

test('the gradients for input, gamma and beta equal those of the formula', () => {
  const layer = layerWith();
  const ofInput = tf.grad((x) => weighted(layer.apply(x, { training: true }) as Tensor))(input());
  const [gamma, beta] = layer.trainableWeights.map((weight) => weight.read());
  const { grads } = tf.variableGrads(
    () => weighted(layer.apply(input(), { training: true }) as Tensor) as never,
  );
  const expected = tf.grads((x, g, b) => weighted(reference(x!, g!, b!)))([
    input(),
    tf.tensor1d(GAMMA),
    tf.tensor1d(BETA),
  ]);
  assertClose(ofInput.dataSync(), expected[0]!.dataSync(), 2e-5);
  const byName = (variable: Tensor): Tensor => grads[(variable as unknown as { name: string }).name]!;
  assertClose(byName(gamma!).dataSync(), expected[1]!.dataSync(), 2e-5);
  assertClose(byName(beta!).dataSync(), expected[2]!.dataSync(), 2e-5);
});

test('moving statistics follow with momentum 0.9, the variance unbiased as in Torch', () => {
  const layer = layerWith();
  layer.apply(input(), { training: true });
  const channel = (c: number): number[] => INPUT.filter((_, i) => i % 2 === c);
  const means = [0, 1].map((c) => channel(c).reduce((a, b) => a + b) / 12);
  const variances = [0, 1].map((c) => channel(c).reduce((sum, x) => sum + (x - means[c]!) ** 2, 0) / 11);
  const [movingMean, movingVariance] = layer.nonTrainableWeights.map((weight) => weight.read().dataSync());
  assertClose(
    movingMean!,
    means.map((mean) => 0.1 * mean),
    1e-6,
  );
  assertClose(
    movingVariance!,
    variances.map((variance) => 0.9 + 0.1 * variance),
    1e-6,
  );
});

test('inference uses the moving statistics and does not move them', () => {
  const layer = layerWith();
  layer.setWeights([tf.tensor1d(GAMMA), tf.tensor1d(BETA), tf.tensor1d([1, 2]), tf.tensor1d([4, 9])]);
  const y = layer.apply(input(), { training: false }) as Tensor;
  const expected = INPUT.map((x, i) => {
    const c = i % 2;
    return (GAMMA[c]! * (x - [1, 2][c]!)) / Math.sqrt([4, 9][c]! + EPSILON) + BETA[c]!;
  });
  assertClose(y.dataSync(), expected, 1e-5);
  assert.deepEqual([...layer.nonTrainableWeights[0]!.read().dataSync()], [1, 2]);
});

test('no tensor is left behind by 100 steps', () => {
  const layer = layerWith();
  const x = input();
  const step = (): void =>
    tf.dispose(tf.variableGrads(() => weighted(layer.apply(x, { training: true }) as Tensor) as never));
  step();
  const before = tf.memory().numTensors;
  for (let i = 0; i < 100; i++) step();
  assert.equal(tf.memory().numTensors, before);
});
