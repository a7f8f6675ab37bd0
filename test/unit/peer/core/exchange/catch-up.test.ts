import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../../../../../proto/limits.js';
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
    [16],
  );
});

test('peers that fell behind together land together, though they heard their teacher a step apart', () => {
  const landings = [8, 9].map((first) => {
    const kit = ExchangeKit.among(['b']);
    warmUp(kit, 5, ['b']);
    for (let i = 0; i < 3; i++) {
      kit.receive('b', predictionParts('b', first + i));
      kit.offer(5 + i);
      kit.pass(60);
    }
    return kit.effects.filter((effect) => effect.kind === 'behind').map((effect) => effect.step);
  });
  assert.deepEqual(landings, [[16], [16]]);
});

test('a teacher that this peer has caught up with runs ahead anew before anybody jumps to it', () => {
  const kit = ExchangeKit.among(['b']);
  warmUp(kit, 5, ['b']);
  for (const [step, ahead] of [
    [5, 8],
    [6, 9],
  ] as const) {
    kit.receive('b', predictionParts('b', ahead));
    kit.offer(step);
    kit.pass(60);
  }
  for (const step of [7, 8, 9]) {
    kit.offer(step);
    kit.pass(20_000);
  }
  for (const step of [10, 11, 12]) {
    if (step === 10) kit.receive('b', predictionParts('b', 30)); // it went there, and waits
    kit.offer(step);
    kit.pass(60);
  }
  assert.deepEqual(
    kit.effects.filter((effect) => effect.kind === 'behind'),
    [],
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

test('a teacher that stands ahead waits there: nobody jumps to it', () => {
  const kit = ExchangeKit.among(['b', 'c']);
  warmUp(kit, 5, ['b', 'c']);
  kit.receive('c', predictionParts('c', 40));
  for (let step = 5; step < 30; step++) {
    kit.receive('b', predictionParts('b', step));
    kit.offer(step);
    kit.pass(60);
  }
  assert.deepEqual(
    kit.effects.filter((effect) => effect.kind === 'behind'),
    [],
  );
});

test('a jump goes to the teachers that run ahead, not to one that stands further on', () => {
  const kit = ExchangeKit.among(['b', 'c']);
  warmUp(kit, 5, ['b', 'c']);
  kit.receive('c', predictionParts('c', 60));
  for (let step = 5; step < 10; step++) {
    kit.receive('b', predictionParts('b', step + 5));
    kit.offer(step);
    kit.pass(60);
  }
  const behind = kit.effects.find((effect) => effect.kind === 'behind');
  assert.equal(behind?.step, 12 + LIMITS.aheadStepsMax / 2);
});
