import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExchangeKit, memberOf, predictionParts, roundOf, warmUp } from '../../../../support/exchange-kit.js';

const edge = (teacher: string, student: string) => ({ teacher, student, weight: 1 });

test('a frozen teacher of a strict run teaches whom the rounds say, though it began before there was one', () => {
  const kit = new ExchangeKit({ strict: true, frozen: new Set(['a']) });
  kit.do({ kind: 'start', step: 0, fromStep: 0 });
  kit.cohort(['b'], [{ ...roundOf(1, 0, 20, ['b']), edges: [edge('a', 'b')] }]);
  assert.deepEqual([...kit.state.links.keys()], ['b']);
});

test('who joins while this peer trains is not waited for until it is heard', () => {
  const kit = ExchangeKit.among(['b']);
  warmUp(kit, 3);
  kit.cohort(['b', 'c'], [roundOf(1, 0, 3, ['a', 'b']), roundOf(2, 3, 100, ['a', 'b', 'c'])]);
  kit.offer(3);
  kit.receive('b', predictionParts('b', 3));
  assert.deepEqual(kit.taughtBy, ['b']);
  assert.deepEqual(kit.answers[0]!.missing, [{ peerId: 'c', reason: 'suspended' }]);
});

test('a student that joins while this peer trains holds nobody back until it gives credit back, but in a strict run', () => {
  const rounds = [{ ...roundOf(1, 0, 100, ['a', 'b', 'c']), edges: [edge('b', 'a'), edge('a', 'c')] }];
  const joined = (strict: boolean): boolean | undefined => {
    const kit = new ExchangeKit({ strict });
    kit.cohort(['b', 'c'], rounds);
    kit.do({ kind: 'start', step: 0, fromStep: 0 });
    assert.equal(kit.state.links.get('c')?.outrun, false, 'it began with the others');
    kit.do({ kind: 'cohort', view: { version: 2, members: ['a', 'b'].map((id) => memberOf(id)) }, rounds });
    const back = { ...memberOf('c'), incarnation: 2 };
    kit.do({
      kind: 'cohort',
      view: { version: 3, members: [memberOf('a'), memberOf('b'), back] },
      rounds,
    });
    return kit.state.links.get('c')?.outrun;
  };
  assert.deepEqual([joined(false), joined(true)], [true, false]);
});

test('a teacher that comes back under a new incarnation is not waited for until it is heard', () => {
  const kit = ExchangeKit.among(['b']);
  warmUp(kit, 3);
  kit.cohort(['b'], undefined, 2);
  kit.offer(3);
  assert.deepEqual(kit.answers[0]!.missing, [{ peerId: 'b', reason: 'suspended' }]);
  kit.receive('b', predictionParts('b', 3));
  assert.deepEqual(kit.rejections, ['UNKNOWN_SENDER'], 'the old incarnation is nobody');
});

test('a strict peer does not go on without a teacher that the coordinator has given up', () => {
  const kit = ExchangeKit.among(['b'], { strict: true, waitMsMax: 5_000 });
  kit.offer(0);
  kit.receive('b', predictionParts('b', 0));
  kit.cohort([], [roundOf(2, 1, 20, ['a'])]);
  kit.offer(1);
  kit.pass(5_000);
  assert.equal(kit.answers.at(-1)?.outcome, 'strictTimeout');
});

test('a teacher of the first round that was given up and comes back is not waited for until it is heard', () => {
  const kit = ExchangeKit.among(['b']);
  warmUp(kit, 3);
  kit.cohort([], [roundOf(1, 0, 1_000, ['a', 'b'])]);
  kit.cohort(['b'], undefined, 2);
  kit.offer(3);
  assert.deepEqual(kit.answers[0]!.missing, [{ peerId: 'b', reason: 'suspended' }], 'no step waits 10 s');
});

test('the students of the round that a peer is in keep their links, also when later rounds have others', () => {
  const kit = ExchangeKit.among(['b', 'c']);
  warmUp(kit, 3);
  kit.cohort(['b', 'c'], [{ ...roundOf(9, 500, 600, ['a', 'c']), edges: [edge('a', 'c')] }]);
  assert.deepEqual([...kit.state.links.keys()], ['b', 'c']);
});
