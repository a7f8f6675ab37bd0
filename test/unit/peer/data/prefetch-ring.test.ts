import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRing, RingConsumer, RingProducer } from '../../../../peer/data/prefetch-ring.js';

const DIGEST = Uint8Array.from({ length: 16 }, (_, i) => i);

/** Fills the next slot: one input, one label and one id, all of them the step. */
function produce(producer: RingProducer): number {
  const order = producer.nextOrder();
  assert.equal(order.kind, 'fill');
  if (order.kind !== 'fill') return -1;
  const slot = producer.slot(order.step);
  slot.inputs[0] = order.step;
  slot.labels[0] = order.step;
  slot.ids[0] = order.step;
  producer.publish(order, { epoch: order.step * 2, rows: 1, digest: DIGEST });
  return order.step;
}

test('batches come out as they were put in', () => {
  const ring = createRing(2, 3, { inputs: 1, labels: 1 });
  const [consumer, producer] = [new RingConsumer(ring), new RingProducer(ring, 10)];
  consumer.seek(4);
  assert.equal(consumer.get(4), undefined);
  assert.equal(produce(producer), 4);
  const batch = consumer.get(4);
  assert.ok(batch);
  assert.deepEqual(
    [batch.epoch, batch.rows, [...batch.inputs], [...batch.labels], [...batch.ids]],
    [8, 1, [4], [4], [4]],
  );
  assert.deepEqual(batch.digest, DIGEST);
  assert.equal(consumer.get(6), undefined, 'the slot of step 4 is not that of step 6');
});

test('the producer runs ahead by the depth and no further until a slot is given back', () => {
  const ring = createRing(2, 1, { inputs: 1, labels: 1 });
  const [consumer, producer] = [new RingConsumer(ring), new RingProducer(ring, 10)];
  consumer.seek(0);
  assert.deepEqual([produce(producer), produce(producer)], [0, 1]);
  consumer.release(0);
  assert.equal(produce(producer), 2);
  assert.ok(consumer.get(1));
  assert.equal(consumer.get(0), undefined);
});

test('after a seek nothing filled before it counts, not even the same step', () => {
  const ring = createRing(2, 1, { inputs: 1, labels: 1 });
  const [consumer, producer] = [new RingConsumer(ring), new RingProducer(ring, 10)];
  consumer.seek(0);
  produce(producer);
  const late = producer.nextOrder();
  assert.ok(late.kind === 'fill' && late.step === 1);
  consumer.seek(1);
  producer.publish(late, { epoch: 0, rows: 1, digest: DIGEST });
  assert.equal(consumer.get(1), undefined);
  assert.equal(produce(producer), 1);
  assert.ok(consumer.get(1));
});

test('the last step of the plan is the last one filled, and a closed ring gives no more orders', () => {
  const ring = createRing(4, 1, { inputs: 1, labels: 1 });
  const [consumer, producer] = [new RingConsumer(ring), new RingProducer(ring, 2)];
  consumer.seek(1);
  assert.equal(produce(producer), 1);
  consumer.close();
  assert.deepEqual(producer.nextOrder(), { kind: 'closed' });
});

test('waiting ends at once when something was filled since, and at the bound when not', () => {
  const ring = createRing(1, 1, { inputs: 1, labels: 1 });
  const [consumer, producer] = [new RingConsumer(ring), new RingProducer(ring, 2)];
  consumer.seek(0);
  const seen = consumer.filled;
  assert.equal(consumer.wait(seen, 1), false);
  produce(producer);
  assert.equal(consumer.wait(seen, 60_000), true);
});

test('the producer leaves word of why it ended', () => {
  const ring = createRing(1, 1, { inputs: 1, labels: 1 });
  const [consumer, producer] = [new RingConsumer(ring), new RingProducer(ring, 2)];
  assert.equal(consumer.failure, undefined);
  producer.fail('no sample 7');
  assert.equal(consumer.failure, 'no sample 7');
});
