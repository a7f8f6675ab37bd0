import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NatsAccess } from '../../../../proto/nats-access.js';
import { examineCluster } from '../../../../scripts/net/examine-cluster.js';
import { type Ends, listening } from '../../../support/nats-refusals.js';

/** Says what a server says when it is called, and answers pings. */
function serverOf(t: Ends, info: object): Promise<string> {
  return listening(t, (socket) => {
    socket.write(
      `INFO ${JSON.stringify({ server_id: 'S', max_payload: 1_048_576, proto: 1, headers: true, ...info })}\r\n`,
    );
    socket.on('data', (data) => {
      if (data.toString().includes('PING')) socket.write('PONG\r\n');
    });
  });
}

async function clusterOf(t: Ends, ...infos: readonly object[]): Promise<NatsAccess> {
  const urls = await Promise.all(infos.map((info) => serverOf(t, info)));
  return { natsUrl: urls.join(','), natsProof: {} };
}

const LAB = { version: '2.15.1', cluster: 'lab' };
const SILENT = 'nats://127.0.0.1:1';

test('servers of one cluster and version pass, also while one of three is away', async (t) => {
  const whole = await clusterOf(t, LAB, LAB, LAB);
  assert.deepEqual(await examineCluster(whole), []);
  const two = await clusterOf(t, LAB, LAB);
  assert.deepEqual(await examineCluster({ ...two, natsUrl: `${two.natsUrl},${SILENT}` }), [SILENT]);
});

test('other versions, other clusters and no cluster are named', async (t) => {
  const wrong: readonly (readonly [readonly object[], RegExp])[] = [
    [[LAB, LAB, { ...LAB, version: '2.10.0' }], /differ in version: .* 2\.15\.1, .* 2\.10\.0/],
    [[LAB, LAB, { ...LAB, cluster: 'other' }], /of several clusters: .* lab, .* other/],
    [[LAB, { version: '2.15.1' }, LAB], /nats:\/\/127\.0\.0\.1:\d+ is in no cluster/],
  ];
  for (const [infos, message] of wrong) {
    await assert.rejects(examineCluster(await clusterOf(t, ...infos)), { code: 'ERR_NATS_CLUSTER', message });
  }
});

test('without a majority the silent ones are named; without any, why none answers', async (t) => {
  const one = await clusterOf(t, LAB);
  const natsUrl = [one.natsUrl, SILENT, 'nats://127.0.0.1:2'].join(',');
  await assert.rejects(examineCluster({ ...one, natsUrl }), {
    code: 'ERR_NATS_CLUSTER',
    message: /only 1 of 3 servers answer.*silent: nats:\/\/127\.0\.0\.1:1, nats:\/\/127\.0\.0\.1:2/,
  });
  const none = [1, 2, 3].map((port) => `nats://127.0.0.1:${port}`).join(',');
  await assert.rejects(examineCluster({ ...one, natsUrl: none }), { code: 'ERR_NATS_SERVER' });
});
