import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLanded } from '../../../../../peer/core/exchange/landing.js';
import { ExchangeKit, memberOf, predictionParts, roundOf } from '../../../../support/exchange-kit.js';

/** Peer a, which went from step 10 to step 40 to meet b and c there, and waits. */
function landed(teachers: readonly string[] = ['b', 'c']): ExchangeKit {
  const kit = ExchangeKit.among(teachers);
  kit.do({ kind: 'start', step: 40, fromStep: 10 });
  kit.offer(40);
  return kit;
}

const back = (kit: ExchangeKit): readonly number[] =>
  kit.effects.flatMap((effect) => (effect.kind === 'unmet' ? [effect.step] : []));

test('whoever landed waits for the others, is met and goes on', () => {
  const kit = landed();
  for (const step of [38, 39, 40])
    for (const teacher of ['b', 'c']) kit.receive(teacher, predictionParts(teacher, step));
  assert.equal(kit.answers.at(-1)?.teachers.length, 2);
  assert.equal(kit.state.landing, null);
  assert.deepEqual(back(kit), []);
});

test('others that have landed at the same step are not who is waited for', () => {
  const kit = landed();
  for (const teacher of ['b', 'c']) kit.receive(teacher, predictionParts(teacher, 40));
  assert.deepEqual(kit.answers, [], 'all its teachers are there, and nobody has trained the steps before');
  kit.receive('b', predictionParts('b', 41));
  assert.equal(kit.answers.length, 1, 'b has met somebody');
});

test('one that has landed further on has not come by', () => {
  const kit = landed();
  for (const teacher of ['b', 'c']) kit.receive(teacher, predictionParts(teacher, 44));
  assert.notEqual(kit.state.landing, null);
  kit.receive('b', predictionParts('b', 45));
  assert.equal(kit.state.landing, null, 'it goes on, since somebody has met it');
});

test('one that jumped past it has not come by', () => {
  for (const before of [11, 35]) {
    const kit = landed();
    for (const step of [before - 1, before, 41]) kit.receive('b', predictionParts('b', step));
    assert.notEqual(kit.state.landing, null, `heard at ${before}, then beyond`);
    kit.receive('b', predictionParts('b', 42));
    assert.equal(kit.state.landing, null, 'it goes on, since somebody has met it');
  }
});

test('who is to go back has landed until it has', () => {
  const kit = landed();
  kit.pass(60_000);
  assert.deepEqual(back(kit), [10]);
  assert.deepEqual(
    [39, 40, 41].map((step) => isLanded(kit.state, step)),
    [false, true, true],
  );
  kit.offer(10);
  assert.equal(isLanded(kit.state, 40), false, 'it comes there by training');
});

test('one that went back has come by once it is there again', () => {
  const kit = landed();
  for (const step of [44, 37, 38, 39]) kit.receive('b', predictionParts('b', step));
  assert.notEqual(kit.state.landing, null);
  kit.receive('b', predictionParts('b', 40));
  assert.equal(kit.state.landing, null);
});

test('whoever landed and meets nobody goes back to where somebody has been', () => {
  const kit = landed();
  for (const step of [30, 31]) kit.receive('b', predictionParts('b', step));
  kit.receive('c', predictionParts('c', 35));
  kit.pass(60_000);
  assert.deepEqual(back(kit), [31], 'c may stand where it landed itself');
  assert.equal(kit.answers.length, 1);
  kit.offer(31);
  kit.pass(60_000);
  assert.deepEqual(back(kit), [31], 'and trains on from there');
});

test('with nobody left in the view it goes back at once', () => {
  const kit = landed();
  kit.do({ kind: 'cohort', view: { version: 2, members: [memberOf('a')] }, rounds: [] });
  assert.deepEqual(back(kit), [10]);
});

test('with everybody replaced who could have come it goes back at once', () => {
  const kit = landed();
  const viewOf = (version: number, ...incarnations: readonly number[]) => ({
    version,
    members: ['a', 'b', 'c'].map((id, i) => ({ ...memberOf(id), incarnation: incarnations[i]! })),
  });
  kit.do({ kind: 'cohort', view: viewOf(2, 1, 2, 1), rounds: [] });
  assert.deepEqual(back(kit), [], 'c may come');
  kit.do({ kind: 'cohort', view: viewOf(3, 1, 2, 2), rounds: [] });
  assert.deepEqual(back(kit), [10]);
});

test('the coordinator tells that the cohort has come', () => {
  const kit = landed();
  for (const teacher of ['b', 'c']) kit.receive(teacher, predictionParts(teacher, 40));
  const view = { version: 1, members: ['a', 'b', 'c'].map((id) => memberOf(id)) };
  const rounds = [roundOf(2, 40, 60, ['a', 'b', 'c'])];
  kit.do({ kind: 'cohort', view, rounds, reachedStep: 39 });
  assert.equal(kit.answers.length, 0);
  kit.do({ kind: 'cohort', view, rounds, reachedStep: 40 });
  assert.equal(kit.answers.length, 1);
});
