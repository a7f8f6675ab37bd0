import { parentPort, workerData } from 'node:worker_threads';
import { BatchPlan } from './batches.js';
import { gatherLabels, InputFiller } from './fill.js';
import type { PrefetchWorkerData } from './prefetch.js';
import { RingProducer } from './prefetch-ring.js';
import { loadView } from './views.js';

/** The prefetch thread: fills slots ahead of the trainer until the ring is closed. It never loads TensorFlow. */
async function prefetch(data: PrefetchWorkerData): Promise<void> {
  const { samples, labels, inputShape, normalization } = data;
  const plan = new BatchPlan(data.trainIds, data.training, data.augment);
  const producer = new RingProducer(data.ring, plan.stepsTotal);
  const view = await loadView(data.view, inputShape);
  const filler = new InputFiller({ inputShape, normalization, ...(view === undefined ? {} : { view }) });
  parentPort?.postMessage('ready');
  try {
    for (let order = producer.nextOrder(); order.kind === 'fill'; order = producer.nextOrder()) {
      const batch = plan.at(order.step);
      const slot = producer.slot(order.step);
      filler.fill(samples, batch.ids, slot.inputs, batch.augmentationSeed);
      slot.ids.set(batch.ids);
      gatherLabels(labels, samples.count, batch.ids, slot.labels);
      producer.publish(order, { epoch: batch.epoch, rows: batch.ids.length, digest: batch.digest });
    }
  } catch (error) {
    producer.fail(error instanceof Error ? error.message : String(error)); // the trainer throws it on
  }
}

await prefetch(workerData as PrefetchWorkerData);
