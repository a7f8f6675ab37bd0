import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scaleFigures } from '../../../bench/scale-cohort.js';

const spans = (peer: string, fromMs: number, elapsedMs: number, mainThreadMs: number | null) => ({
  ...{ kind: 'spans' as const, peer, rows: 1, spansMs: [1, 1, 1, 1], incomplete: 0 },
  ...{ fromMs, elapsedMs, mainThreadMs },
});
const sample = (atMs: number, cpuMs: number, messages: number, bytes: number) => ({
  atMs,
  cpuMs,
  messages,
  bytes,
});

test('figures are of the time in which all peers exchanged', () => {
  const peers = [
    spans('a', 1_000, 4_000, 400),
    spans('b', 2_000, 4_000, 800),
    spans('c', 1_500, 8_000, 1_600),
  ];
  const samples = [
    sample(1_000, 0, 0, 0),
    sample(2_500, 100, 1_000, 10_000),
    sample(4_500, 140, 1_200, 14_000),
    sample(5_500, 9_000, 9_000, 9_000),
  ];
  assert.deepEqual(scaleFigures(peers, samples), {
    peers: 3,
    stepsPerSecond: 1,
    coordinatorShare: 0.02,
    mainThreadShare: 0.2,
    mainThreadShareMax: 0.2,
    natsMessagesPerSecond: 100,
    natsBytesPerSecond: 2_000,
  });
});

test('a time in which nobody looked twice is refused', () => {
  assert.throws(() => scaleFigures([spans('a', 0, 1_000, 1)], [sample(500, 1, 1, 1)]), RangeError);
});
