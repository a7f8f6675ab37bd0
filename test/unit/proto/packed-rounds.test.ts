import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DecodeError } from '../../../proto/errors.js';
import { type PackedRounds, packRounds, type Round, unpackRounds } from '../../../proto/packed-rounds.js';

const span = { number: 1, viewVersion: 2, startStep: 20, endStep: 40 };
const ROUND: Round = {
  ...span,
  members: ['c', 'a'],
  edges: [
    { teacher: 'frozen', student: 'c', weight: 2 },
    { teacher: 'a', student: 'c', weight: 0.5 },
    { teacher: 'c', student: 'a', weight: 1 },
  ],
};
const CLOSED = { number: 0, completed: ['a'], missing: ['gone'], reason: 'deadline' };

test('rounds come back as they were: order, ends that are no members, weights, whoever has left', () => {
  assert.deepEqual(unpackRounds(packRounds([ROUND], CLOSED)), { rounds: [ROUND], lastClosed: CLOSED });
  assert.deepEqual(packRounds([ROUND], CLOSED).names, ['a', 'c', 'frozen', 'gone']);
});

test('a weight that all edges have travels once', () => {
  const alike = { ...ROUND, edges: ROUND.edges.map((edge) => ({ ...edge, weight: 0.5 })) };
  const packed = packRounds([alike], null);
  assert.deepEqual(packed.rounds[0]!.weights, [0.5]);
  assert.deepEqual(unpackRounds(packed), { rounds: [alike], lastClosed: null });
  assert.deepEqual(packRounds([{ ...ROUND, edges: [] }], null).rounds[0]!.weights, []);
});

test('positions without a name, and weights that are not those of the edges, are no rounds', () => {
  const { names, rounds } = packRounds([ROUND], null);
  const with_ = (change: Partial<PackedRounds['rounds'][number]>): PackedRounds => ({
    names,
    rounds: [{ ...rounds[0]!, ...change }],
    lastClosed: null,
  });
  for (const packed of [
    with_({ members: [3] }),
    with_({ edges: [-1], weights: [1] }),
    with_({ edges: [9], weights: [1] }),
    with_({ edges: [0, 1], weights: [] }),
    with_({ edges: [0, 1, 1], weights: [1, 1] }),
    with_({ edges: [], weights: [1] }),
    { names: [], rounds: [{ ...rounds[0]!, members: [] }], lastClosed: null },
    { names, rounds: [], lastClosed: { number: 0, completed: [7], missing: [], reason: '' } },
  ]) {
    assert.throws(() => unpackRounds(packed), DecodeError);
  }
});
