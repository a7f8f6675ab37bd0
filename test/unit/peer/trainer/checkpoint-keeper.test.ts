import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CheckpointKeeper, type Standing } from '../../../../peer/trainer/checkpoint-keeper.js';
import type { Save } from '../../../../peer/trainer/ports.js';
import { NO_COUNTS } from '../../../../peer/trainer/training-counts.js';
import { trainUntilStopped } from '../../../../peer/trainer/training-loop.js';
import { CodistillError } from '../../../../proto/errors.js';
import { fakeSession } from '../../../support/fake-session.js';

const at = (step: number): Standing => ({ step, validation: undefined, counts: NO_COUNTS });

/** A keeper whose disk is full when `isFull` says so, on a clock that only it moves. */
function keeper(isFull: (nowMs: number) => boolean) {
  const written: number[] = [];
  const warnings: string[] = [];
  const slept: number[] = [];
  const clock = { nowMs: 0 };
  const write = ({ step }: Save): void => {
    if (isFull(clock.nowMs)) throw new CodistillError('ERR_DISK', 'no space');
    written.push(step);
  };
  const world = {
    warn: (message: string) => warnings.push(message),
    nowMs: () => clock.nowMs,
    sleep: (ms: number) => {
      slept.push(ms);
      clock.nowMs += ms;
    },
  };
  return {
    keeper: new CheckpointKeeper({ save: write, bestLoss: 1 }, world),
    written,
    warnings,
    slept,
    clock,
  };
}

test('a checkpoint that fails is owed, tried again with longer and longer waits, and told of once', () => {
  const { keeper: one, written, warnings, clock } = keeper((nowMs) => nowMs < 6_500);
  assert.equal(one.isOwed, false);
  one.save(at(1));
  assert.deepEqual(written, []);
  const tries: number[] = [];
  for (; clock.nowMs < 9_000; clock.nowMs += 500) {
    if (!one.isOwed) continue;
    tries.push(clock.nowMs);
    one.save(at(clock.nowMs));
  }
  assert.deepEqual(tries, [1_000, 3_000, 7_000]);
  assert.deepEqual(written, [7_000]);
  assert.equal(one.isOwed, false);
  assert.deepEqual(
    warnings.map((text) => /without new checkpoints|again, from step 7000/.exec(text)?.[0]),
    ['without new checkpoints', 'again, from step 7000'],
  );
});

test('the last checkpoint is tried until the disk is free, and fails with the code when it never is', () => {
  const free = keeper((nowMs) => nowMs < 300);
  free.keeper.save(at(9));
  free.keeper.conclude(at(9));
  assert.deepEqual([free.written, free.slept], [[9], [250, 500]]);
  const full = keeper(() => true);
  full.keeper.save(at(9));
  assert.throws(() => full.keeper.conclude(at(9)), { code: 'ERR_DISK' });
  const saved = keeper(() => false);
  saved.keeper.save(at(9));
  saved.keeper.conclude(at(9));
  assert.deepEqual(saved.written, [9], 'what is on the disk is not written again');
});

test('an error that is none of the disk is thrown at once', () => {
  const save = (): void => {
    throw new RangeError('metric is NaN');
  };
  const fault = new CheckpointKeeper(
    { save, bestLoss: 1 },
    { warn: assert.fail, nowMs: () => 0, sleep: (ms) => assert.fail(`slept ${ms} ms`) },
  );
  assert.throws(() => fault.save(at(1)), RangeError);
});

/** A session whose saves fail at the first so many calls. */
function sessionOnFullDisk(failures: number, code: 'ERR_DISK' | 'ERR_RUN_DIR') {
  const fake = fakeSession({ training: { evaluateEverySteps: 4 }, losses: [3, 2, 1] });
  let calls = 0;
  const validation = {
    ...fake.session.validation,
    save: (state: Save) => {
      if (++calls <= failures) throw new CodistillError(code, 'no space');
      fake.session.validation.save(state);
    },
  };
  return { ...fake, session: { ...fake.session, validation } };
}

test('a full disk costs a peer no step; when it is free again, the next checkpoint and the best are written', () => {
  const { session, taken, saved } = sessionOnFullDisk(1, 'ERR_DISK');
  assert.equal(trainUntilStopped({ ...session, nowMs: () => performance.now() * 1_000 }, 0).steps, 12);
  assert.equal(taken.length, 12);
  assert.deepEqual(
    saved.filter(({ best }) => best).map(({ step }) => step),
    [8, 12],
  );
});

test('training ends with the code of the disk only after its last step, when the last checkpoint cannot be written', () => {
  for (const code of ['ERR_DISK', 'ERR_RUN_DIR'] as const) {
    const { session, taken, messages } = sessionOnFullDisk(Number.POSITIVE_INFINITY, code);
    assert.throws(() => trainUntilStopped(session, 0), { code });
    assert.equal(taken.length, 12);
    assert.equal(messages.filter(({ kind }) => kind === 'warning').length, 1);
  }
});

test('a best checkpoint that could not be written is not what later ones are compared with', () => {
  const { session, saved } = sessionOnFullDisk(1, 'ERR_DISK');
  const losses = [1, 3, 2];
  const evaluate = () => ({ accuracy: 0.5, loss: losses.shift()! });
  const validation = { ...session.validation, evaluate };
  trainUntilStopped({ ...session, validation, nowMs: () => performance.now() * 1_000 }, 0);
  assert.deepEqual(
    saved.filter(({ validationLoss }) => validationLoss !== undefined),
    [
      { step: 8, validationLoss: 3, best: true },
      { step: 12, validationLoss: 2, best: true },
    ],
  );
});
