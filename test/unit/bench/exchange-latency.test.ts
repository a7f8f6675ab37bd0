import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latencyFigures } from '../../../bench/exchange-latency.js';
import type { ExchangeSpans } from '../../../bench/exchange-trainer.js';

function spans(peer: string, spansMs: readonly number[], elapsedMs: number): ExchangeSpans {
  return { kind: 'spans', peer, rows: 100, spansMs, elapsedMs, incomplete: 0, mainThreadMs: null, fromMs: 0 };
}

test('quantiles are those of all peers together, the rate that of the slowest', () => {
  const figures = latencyFigures(3, 25, [
    spans('a', [1, 2, 3, 4], 10),
    spans('b', [5, 6, 7, 8], 20),
    spans('c', [9, 10, 100, 100], 15),
  ]);
  assert.deepEqual(figures, {
    ...{ peers: 3, rows: 100, classes: 25, exchanges: 4 },
    p50Ms: 6.5,
    p99Ms: 100,
    megabytesPerSecond: 4, // 4 exchanges × 2 teachers × 10,000 bytes in 20 ms
  });
});

test('without peers there is no figure', () => {
  assert.throws(() => latencyFigures(2, 10, []), RangeError);
});
