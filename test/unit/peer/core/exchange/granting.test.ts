import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DataHeader } from '../../../../../proto/codec.js';
import { LIMITS } from '../../../../../proto/limits.js';
import { ExchangeKit, headerOf, helloParts, predictionParts } from '../../../../support/exchange-kit.js';

function repliesTo(kit: ExchangeKit, to: string): readonly DataHeader[] {
  return kit.effects.flatMap((effect) =>
    effect.kind === 'reply' && effect.to === to ? [headerOf(effect.parts)] : [],
  );
}

function creditIn(headers: readonly DataHeader[]): number {
  return headers.reduce((sum, header) => sum + (header.body === 'credit' ? header.credit.batches : 0), 0);
}

test('a hello is answered with credit, also when the view that lists its sender comes later', () => {
  const kit = new ExchangeKit();
  kit.receive('b', helloParts('b'));
  assert.equal(creditIn(repliesTo(kit, 'b#1')), 0);
  kit.cohort(['b']);
  assert.equal(creditIn(repliesTo(kit, 'b#1')), LIMITS.creditBatches);
  assert.deepEqual(kit.rejections, []);
});

test('hellos of strangers are remembered up to a bound', () => {
  const kit = new ExchangeKit();
  for (let i = 0; i < 1_000; i++) kit.receive(`stranger-${i}`, helloParts(`stranger-${i}`));
  assert.ok(kit.state.earlyHellos.size <= LIMITS.teachersMax);
});

test('credit comes back for what is used and for what is dropped', () => {
  const kit = ExchangeKit.among(['b']);
  for (let step = 0; step < 8; step++) {
    kit.receive('b', predictionParts('b', step));
    kit.offer(step);
  }
  assert.equal(creditIn(repliesTo(kit, 'b#1')), 8);
  for (let i = 0; i < 4; i++) kit.receive('b', predictionParts('b', 0));
  assert.equal(creditIn(repliesTo(kit, 'b#1')), 12);
});

for (const saysHello of [true, false]) {
  test(`who sends beyond its credit is not heard, ${saysHello ? 'though' : 'nor if'} it has${saysHello ? '' : ' not'} said hello`, () => {
    const kit = new ExchangeKit();
    kit.cohort(['b']);
    if (saysHello) kit.receive('b', helloParts('b'));
    for (let step = 0; step <= LIMITS.creditBatches; step++) kit.receive('b', predictionParts('b', step));
    assert.equal(kit.state.held.size, LIMITS.creditBatches);
    assert.deepEqual(kit.rejections, ['NO_CREDIT']);
  });
}

test('a member that was gone for a while, and does not know, is heard again', () => {
  const kit = ExchangeKit.among(['b']);
  kit.receive('b', predictionParts('b', 0));
  kit.offer(0);
  kit.cohort([], undefined);
  kit.cohort(['b'], undefined);
  kit.receive('b', predictionParts('b', 1));
  kit.offer(1);
  assert.deepEqual([kit.taughtBy, kit.rejections], [['b'], []]);
});

test('a repeated hello grants nothing more: each is told the credit that is left', () => {
  const kit = new ExchangeKit();
  kit.cohort(['b']);
  const told = (): readonly (readonly [number, number])[] =>
    repliesTo(kit, 'b#1').flatMap((one) =>
      one.body === 'credit' ? [[one.credit.hello, one.credit.batches] as const] : [],
    );
  kit.receive('b', helloParts('b'));
  for (const step of [0, 1, 2]) kit.receive('b', predictionParts('b', step));
  kit.receive('b', helloParts('b'));
  kit.receive('b', predictionParts('b', 3));
  kit.offer(0);
  kit.receive('b', helloParts('b', 1, 2));
  assert.deepEqual(told(), [
    [1, 8],
    [1, 5],
    [2, 5], // one of four was used, and is given back with the answer
  ]);
});

test('of a peer that left the view nothing is held: when it is back, it has a whole grant', () => {
  const kit = ExchangeKit.among(['b']);
  for (let step = 1; step <= LIMITS.creditBatches; step++) kit.receive('b', predictionParts('b', step));
  assert.equal(kit.state.held.size, LIMITS.creditBatches);
  kit.cohort([]);
  assert.equal(kit.state.held.size, 0);
});
