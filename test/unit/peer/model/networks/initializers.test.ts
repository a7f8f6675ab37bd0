import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededInitializers } from '../../../../../peer/model/networks/initializers.js';

const SHAPE = [100, 200];

function statistics(values: ArrayLike<number>): { mean: number; deviation: number; largest: number } {
  const all = Array.from(values);
  const mean = all.reduce((a, b) => a + b) / all.length;
  const deviation = Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length);
  return { mean, deviation, largest: Math.max(...all.map(Math.abs)) };
}

test('blank weights are zeros', () => {
  const { he, torchDefault, normal } = seededInitializers(1, true);
  for (const initializer of [he(50), torchDefault(25), normal(1)])
    assert.ok(
      initializer
        .apply(SHAPE)
        .dataSync()
        .every((weight) => weight === 0),
    );
});

test('He’s weights are normal with variance 2 / fan', () => {
  const { mean, deviation } = statistics(seededInitializers(1).he(50).apply(SHAPE).dataSync());
  assert.ok(Math.abs(mean) < 0.01, `${mean}`);
  assert.ok(Math.abs(deviation - 0.2) < 0.005, `${deviation}`);
});

test('normal weights have the deviation that is asked for', () => {
  const { mean, deviation } = statistics(seededInitializers(1).normal(0.02).apply(SHAPE).dataSync());
  assert.ok(Math.abs(mean) < 0.001 && Math.abs(deviation - 0.02) < 0.0005, `${mean}, ${deviation}`);
});

test('Torch’s default weights are uniform within 1/√fanIn', () => {
  const { mean, deviation, largest } = statistics(
    seededInitializers(1).torchDefault(25).apply(SHAPE).dataSync(),
  );
  assert.ok(Math.abs(mean) < 0.005);
  assert.ok(largest <= 0.2 && largest > 0.199);
  assert.ok(Math.abs(deviation - 0.2 / Math.sqrt(3)) < 0.002);
});

test('each call has a stream of its own, and the order of calls fixes all', () => {
  const draw = (seed: number): number[][] => {
    const initializers = seededInitializers(seed);
    return [1, 2].map(() => [...initializers.he(2).apply([4]).dataSync()]);
  };
  const [first, second] = draw(1);
  assert.notDeepEqual(first, second);
  assert.deepEqual(draw(1), [first, second]);
  assert.notDeepEqual(draw(2), [first, second]);
});
