import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountOf, longestGapMs, skippedByAll, taughtAfterMs } from './accounts.js';
import type { Seen, StepRecord } from './record-tail.js';

/** A record of each given step, one a second from a time on, 10 ms a step by the peer's own clock. */
function recordsOf(
  peer: string,
  steps: readonly number[],
  { fromMs = 0, teachers = 1 }: { fromMs?: number; teachers?: number } = {},
): Seen<StepRecord>[] {
  return steps.map((step, i) => ({
    ...{ kind: 'step', peer, step, teachers, trainedSteps: step, taughtShare: 1 },
    trainingMs: 10 * step,
    seenAtMs: fromMs + 1_000 * i,
  }));
}

const never = (): boolean => false;
const FIRST = { fromStep: 0, atMs: 0 };
const ONE_LIFE = { lives: [FIRST], jumps: 0 };

test('without any trouble all steps count, exactly', () => {
  const account = accountOf(recordsOf('a', [20, 40, 60]), ONE_LIFE, never);
  assert.deepEqual(account, { trainedSteps: 60, trainedStepsError: 0, taughtShare: 1 });
});

test('what was trained after the checkpoint of the next life is lost, and so is what that one skips', () => {
  const before = recordsOf('a', [20, 40, 60, 80]);
  const after = recordsOf('a', [140, 160], { fromMs: 10_000, teachers: 0 });
  const log = { lives: [FIRST, { fromStep: 40, atMs: 9_000 }], jumps: 0 };
  const account = accountOf([...before, ...after], log, never);
  assert.equal(account.trainedSteps, 80); // to 40, some up to 140, to 160
  assert.equal(account.trainedStepsError, 20);
  assert.equal(account.taughtShare, 0.5);
});

test('each jump that its log tells leaves up to the steps of a record open', () => {
  const account = accountOf(recordsOf('a', [20, 40, 60]), { ...ONE_LIFE, jumps: 2 }, never);
  assert.deepEqual([account.trainedSteps, account.trainedStepsError], [60, 40]);
});

test('records that a full disk has lost are no steps that were skipped', () => {
  const records = recordsOf('a', [20, 100]);
  const account = accountOf(records, ONE_LIFE, ({ from }) => from === 20);
  assert.equal(account.trainedSteps, 100);
  assert.equal(account.trainedStepsError, 80);
  assert.deepEqual(
    skippedByAll(records, 100, ({ from }) => from < 60).map(({ from }) => from),
    [60],
  );
});

test('steps are skipped by all only where no peer has recorded any', () => {
  const records = [...recordsOf('a', [20, 80]), ...recordsOf('b', [40, 80])];
  assert.deepEqual(skippedByAll(records, 80, never), [{ from: 40, to: 60 }]);
});

test('a gap is a survivor’s longest way to a record within the event, not beyond it', () => {
  const records = [...recordsOf('a', [20, 40, 100, 700]), ...recordsOf('b', [20, 900])];
  assert.equal(longestGapMs(records, ['a'], 500, 2_500), 600);
  assert.equal(longestGapMs(records, ['a'], 500, 1_500), 200);
  assert.equal(longestGapMs(records, ['a'], 5_000, 9_000), null);
});

test('a process that follows another one has a clock of its own, and no gap to it', () => {
  const records = [...recordsOf('a', [80]), ...recordsOf('a', [60], { fromMs: 1_000 })];
  assert.equal(longestGapMs(records, ['a'], 0, 9_000), null);
});

test('a peer is taught again at its first record with a teacher', () => {
  const records = [
    ...recordsOf('a', [20]),
    ...recordsOf('a', [40], { fromMs: 2_000, teachers: 0 }),
    ...recordsOf('a', [60], { fromMs: 3_000 }),
  ];
  assert.equal(taughtAfterMs(records, 'a', 1_000), 2_000);
  assert.equal(taughtAfterMs(records, 'b', 1_000), null);
});
