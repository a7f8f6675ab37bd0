import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  edgeWeight,
  heardMembers,
  mayTeach,
  roundFor,
  studentsAt,
  teachersAt,
  teachersIn,
} from '../../../../../peer/core/exchange/edges.js';
import { createExchange, type ExchangeState } from '../../../../../peer/core/exchange/state.js';
import type { Member, Round } from '../../../../../proto/codec.js';
import { memberOf, optionsOf, roundOf } from '../../../../support/exchange-kit.js';

const ROUNDS = [
  roundOf(1, 0, 20, ['a', 'b']),
  roundOf(2, 20, 40, ['a', 'c', 'b']),
  roundOf(4, 60, 80, ['b', 'c']),
];

function stateWith(rounds: readonly Round[], wishes: Parameters<typeof optionsOf>[0] = {}): ExchangeState {
  return { ...createExchange(optionsOf(wishes), 1), rounds };
}

const edge = (teacher: string, student: string) => ({ teacher, student, weight: 1 });

/** A first round in which only `b` teaches `a`. */
const drawn = (members: readonly string[]): Round => ({
  ...roundOf(1, 0, 20, members),
  edges: [edge('b', 'a')],
});

test('a step belongs to the round that covers it, else to the last before it, else to the first', () => {
  const numberAt = (step: number): number | undefined => roundFor(ROUNDS, step)?.number;
  assert.deepEqual([0, 19, 20, 39, 40, 59, 60, 1_000].map(numberAt), [1, 1, 2, 2, 2, 2, 4, 4]);
  assert.equal(roundFor(ROUNDS.slice(1), 0)?.number, 2);
  assert.equal(roundFor([], 0), undefined);
});

test('teachers and students are those of the step’s round, sorted, never the peer itself', () => {
  const state = stateWith(ROUNDS);
  assert.deepEqual(teachersAt(state, 5), ['b']);
  assert.deepEqual(teachersAt(state, 25), ['b', 'c']);
  assert.deepEqual(studentsAt(state, 25), ['b', 'c']);
  assert.deepEqual(teachersAt(state, 65), [], 'not a member of that round');
  const itself = { ...roundOf(1, 0, 20, []), edges: [{ teacher: 'a', student: 'a', weight: 1 }] };
  assert.deepEqual([teachersIn(itself, 'a'), studentsAt(stateWith([itself]), 0)], [[], []]);
  assert.deepEqual(teachersIn(undefined, 'a'), []);
});

test('edges have a direction', () => {
  const round = { ...roundOf(1, 0, 20, ['a', 'b']), edges: [{ teacher: 'b', student: 'a', weight: 1 }] };
  const state = stateWith([round]);
  assert.deepEqual([teachersAt(state, 0), studentsAt(state, 0)], [['b'], []]);
  assert.deepEqual([mayTeach(state, 'b', 0), mayTeach(state, 'c', 0)], [true, false]);
});

test('for a step that no round covers yet anybody but the peer itself may turn out a teacher', () => {
  const state = stateWith(ROUNDS);
  assert.deepEqual(
    [mayTeach(state, 'c', 50), mayTeach(state, 'a', 50), mayTeach(state, 'c', 5)],
    [true, false, false],
  );
});

test('where each round has other teachers a strict peer has those, and waits for whoever was lost', () => {
  const state = {
    ...stateWith(ROUNDS, { strict: true, redrawn: true, frozen: new Set(['t']) }),
    firstMembers: ['a', 'b', 'c'],
    firstEdges: [edge('c', 'a'), edge('t', 'a')],
  };
  const present = { ...state, members: new Map([['t', memberOf('t')]]) };
  assert.deepEqual(teachersAt(present, 25), ['b', 'c'], 'all are there');
  assert.deepEqual(teachersAt({ ...present, rounds: [drawn(['a', 'b', 'c'])] }, 5), ['b'], 'those drawn');
  assert.deepEqual(teachersAt({ ...present, rounds: [drawn(['a', 'b'])] }, 5), ['b', 'c'], 'c was lost');
  assert.deepEqual(teachersAt(state, 25), ['b', 'c', 't'], 't was lost');
});

test('a strict peer keeps the edges that it began with, whatever rounds come after its fellows have finished', () => {
  const state = {
    ...stateWith(ROUNDS, { strict: true }),
    firstMembers: ['a', 'b', 'c'],
    firstEdges: [{ teacher: 'c', student: 'a', weight: 3 }, edge('a', 'b')],
  };
  for (const step of [5, 25, 65]) {
    assert.deepEqual([teachersAt(state, step), studentsAt(state, step)], [['c'], ['b']]);
    assert.equal(edgeWeight(state, 'c', step), 3);
    assert.deepEqual([mayTeach(state, 'c', step), mayTeach(state, 'b', step)], [true, false]);
  }
});

test('heard are the other members of the view, and in a strict run whoever has left in its last life', () => {
  const heard = (departed: readonly Member[]): readonly Member[] => {
    const members = new Map(['a', 'b'].map((id) => [id, memberOf(id, 2)]));
    const left = new Map(departed.map((member) => [member.peerId, member]));
    return heardMembers({ ...stateWith(ROUNDS, { peerId: 'a' }), members, departed: left });
  };
  assert.deepEqual(heard([]), [memberOf('b', 2)]);
  assert.deepEqual(heard([memberOf('b', 1), memberOf('c', 1)]), [memberOf('b', 2), memberOf('c', 1)]);
});
