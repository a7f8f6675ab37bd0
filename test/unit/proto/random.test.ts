import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Purpose,
  permutation,
  type RandomStream,
  randomStream,
  streamSeed,
} from '../../../proto/random.js';
import '../../support/property-seed.js';

const PURPOSES: readonly Purpose[] = [
  'split',
  'shuffle',
  'augment',
  'label-noise',
  'limit',
  'init',
  'dropout',
  'synthetic',
  'jitter',
];
const take = (stream: RandomStream, n: number): number[] => Array.from({ length: n }, () => stream.uniform());

test('seeds and numbers of these streams are pinned: with another generator no old run could be repeated', () => {
  assert.deepEqual(
    [streamSeed(1, 'shuffle', 0), streamSeed(1, 'shuffle', 1), streamSeed(1, 'init', 0)],
    [3034391751, 4076182390, 909024361],
  );
  const stream = randomStream(1, 'shuffle', 0);
  assert.deepEqual(
    [stream.uniform(), stream.integer(0, 999), stream.normal()],
    [0.7840393879490595, 829, 1.4299229455545996],
  );
  assert.deepEqual([...permutation(10, randomStream(1, 'shuffle', 3))], [1, 9, 6, 3, 7, 5, 2, 4, 8, 0]);
});

test('a stream is the same however far and in whatever order others were read', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: PURPOSES.length - 1 }), { maxLength: 60 }), (order) => {
      const streams = PURPOSES.map((purpose) => randomStream(7, purpose, 2));
      const read = PURPOSES.map((): number[] => []);
      for (const which of order) read[which]!.push(streams[which]!.uniform());
      PURPOSES.forEach((purpose, i) => {
        assert.deepEqual(read[i], take(randomStream(7, purpose, 2), read[i]!.length));
      });
    }),
  );
});

test('purposes, seeds and indices name streams of their own', () => {
  const names = PURPOSES.flatMap((purpose) =>
    [0, 1, 2, 0xffffffff].flatMap((seed) =>
      [[], [0], [1], [0, 0], [0, 1], [1, 0], [256]].map((indices) => streamSeed(seed, purpose, ...indices)),
    ),
  );
  assert.equal(new Set(names).size, names.length);
});

test('the seeds of 100,000 sample ids are spread like chance: collisions as rare as in a fair draw, half the bits set', () => {
  const seeds = Uint32Array.from({ length: 100_000 }, (_, id) => streamSeed(1, 'augment', 0, id));
  assert.ok(new Set(seeds).size >= seeds.length - 10, 'a fair draw loses about 1'); // n² / 2³³ = 1.2
  for (let bit = 0; bit < 32; bit++) {
    const share = seeds.reduce((sum, seed) => sum + ((seed >>> bit) & 1), 0) / seeds.length;
    assert.ok(Math.abs(share - 0.5) < 0.01, `bit ${bit}: ${share}`); // 6 standard deviations
  }
});

test('neighbouring streams are not correlated', () => {
  let sum = 0;
  const n = 20_000;
  for (let i = 0; i < n; i++) {
    const [a, b] = [randomStream(3, 'augment', i).uniform(), randomStream(3, 'augment', i + 1).uniform()];
    sum += 12 * (a - 0.5) * (b - 0.5);
  }
  assert.ok(Math.abs(sum / n) < 0.04, `correlation ${sum / n}`); // 5.6 standard deviations
});

test('uniform numbers lie in [0, 1) with mean 1/2 and variance 1/12', () => {
  const values = take(randomStream(11, 'synthetic'), 50_000);
  assert.ok(values.every((value) => value >= 0 && value < 1));
  const { mean, variance } = moments(values);
  assert.ok(Math.abs(mean - 0.5) < 0.006, `mean ${mean}`);
  assert.ok(Math.abs(variance - 1 / 12) < 0.002, `variance ${variance}`);
});

test('normal numbers are finite, with mean 0, variance 1, no skew and the tails of a normal', () => {
  const random = randomStream(12, 'init');
  const values = Array.from({ length: 50_000 }, () => random.normal());
  assert.ok(values.every(Number.isFinite));
  const { mean, variance } = moments(values);
  const skew = values.reduce((sum, value) => sum + value ** 3, 0) / values.length;
  const beyondTwo = values.filter((value) => Math.abs(value) > 2).length / values.length;
  assert.ok(Math.abs(mean) < 0.02, `mean ${mean}`);
  assert.ok(Math.abs(variance - 1) < 0.03, `variance ${variance}`);
  assert.ok(Math.abs(skew) < 0.07, `skew ${skew}`);
  assert.ok(Math.abs(beyondTwo - 0.0455) < 0.005, `beyond two deviations: ${beyondTwo}`);
});

test('integers cover both ends and favour none', () => {
  const random = randomStream(13, 'limit');
  const counts = new Map<number, number>();
  for (let i = 0; i < 7_000; i++) {
    const value = random.integer(-3, 3);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  assert.deepEqual(
    [...counts.keys()].sort((a, b) => a - b),
    [-3, -2, -1, 0, 1, 2, 3],
  );
  for (const [value, count] of counts) assert.ok(Math.abs(count - 1_000) < 150, `${value}: ${count}`);
});

test('a permutation holds every index once, also of none and of one', () => {
  fc.assert(
    fc.property(fc.nat({ max: 200 }), fc.nat(), (n, seed) => {
      const order = permutation(n, randomStream(seed, 'split'));
      assert.deepEqual(
        [...order].sort((a, b) => a - b),
        Array.from({ length: n }, (_, i) => i),
      );
    }),
  );
});

test('every order of three comes up as often as any other', () => {
  const counts = new Map<string, number>();
  for (let i = 0; i < 6_000; i++) {
    const order = permutation(3, randomStream(5, 'shuffle', i)).join();
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assert.equal(counts.size, 6);
  for (const [order, count] of counts) assert.ok(Math.abs(count - 1_000) < 150, `${order}: ${count}`);
});

function moments(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, variance };
}
