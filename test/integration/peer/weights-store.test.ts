import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { connect, type NatsConnection } from 'nats';
import { openWeightsStore } from '../../../peer/net/weights-store.js';
import { startTestNatsServer } from '../../support/nats-server.js';

const TIMEOUT = { timeout: 300_000 };

/** A server of the test's own, and so many connections to it. */
async function connections(t: TestContext, count: number): Promise<readonly NatsConnection[]> {
  const server = await startTestNatsServer();
  t.after(() => server.stop());
  const opened = await Promise.all(Array.from({ length: count }, () => connect({ servers: server.url })));
  t.after(() => Promise.all(opened.map((connection) => connection.close())));
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

test(
  'weights that are replaced while they are read are an error, not a wait without end',
  TIMEOUT,
  async (t) => {
    const [reading, writing] = await connections(t, 2);
    const reader = openWeightsStore('run', () => reading!);
    const writer = openWeightsStore('run', () => writing!);
    const weights = new Uint8Array(1_000_000);
    await writer.publish('peer-0', 0, weights);
    let replaced = 0;
    for (let step = 1; step < 60; step++) {
      const [read] = await Promise.allSettled([
        reader.newest('peer-0', undefined),
        writer.publish('peer-0', step, weights),
      ]);
      if (read.status === 'rejected') replaced += 1;
      else assert.equal(read.value?.checkpoint.length, weights.length);
    }
    t.diagnostic(`${replaced} of 59 were replaced`);
  },
);

test('without NATS it says so, and the caller goes on', async () => {
  const store = openWeightsStore('run', () => null);
  await assert.rejects(store.publish('peer-0', 0, new Uint8Array(1)), /not connected to NATS/);
});
