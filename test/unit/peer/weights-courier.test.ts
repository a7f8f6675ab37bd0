import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TeacherWeightsMessage } from '../../../peer/messages.js';
import type { PublishedWeights, WeightsStore } from '../../../peer/net/weights-store.js';
import { WeightsCourier } from '../../../peer/weights-courier.js';

/** The object store's promises, kept in memory; the real one is in weights-store.test.ts. */
class MemoryStore implements WeightsStore {
  readonly published = new Map<string, PublishedWeights>();
  failure: Error | undefined;
  gate: Promise<void> = Promise.resolve();
  #revision = 0;

  async publish(peerId: string, checkpoint: Uint8Array): Promise<void> {
    await this.gate;
    if (this.failure !== undefined) throw this.failure;
    this.published.set(peerId, { revision: String(++this.#revision), checkpoint });
  }

  async newest(peerId: string, knownRevision: string | undefined): Promise<PublishedWeights | null> {
    const found = this.published.get(peerId);
    return found === undefined || found.revision === knownRevision ? null : found;
  }
}

function courierOf(store: MemoryStore) {
  const told: TeacherWeightsMessage[] = [];
  const warnings: string[] = [];
  const courier = new WeightsCourier({
    peerId: 'a',
    store,
    tellTrainer: (message) => told.push(message),
    warn: (message) => warnings.push(message),
  });
  return { courier, told, warnings };
}

const bytes = (value: number): Uint8Array => Uint8Array.of(value);
const teacher = { peerId: 'b', weight: 2 };

test("own weights are published, and each teacher's newest fetched, once", async () => {
  const store = new MemoryStore();
  const { courier, told } = courierOf(store);
  await courier.exchange(bytes(1), [teacher]);
  assert.deepEqual(told, [{ kind: 'teacherWeights', teachers: [] }], 'it has not published yet');
  assert.deepEqual(store.published.get('a')!.checkpoint, bytes(1));
  await store.publish('b', bytes(7));
  await courier.exchange(bytes(2), [teacher]);
  await courier.exchange(bytes(3), [teacher]);
  assert.deepEqual(
    told.slice(1).map(({ teachers }) => teachers),
    [[{ peerId: 'b', weight: 2, checkpoint: bytes(7) }], [{ peerId: 'b', weight: 2, checkpoint: null }]],
  );
});

test('a peer that teaches itself gets what it published before', async () => {
  const store = new MemoryStore();
  const { courier, told } = courierOf(store);
  for (const value of [1, 2, 3]) await courier.exchange(bytes(value), [{ peerId: 'a', weight: 1 }]);
  assert.deepEqual(
    told.map(({ teachers }) => teachers[0]?.checkpoint),
    [undefined, bytes(1), bytes(2)],
  );
});

test('while one exchange is under way another is dropped, and a failure is one warning', async () => {
  const store = new MemoryStore();
  const { courier, told, warnings } = courierOf(store);
  let open!: () => void;
  store.gate = new Promise((resolve) => {
    open = resolve;
  });
  const first = courier.exchange(bytes(1), [teacher]);
  await courier.exchange(bytes(2), [teacher]);
  open();
  await first;
  assert.equal(told.length, 1);
  assert.deepEqual(store.published.get('a')!.checkpoint, bytes(1));
  store.failure = new Error('the disk is full');
  await courier.exchange(bytes(3), [teacher]);
  assert.deepEqual(warnings, ['weights were not exchanged: the disk is full']);
  store.failure = undefined;
  await courier.exchange(bytes(4), [teacher]);
  assert.deepEqual(store.published.get('a')!.checkpoint, bytes(4), 'it goes on afterwards');
});
