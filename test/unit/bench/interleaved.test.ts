import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fastest, inTurns, interleaved, type Runner } from '../../../bench/interleaved.js';

test('everyone has one turn in each repeat, and another one is first each time', async () => {
  const order: string[] = [];
  const results = await inTurns(['a', 'b', 'c'], 4, (name) => {
    order.push(name);
    return Promise.resolve(`${name}${order.length}`);
  });
  assert.deepEqual(order.join(''), 'abcbcacababc');
  assert.deepEqual(
    results.map((turns) => turns.length),
    [4, 4, 4],
  );
  assert.deepEqual(results[1], ['b2', 'b4', 'b9', 'b11']);
});

test('a slow contender trains fewer steps than a fast one, so that each turn is about as long', async () => {
  const runs: [string, number, number][] = [];
  const runner = (name: string, stepMs: number): Runner => ({
    name,
    run(warm, measured) {
      runs.push([name, warm, measured]);
      return Promise.resolve(stepMs);
    },
  });
  const times = await interleaved([runner('slow', 100), runner('fast', 2), runner('huge', 9_000)], {
    repeats: 2,
    sliceMs: 1_000,
  });
  assert.deepEqual([...times.keys()], ['slow', 'fast', 'huge']);
  assert.deepEqual(times.get('fast'), [2, 2]);
  const measured = runs.slice(3);
  assert.deepEqual(measured.slice(0, 3), [
    ['slow', 1, 10],
    ['fast', 1, 500],
    ['huge', 1, 3],
  ]);
});

test('the fastest is the one with the smallest median, not the one with the luckiest repeat', () => {
  const measured = new Map([
    ['lucky', [1, 9, 9]],
    ['steady', [5, 5, 6]],
  ]);
  assert.equal(fastest(measured), 'steady');
});
