import { parentPort, workerData } from 'node:worker_threads';
import { BatchPlan } from './batches.js';
import { InputFiller } from './fill.js';
import type { PrefetchWorkerData } from './prefetch.js';
import { RingProducer } from './prefetch-ring.js';

/** The prefetch thread: fills slots ahead of the trainer until the ring is closed. It never loads TensorFlow. */
function prefetch(data: PrefetchWorkerData): void {
  const plan = new BatchPlan(data.trainIds, data.training, data.augment);
  const producer = new RingProducer(data.ring, plan.stepsTotal);
  const filler = new InputFiller(data);
  parentPort?.postMessage('ready');
  try {
    for (let order = producer.nextOrder(); order.kind === 'fill'; order = producer.nextOrder()) {
      const batch = plan.at(order.step);
      const slot = producer.slot(order.step);
      filler.fill(data.images, batch.ids, slot.inputs, batch.augmentationSeed);
      slot.ids.set(batch.ids);
      for (let row = 0; row < batch.ids.length; row++) slot.labels[row] = data.labels[batch.ids[row]!]!;
      producer.publish(order, { epoch: batch.epoch, rows: batch.ids.length, digest: batch.digest });
    }
  } catch (error) {
    producer.fail(error instanceof Error ? error.message : String(error)); // the trainer throws it on
  }
}

prefetch(workerData as PrefetchWorkerData);
