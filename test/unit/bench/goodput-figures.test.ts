import assert from 'node:assert/strict';
import { test } from 'node:test';
import { returnOf, usefulRate } from '../../../bench/goodput-figures.js';

const record = (peer: string, seenAtMs: number, trainedSteps: number, teachers = 1) => ({
  ...{ kind: 'step' as const, peer, step: trainedSteps, teachers, trainedSteps, taughtShare: 1 },
  ...{ trainingMs: seenAtMs, seenAtMs },
});
const startOf = (peer: string, atMs: number) => ({
  ...{ kind: 'start-up' as const, peer, firstStepAt: new Date(atMs).toISOString() },
  partsMs: { process: 500, library: 700 },
});

test('steps that a dead process had trained since its checkpoint do not count', () => {
  const steps = [
    record('a', 900, 100),
    record('b', 900, 100),
    record('a', 5_000, 300),
    record('b', 5_000, 300), // then it dies, and goes on from step 220
    record('b', 8_000, 240),
    record('a', 10_900, 500),
    record('a', 11_100, 520),
  ];
  const window = { fromMs: 1_000, toMs: 11_000 };
  assert.equal(usefulRate(steps, ['a'], window), 40);
  assert.equal(usefulRate(steps, ['a', 'b'], window), (400 + 140) / 2 / 10);
});

test('a return goes from the kill to the first step of the new process, and to the first one that is known to be taught', () => {
  const records = {
    starts: [startOf('b', 1_000), startOf('a', 9_000), startOf('b', 13_000)],
    steps: [
      record('b', 10_100, 80), // written before it died
      record('b', 13_100, 20, 0),
      record('b', 13_400, 40),
    ],
  };
  assert.deepEqual(returnOf(records, 'b', 10_000), {
    firstStep: { totalMs: 3_000, partsMs: { launcher: 1_800, process: 500, library: 700 } },
    taughtMs: 3_400,
  });
  assert.equal(returnOf(records, 'b', 13_000), null, 'no process came after that');
  assert.equal(returnOf({ ...records, steps: [] }, 'b', 10_000), null, 'nobody has taught it since');
});
