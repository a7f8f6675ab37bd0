import assert from 'node:assert/strict';
import { test } from 'node:test';
import { natsPatience, reconnectMs } from '../../../proto/nats-connection.js';

test('every party tries for ever, after its own time and at most its jitter more', () => {
  for (const [party, least, most] of [
    ['peer', 200, 500],
    ['coordinator', 200, 300],
    ['launcher', 250, 350],
  ] as const) {
    assert.deepEqual([reconnectMs(party, () => 0), reconnectMs(party, () => 1)], [least, most]);
  }
});

test('a client that has lost its server is replaced; it does not reconnect by itself', () => {
  const reconnects = (['peer', 'coordinator', 'launcher'] as const).map(
    (party) => natsPatience(party).reconnect,
  );
  assert.deepEqual(reconnects, [false, false, false]);
});

test('peer and coordinator notice a stopped server after two pings; the launcher keeps the client’s own pace', () => {
  const { timeout, pingInterval, maxPingOut } = natsPatience('peer');
  assert.deepEqual([timeout, pingInterval, maxPingOut], [2_000, 1_000, 2]);
  assert.equal(natsPatience('coordinator').pingInterval, 500);
  assert.deepEqual(
    ['pingInterval', 'maxPingOut'].filter((name) => name in natsPatience('launcher')),
    [],
  );
});
