import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExchangeKit, predictionParts, warmUp } from '../../../../support/exchange-kit.js';

test('a peer that is steps behind every teacher three times in a row is told where to go on', () => {
  const kit = ExchangeKit.among(['b', 'c']);
  warmUp(kit, 5, ['b', 'c']);
  for (const [step, ahead] of [
    [5, 8],
    [6, 9],
    [7, 10],
  ] as const) {
    for (const teacher of ['b', 'c']) kit.receive(teacher, predictionParts(teacher, ahead));
    kit.offer(step);
    kit.pass(60);
  }
  const behind = kit.effects.filter((effect) => effect.kind === 'behind');
  assert.deepEqual(
    behind.map((effect) => effect.step),
    [14],
  );
});

test('one step ahead, a teacher may be two steps further than in lockstep before this peer counts as behind', () => {
  for (const [pipeline, lead] of [
    [0, 1],
    [1, 3],
  ] as const) {
    for (const further of [0, 1]) {
      const kit = ExchangeKit.among(['b'], { pipeline });
      for (let step = 0; step < 12; step++) {
        kit.receive('b', predictionParts('b', step + lead + further));
        kit.offer(step);
        kit.pass(20_000);
      }
      const told = kit.effects.some((effect) => effect.kind === 'behind');
      assert.equal(told, further === 1, `pipeline ${pipeline}, ${lead + further} ahead`);
    }
  }
});
