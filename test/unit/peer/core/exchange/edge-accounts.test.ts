import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExchangeKit, predictionParts, ROWS, warmUp } from '../../../../support/exchange-kit.js';

const waits = (kit: ExchangeKit): Record<string, number> =>
  Object.fromEntries(Object.entries(kit.state.ledger.sums()).map(([id, { waitedMs }]) => [id, waitedMs]));

test('a lockstep step is entered with who was waited for, who was there before, and what it brought', () => {
  const kit = ExchangeKit.among(['b', 'c', 'd']);
  kit.receive('b', predictionParts('b', 0));
  kit.pass(20);
  kit.offer(0);
  kit.pass(10);
  kit.receive('c', predictionParts('c', 0));
  kit.pass(30);
  kit.receive('d', predictionParts('d', 0));
  assert.deepEqual(kit.taughtBy, ['b', 'c', 'd']);
  assert.deepEqual(waits(kit), { b: 0, c: 5, d: 35 });
  const { b, c } = kit.state.ledger.sums();
  assert.deepEqual([b!.aheadMs, c!.aheadMs], [20, 0]);
  const [header, payload] = predictionParts('b', 0);
  assert.equal(b!.bytes, header!.length + payload!.length);
  assert.deepEqual([b!.steps, b!.rows, b!.stepsWithout, b!.ageStepsMax], [1, ROWS, 0, 0]);
});

test('a teacher that is given up is waited for until then, and no longer while others are', () => {
  const kit = ExchangeKit.among(['b', 'c']);
  warmUp(kit, 10);
  // b has shown that it may take long; c has not.
  for (let step = 10; step < 40; step++) {
    kit.offer(step);
    kit.receive('c', predictionParts('c', step));
    kit.pass(2_000);
    kit.receive('b', predictionParts('b', step));
    for (const peer of ['b', 'c']) kit.grant(peer, 1);
  }
  const before = waits(kit);
  kit.offer(40);
  kit.pass(2_000);
  kit.receive('b', predictionParts('b', 40));
  assert.deepEqual(kit.taughtBy, ['b']);
  const after = waits(kit);
  // c is due half as long again as its usual pace after it was heard: a second after the offer.
  assert.deepEqual([after.b! - before.b!, after.c! - before.c!], [1_500, 500]);
  const { stepsWithout, rowsWithout } = kit.state.ledger.sums().c!;
  assert.deepEqual([stepsWithout, rowsWithout], [1, ROWS]);
});

test('who is not waited for is not charged: suspended, or at a later step already', () => {
  const kit = ExchangeKit.among(['b', 'c']);
  kit.offer(0);
  kit.receive('c', predictionParts('c', 0));
  kit.pass(10_000);
  assert.deepEqual(kit.taughtBy, ['c'], 'b was never heard, and is suspended');
  const before = waits(kit);
  kit.offer(1);
  kit.pass(10);
  kit.receive('c', predictionParts('c', 2)); // it has skipped step 1
  assert.deepEqual(kit.taughtBy, []);
  assert.deepEqual(waits(kit), { b: before.b, c: before.c! + 10 });
});

test('in a strict run a lost teacher is waited for to the very end', () => {
  const kit = ExchangeKit.among(['b', 'c'], { strict: true, waitMsMax: 5_000 });
  kit.offer(0);
  kit.pass(1_000);
  kit.receive('b', predictionParts('b', 0));
  kit.pass(4_000);
  assert.equal(kit.answers[0]!.outcome, 'strictTimeout');
  assert.deepEqual(waits(kit), { b: 500, c: 4_500 });
});

test('of predictions made ahead the age is that of the weights behind them', () => {
  const kit = ExchangeKit.among(['b'], { pipeline: 1 });
  kit.receive('b', predictionParts('b', 1, 1, { madeAtStep: 0 }));
  kit.pass(40);
  kit.offer(1, 0, { request: 'collect' });
  const { ageSteps, ageStepsMax, aheadMs, waitedMs } = kit.state.ledger.sums().b!;
  assert.deepEqual(
    { ageSteps, ageStepsMax, aheadMs, waitedMs },
    { ageSteps: ROWS, ageStepsMax: 1, aheadMs: 40, waitedMs: 0 },
  );
});

test('an exchange that is broken off is no step', () => {
  const kit = ExchangeKit.among(['b']);
  kit.offer(0);
  kit.pass(10);
  kit.do({ kind: 'abort' });
  assert.deepEqual(kit.state.ledger.sums(), {});
});
