import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { connect, type NatsConnection } from 'nats';
import { makeWeightsBucket } from '../../../coordinator/net/weights-bucket.js';
import { openWeightsStore } from '../../../peer/net/weights-store.js';
import { startTestNatsServer } from '../../support/nats-server.js';

const TIMEOUT = { timeout: 300_000 };

/** A server of the test's own, and so many connections to it. */
async function connections(t: TestContext, count: number): Promise<readonly NatsConnection[]> {
  const server = await startTestNatsServer();
  t.after(() => server.stop());
  const opened = await Promise.all(Array.from({ length: count }, () => connect({ servers: server.url })));
  t.after(() => Promise.all(opened.map((connection) => connection.close())));
  for (const run of ['run', 'other-run']) await makeWeightsBucket(opened[0]!, server.url, run);
  return opened;
}

test(
  'weights of many chunks come back whole, and only what is newer than what is known',
  TIMEOUT,
  async (t) => {
    const connection = (await connections(t, 1))[0]!;
    const store = openWeightsStore('run', () => connection);
    assert.equal(await store.newest('peer-0', undefined), null);
    const weights = Uint8Array.from({ length: 1_000_003 }, (_, i) => i * 7 + (i >> 8));
    assert.equal(await store.stepOf('peer-0'), null);
    await store.publish('peer-0', 40, weights);
    assert.equal(await store.stepOf('peer-0'), 40);
    const first = await store.newest('peer-0', undefined);
    assert.deepEqual(Buffer.compare(first!.checkpoint, weights), 0);
    assert.equal(await store.newest('peer-0', first!.revision), null);
    await store.publish('peer-0', 50, Uint8Array.of(1, 2, 3));
    assert.equal(await store.stepOf('peer-0'), 50);
    assert.deepEqual([...(await store.newest('peer-0', first!.revision))!.checkpoint], [1, 2, 3]);
    const other = openWeightsStore('other-run', () => connection);
    assert.equal(await other.newest('peer-0', undefined), null, 'runs do not mix');
  },
);

test('what is read outlasts one publication; mixed with a later one it is an error', TIMEOUT, async (t) => {
  const [reading, writing] = await connections(t, 2);
  const reader = openWeightsStore('run', () => reading!);
  const writer = openWeightsStore('run', () => writing!);
  const weights = (step: number): Uint8Array => new Uint8Array(1_000_000).fill(step);
  await writer.publish('peer-0', 1, weights(1));
  for (let step = 2; step < 20; step++) {
    const [read] = await Promise.all([
      reader.newest('peer-0', undefined),
      writer.publish('peer-0', step, weights(step)),
    ]);
    assert(
      read!.checkpoint.every((byte) => byte === read!.checkpoint[0]),
      'of one publication',
    );
  }
  await writing!.jetstream().publish('$KV.codistill-weights-run.peer-0.0.3', weights(99).subarray(0, 99));
  await assert.rejects(reader.newest('peer-0', undefined), /peer-0 was replaced while it was read/);
});

test('without NATS it says so, and the caller goes on', async () => {
  const store = openWeightsStore('run', () => null);
  await assert.rejects(store.publish('peer-0', 0, new Uint8Array(1)), /not connected to NATS/);
});
