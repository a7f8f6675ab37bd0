import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findBottleneck } from '../../../../scripts/launch/bottleneck.js';
import { waitOf } from '../../../support/edges.js';

const peerOf = (id: string, samplesPerSecond: number) => ({
  ...{ id, network: 'mlp', samplesPerSecond, dataWaitFraction: 0 },
});
const textOf = (...given: Parameters<typeof findBottleneck>): string | undefined =>
  findBottleneck(...given)?.text;

/** Four peers of which one trains at half speed: the others wait for it half of their time. */
const PEERS = [0, 2, 3].map((i) => peerOf(`peer-${i}`, 1_000));
const SLOW = peerOf('peer-1', 1_000);
const EDGES = PEERS.flatMap(({ id }) => [waitOf(id, 'peer-1', 5), waitOf('peer-1', id, 0)]);

test('a peer at half speed is named, with who waited, how slow it is, and what to change', () => {
  const found = findBottleneck([...PEERS, SLOW], EDGES, false)!;
  assert.deepEqual(found, {
    peers: ['peer-1'],
    waiters: ['peer-0', 'peer-2', 'peer-3'],
    waitedShare: 0.5,
    speedRatio: 0.5,
    text: "peer-1 was waited for 50 % of the time by 3 peers; it trains at 0.50 of the others' speed: give it `--exchange stale:50` or its own cores",
  });
});

test('another network, hungry data and a strict run change what is advised', () => {
  const large = { ...SLOW, network: 'mlp:1024-512' };
  assert.match(
    textOf([...PEERS, large], EDGES, false)!,
    /: give it a smaller network, `--exchange stale:50` or its own cores$/,
  );
  assert.match(
    textOf([...PEERS, { ...SLOW, dataWaitFraction: 0.4 }], EDGES, true)!,
    /: give it data that are ready sooner, `--exchange stale:50` without `--strict` or its own cores$/,
  );
});

test('two peers that are slow alike are named together', () => {
  const peers = [PEERS[0]!, peerOf('peer-1', 1_000), peerOf('peer-2', 1_000)];
  const edges = [waitOf('peer-0', 'peer-1', 2.5), waitOf('peer-0', 'peer-2', 2.4)];
  assert.match(
    textOf(peers, edges, false)!,
    /^peer-1 and peer-2 were waited for 49 % of the time by peer-0; they train at 0\.5\d of its speed: give them .* or their own cores$/,
  );
});

test('a frozen teacher, which trains nothing, has no speed to compare', () => {
  const teacher = peerOf('peer-9', 0);
  const edges = [waitOf('peer-0', 'peer-9', 3)];
  const found = findBottleneck([PEERS[0]!, teacher], edges, false)!;
  assert.equal(found.speedRatio, null);
  assert.match(found.text, /^peer-9 was waited for 30 % of the time by peer-0: give it/);
});

for (const [name, peers, edges] of [
  [
    'peers as fast as each other',
    [peerOf('a', 900), peerOf('b', 900)],
    [waitOf('a', 'b', 4), waitOf('b', 'a', 4)],
  ],
  [
    'a slow peer that hardly anybody waits for',
    [peerOf('a', 900), peerOf('b', 900)],
    [waitOf('a', 'b', 0.9)],
  ],
  ['a peer just as slow as is no matter', [peerOf('a', 900), peerOf('b', 900)], [waitOf('a', 'b', 1.5)]],
  ['peers of whom nothing is known', [peerOf('a', 900)], []],
] as const) {
  test(`there is no bottleneck among ${name}`, () => assert.equal(findBottleneck(peers, edges, false), null));
}
