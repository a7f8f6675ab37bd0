import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EdgeLedger } from '../../../../peer/core/exchange/edge-ledger.js';
import { WeightsCourier } from '../../../../peer/io/weights-courier.js';
import type { TeacherWeightsMessage, WeightsMessage } from '../../../../peer/mailbox/messages.js';
import { MemoryWeights } from '../../../support/memory-weights.js';

function courierOf(store: MemoryWeights) {
  const told: TeacherWeightsMessage[] = [];
  const warnings: string[] = [];
  const ledger = new EdgeLedger();
  const courier = new WeightsCourier({
    peerId: 'a',
    store,
    ledger,
    tellTrainer: (message) => told.push(message),
    warn: (message) => warnings.push(message),
  });
  return { courier, ledger, told, warnings };
}

const bytes = (value: number): Uint8Array => Uint8Array.of(value);
const weights = (value: number): WeightsMessage => ({
  kind: 'weights',
  step: 10 * value,
  checkpoint: bytes(value),
});
const taughtBy = (peerId: string, weight: number) => ({ teachers: [{ peerId, weight }], students: [] });

test("own weights are published, and each teacher's newest fetched, once", async () => {
  const store = new MemoryWeights();
  const { courier, ledger, told } = courierOf(store);
  await courier.exchange(weights(1), taughtBy('b', 2));
  const unpublished = { peerId: 'b', weight: 2, checkpoint: null };
  assert.deepEqual(told, [{ kind: 'teacherWeights', teachers: [unpublished] }], 'it has not published yet');
  assert.deepEqual([store.published.get('a')!.checkpoint, await store.stepOf('a')], [bytes(1), 10]);
  await store.publish('b', 7, bytes(7));
  await courier.exchange(weights(2), taughtBy('b', 2));
  await courier.exchange(weights(3), taughtBy('b', 2));
  assert.deepEqual(
    told.slice(1).map(({ teachers }) => teachers),
    [[{ peerId: 'b', weight: 2, checkpoint: bytes(7) }], [{ peerId: 'b', weight: 2, checkpoint: null }]],
  );
  assert.equal(ledger.sums().b!.bytes, 1, 'what came once is counted once');
});

test('a peer that teaches itself gets what it published before', async () => {
  const store = new MemoryWeights();
  const { courier, told } = courierOf(store);
  for (const value of [1, 2, 3]) await courier.exchange(weights(value), taughtBy('a', 1));
  assert.deepEqual(
    told.map(({ teachers }) => teachers[0]?.checkpoint),
    [null, bytes(1), bytes(2)],
  );
});

test('while one exchange is under way another is dropped, and a failure is one warning', async () => {
  const store = new MemoryWeights();
  const { courier, told, warnings } = courierOf(store);
  let open!: () => void;
  const closed = new Promise<void>((resolve) => {
    open = resolve;
  });
  store.gate = () => closed;
  const first = courier.exchange(weights(1), taughtBy('b', 2));
  await courier.exchange(weights(2), taughtBy('b', 2));
  open();
  await first;
  assert.equal(told.length, 1);
  assert.deepEqual(store.published.get('a')!.checkpoint, bytes(1));
  store.failure = new Error('the disk is full');
  await courier.exchange(weights(3), taughtBy('b', 2));
  assert.deepEqual(warnings, ['weights were not exchanged: the disk is full']);
  store.failure = undefined;
  await courier.exchange(weights(4), taughtBy('b', 2));
  assert.deepEqual(store.published.get('a')!.checkpoint, bytes(4), 'it goes on afterwards');
});
