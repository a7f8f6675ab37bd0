import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from 'nats';
import { openWeightsStore } from '../../../peer/net/weights-store.js';
import { startTestNatsServer } from '../../support/nats-server.js';

const TIMEOUT = { timeout: 60_000 };

test(
  'weights of many chunks come back whole, and only what is newer than what is known',
  TIMEOUT,
  async (t) => {
    const server = await startTestNatsServer();
    t.after(() => server.stop());
    const connection = await connect({ servers: server.url });
    t.after(() => connection.close());
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

test('without NATS it says so, and the caller goes on', async () => {
  const store = openWeightsStore('run', () => null);
  await assert.rejects(store.publish('peer-0', 0, new Uint8Array(1)), /not connected to NATS/);
});
