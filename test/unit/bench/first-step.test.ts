import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peerStarts } from '../../../bench/first-step.js';

test('what passed before the process started is the launcher, and a line half written is left for later', () => {
  const launchedAtMs = Date.parse('2026-01-01T00:00:00.000Z');
  const record = (peer: string, seconds: number): string =>
    JSON.stringify({
      kind: 'start-up',
      peer,
      firstStepAt: new Date(launchedAtMs + 1000 * seconds).toISOString(),
      partsMs: { process: 250, 'first step': 750 },
    });
  const text = `{"kind":"run"}\n${record('a', 3)}\n{"kind":"step"}\n${record('b', 4)}\n${record('c', 5).slice(0, -4)}`;
  assert.deepEqual(peerStarts(text, launchedAtMs), [
    { totalMs: 3000, partsMs: { launcher: 2000, process: 250, 'first step': 750 } },
    { totalMs: 4000, partsMs: { launcher: 3000, process: 250, 'first step': 750 } },
  ]);
  assert.deepEqual(peerStarts('', launchedAtMs), []);
});
