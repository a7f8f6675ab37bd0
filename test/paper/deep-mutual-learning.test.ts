/** Zhang et al. 2018, "Deep Mutual Learning" (arXiv 1706.00384): the sentences we claim to implement. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Scalar, type Tensor2D, tf } from '../../peer/model/backend.js';
import { klLoss } from '../../peer/model/losses/kl.js';
import { supervisedLoss } from '../../peer/model/losses/supervised.js';
import { randomStream } from '../../proto/random.js';
import { assertClose } from '../support/closeness.js';
import { soft } from '../support/loss-check.js';
import { softTargets } from '../support/soft-targets.js';

const [ROWS, CLASSES] = [6, 5];
const random = randomStream(3, 'synthetic');
const drawLogits = (): Float32Array =>
  Float32Array.from({ length: ROWS * CLASSES }, () => 2 * random.normal());
const own = drawLogits();
const peers = [drawLogits(), drawLogits(), drawLogits()];
const labels = Array.from({ length: ROWS }, (_, i) => i % CLASSES);

const tensor = (values: Float32Array): Tensor2D => tf.tensor2d(values, [ROWS, CLASSES]);
const targetsOf = (teachers: readonly Float32Array[], temperature: number): Tensor2D =>
  tensor(softTargets(teachers, undefined, ROWS, CLASSES, temperature));

function measured(loss: (logits: Tensor2D) => Scalar): { value: number; gradient: Float32Array } {
  return tf.tidy(() => {
    const { value, grad } = tf.valueAndGrad((logits) => loss(logits as Tensor2D))(tensor(own));
    return { value: value.dataSync()[0]!, gradient: (grad.dataSync() as Float32Array).slice() };
  });
}

for (const temperature of [1, 2, 4, 20]) {
  test(`section 3.2: the mean of the KLs to each peer and the KL to the peers' mean have the same gradient, T = ${temperature}`, () => {
    const toMean = measured((logits) => klLoss(logits, soft(targetsOf(peers, temperature), temperature)));
    const each = peers.map((peer) =>
      measured((logits) => klLoss(logits, soft(targetsOf([peer], temperature), temperature))),
    );
    const meanOfEach = toMean.gradient.map(
      (_, i) => each.reduce((sum, one) => sum + one.gradient[i]!, 0) / peers.length,
    );
    assertClose(toMean.gradient, meanOfEach, 1e-6);
    const meanValue = each.reduce((sum, one) => sum + one.value, 0) / peers.length;
    assert.ok(
      toMean.value < meanValue,
      'the values differ, by the spread of the peers, which no gradient sees',
    );
  });
}

test('section 3.1, equation 5: with two networks the target is the other network’s posterior, and KL(p2 ‖ p1) its direction', () => {
  const { value } = measured((logits) => klLoss(logits, soft(targetsOf([peers[0]!], 1), 1)));
  const posterior = (logits: Float32Array) => softTargets([logits], undefined, ROWS, CLASSES, 1);
  const [p1, p2] = [posterior(own), posterior(peers[0]!)];
  const forward = p2.reduce((sum, q, i) => sum + q * Math.log(q / p1[i]!), 0) / ROWS;
  const reverse = p1.reduce((sum, p, i) => sum + p * Math.log(p / p2[i]!), 0) / ROWS;
  assertClose([value], [forward], 1e-5);
  assert.ok(Math.abs(forward - reverse) > 0.1, 'this sample tells the directions apart');
});

test('T = 1 and weight 0 reduce the objective to the supervised loss', () => {
  const hard = (logits: Tensor2D): Scalar => supervisedLoss(logits, tf.tensor1d(labels, 'int32'));
  const alone = measured(hard);
  const both = measured((logits) =>
    tf.add(hard(logits), tf.mul(klLoss(logits, soft(targetsOf(peers, 1), 1)), 0)),
  );
  assert.equal(both.value, alone.value);
  assert.deepEqual(both.gradient, alone.gradient);
});

test('one-hot teachers reduce the distillation loss to the supervised loss', () => {
  const oneHot = Float32Array.from({ length: ROWS * CLASSES }, (_, i) =>
    labels[Math.floor(i / CLASSES)] === i % CLASSES ? 1 : 0,
  );
  const softened = measured((logits) => klLoss(logits, soft(tensor(oneHot), 1)));
  const hard = measured((logits) => supervisedLoss(logits, tf.tensor1d(labels, 'int32')));
  assertClose([softened.value], [hard.value], 1e-6);
  assertClose(softened.gradient, hard.gradient, 1e-7);
});
