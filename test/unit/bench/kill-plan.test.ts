import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawKills } from '../../../bench/kill-plan.js';

const OPTIONS = { victims: ['peer-2', 'peer-3'], intervals: 5, intervalMs: 60_000 };

test('a peer dies in each interval and each server once, in the order of time', () => {
  const kills = drawKills({ ...OPTIONS, seed: 1 });
  const peers = kills.filter(({ role }) => role.startsWith('peer-'));
  assert.deepEqual(
    peers.map(({ atMs }) => Math.floor(atMs / 60_000)),
    [0, 1, 2, 3, 4],
  );
  assert.ok(peers.every(({ role }) => OPTIONS.victims.includes(role)));
  for (const server of ['coordinator', 'nats-server'])
    assert.equal(kills.filter(({ role }) => role === server).length, 1);
  assert.deepEqual(
    kills,
    kills.toSorted((a, b) => a.atMs - b.atMs),
  );
});

test('whoever dies has more than half of its interval to come back', () => {
  for (let seed = 0; seed < 50; seed++)
    for (const { role, atMs } of drawKills({ ...OPTIONS, seed }))
      if (role.startsWith('peer-')) assert.ok(atMs % 60_000 <= 24_000, `${atMs}`);
});

test('the same seed draws the same plan, another one another', () => {
  assert.deepEqual(drawKills({ ...OPTIONS, seed: 7 }), drawKills({ ...OPTIONS, seed: 7 }));
  assert.notDeepEqual(drawKills({ ...OPTIONS, seed: 7 }), drawKills({ ...OPTIONS, seed: 8 }));
});
