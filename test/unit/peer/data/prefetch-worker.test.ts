import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { startPrefetch } from '../../../../peer/data/prefetch.js';
import { splitTraining } from '../../../../peer/data/split.js';
import { failure, tinyDataset } from '../../../support/data-files.js';

const dataset = tinyDataset(60, [5, 5, 3]);
const split = splitTraining(
  dataset,
  { validationFraction: 0.2, limitTrain: 0, labelNoise: 0, partition: 'same' },
  3,
);
const OPTIONS = {
  samples: dataset.train,
  format: { inputShape: dataset.inputShape, normalization: dataset.normalization },
  split,
  training: { epochs: 4, steps: 0, batch: 7, seed: 3 },
  augment: 'none',
  startStep: 0,
} as const;

test('what goes wrong in the thread is thrown where the batch is taken', async (t) => {
  const broken = { train: Uint32Array.of(0, 1, 1_000_000), labels: split.labels };
  const source = await startPrefetch({ ...OPTIONS, split: broken });
  t.after(() => source.close());
  assert.throws(() => source.take(0), failure('ERR_INTERNAL', /step 0: there is no sample 1000000/));
});

test('it feeds a worker thread that blocks and never returns to its event loop', async (t) => {
  const module = new URL('../../../../peer/data/prefetch.js', import.meta.url).href;
  const trainer = new Worker(
    `const { workerData, parentPort } = require('node:worker_threads');
     void import(${JSON.stringify(module)}).then(async ({ startPrefetch }) => {
       const source = await startPrefetch(workerData);
       let rows = 0;
       for (let step = 0; step < source.plan.stepsTotal; step++) rows += source.take(step).rows;
       await source.close();
       parentPort.postMessage(rows);
     });`,
    { eval: true, workerData: OPTIONS },
  );
  t.after(() => trainer.terminate());
  const [rows] = (await once(trainer, 'message')) as [number];
  assert.equal(rows, 4 * 48);
});
