import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { aheadInOrder, forEachBounded } from '../../../../peer/data/bounded.js';

test('every index is worked on once, never more than the limit at a time', async () => {
  const seen: number[] = [];
  let now = 0;
  let most = 0;
  await forEachBounded(10, 3, async (index) => {
    most = Math.max(most, ++now);
    seen.push(index);
    await setImmediate();
    now--;
  });
  assert.deepEqual(seen, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.equal(most, 3);
});

test('the first failure ends it, once what was under way has ended', async () => {
  const begun: number[] = [];
  let ended = 0;
  const work = forEachBounded(100, 2, async (index) => {
    begun.push(index);
    await setImmediate();
    ended++;
    if (index === 2) throw new Error('third');
  });
  await assert.rejects(work, /third/);
  assert.ok(begun.length <= 5);
  assert.equal(ended, begun.length);
});

test('of several failures the one of the lowest index is thrown, whichever comes first', async () => {
  const work = forEachBounded(3, 3, async (index) => {
    for (let turn = 0; turn < 3 - index; turn++) await setImmediate();
    if (index > 0) throw new Error(`index ${index}`);
  });
  await assert.rejects(work, /index 1/);
});

test('what is made ahead is bounded, comes in order, and fails when it is its turn', async () => {
  const begun: number[] = [];
  const made = aheadInOrder(20, 4, async (index) => {
    begun.push(index);
    for (let turn = 0; turn < 5 - (index % 5); turn++) await setImmediate();
    if (index >= 12) throw new Error(`index ${index}`);
    return index;
  });
  const taken: number[] = [];
  const taking = async (): Promise<void> => {
    for await (const index of made) {
      assert.equal(begun.length, Math.min(index + 4, 20));
      taken.push(index);
    }
  };
  await assert.rejects(taking, /index 12/);
  assert.deepEqual(taken, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});
