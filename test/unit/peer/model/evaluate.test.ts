import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metricsOf } from '../../../../peer/core/scoring/scores.js';
import { tf } from '../../../../peer/model/backend.js';
import { type EvaluationBatch, evaluate, predictLogits } from '../../../../peer/model/evaluate.js';
import { createNetwork } from '../../../../peer/model/networks/catalog.js';
import { randomStream } from '../../../../proto/random.js';
import { assertClose } from '../../../support/closeness.js';
import { eagerPrediction } from '../../../support/eager-prediction.js';

const SIZE = 8 * 8 * 3;
const random = randomStream(1, 'synthetic');
const images = Float32Array.from({ length: 10 * SIZE }, () => random.normal());
const labels = Int32Array.from({ length: 10 }, (_, i) => i % 4);

/** Reuses its arrays from batch to batch, as the real ones may. */
function* batches(rowsMax: number): Generator<EvaluationBatch> {
  const [inputs, batchLabels] = [new Float32Array(rowsMax * SIZE), new Int32Array(rowsMax)];
  for (let from = 0; from < 10; from += rowsMax) {
    const rows = Math.min(rowsMax, 10 - from);
    inputs.set(images.subarray(from * SIZE, (from + rows) * SIZE));
    batchLabels.set(labels.subarray(from, from + rows));
    yield { inputs, labels: batchLabels, rows };
  }
}

const network = () => createNetwork('resnet20', { inputShape: [8, 8, 3], classes: 4, seed: 3 });

test('logits come in the order of the samples, whatever the batches, a short last one too', async () => {
  const model = await network();
  const whole = predictLogits(eagerPrediction(model), batches(10));
  assert.equal(whole.length, 40);
  assertClose(predictLogits(eagerPrediction(model), batches(4)), whole, 1e-4);
  assert.equal(predictLogits(eagerPrediction(model), []).length, 0);
});

test('evaluation is inference: it moves no statistic and leaves no tensor', async () => {
  const model = await network();
  const before = tf.memory().numTensors;
  const statistics = model.nonTrainableWeights.map((weight) => [...weight.read().dataSync()]);
  const first = predictLogits(eagerPrediction(model), batches(4));
  assert.deepEqual(predictLogits(eagerPrediction(model), batches(4)), first);
  assert.deepEqual(
    model.nonTrainableWeights.map((weight) => [...weight.read().dataSync()]),
    statistics,
  );
  assert.equal(tf.memory().numTensors, before);
});

test('evaluate gives the metrics of the predicted logits', async () => {
  const model = await network();
  assert.deepEqual(
    evaluate(eagerPrediction(model), batches(4), 4),
    metricsOf(predictLogits(eagerPrediction(model), batches(4)), labels, 4),
  );
});
