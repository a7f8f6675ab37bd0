import assert from 'node:assert/strict';
import { test } from 'node:test';
import { steadyFigures } from '../../../bench/steady.js';

/** A `step` record of a peer that spent so much of its training time waiting. */
function record(peer: string, step: number, trainingMs: number, waitedMs: number) {
  return { kind: 'step', peer, step, trainingMs, waitFraction: waitedMs / trainingMs };
}

test('rate and waiting are those after the first quarter, taken from totals', () => {
  const records = [
    record('a', 20, 5_000, 4_000), // the beginning: slow, and waiting
    record('a', 40, 6_000, 4_100),
    record('a', 60, 7_000, 4_200),
    record('a', 80, 8_000, 4_300),
  ];
  const [figures, ...others] = steadyFigures(records, 10);
  assert.deepEqual(others, []);
  assert.equal(figures!.peer, 'a');
  assert.equal(figures!.samplesPerSecond, 200); // 60 steps of 10 in 3 s
  assert.ok(Math.abs(figures!.waitFraction - 0.1) < 1e-12);
});

test('peers are told apart and sorted, and records of other kinds are left out', () => {
  const records = [
    record('b', 20, 1_000, 0),
    record('a', 20, 1_000, 500),
    { kind: 'evaluation', peer: 'a', step: 20, trainingMs: 1, waitFraction: 1 },
    record('b', 40, 2_000, 0),
    record('a', 40, 3_000, 1_500),
    { kind: 'exchange', peer: 'b', step: 40 },
  ];
  assert.deepEqual(steadyFigures(records, 50), [
    { peer: 'a', samplesPerSecond: 500, waitFraction: 0.5 },
    { peer: 'b', samplesPerSecond: 1_000, waitFraction: 0 },
  ]);
});

test('a peer with one record has no rate', () => {
  assert.throws(() => steadyFigures([record('a', 20, 1_000, 0)], 10), RangeError);
});
