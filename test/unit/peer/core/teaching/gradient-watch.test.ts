import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GradientWatch, weightWarning } from '../../../../../peer/core/teaching/gradient-watch.js';

/** The warnings of ratios that came one after the other. */
function warningsOf(ratios: readonly number[], share = 1): readonly string[] {
  const watch = new GradientWatch();
  return ratios.flatMap((ratio) => watch.note(ratio, share));
}

const times = (count: number, ratio: number): number[] => Array.from({ length: count }, () => ratio);

test('the mean is the geometric one, and there is none before five ratios', () => {
  const watch = new GradientWatch();
  for (const ratio of [0.5, 2, 4, 0.25]) watch.note(ratio, 1);
  assert.ok(Number.isNaN(watch.mean));
  watch.note(32, 1);
  assert.ok(Math.abs(watch.mean - 2) < 1e-12, `${watch.mean}`);
  assert.equal(watch.latest, 32);
});

test('a weight that teaches nothing or drowns the labels is warned of, once, when there is enough to judge by', () => {
  assert.deepEqual(warningsOf(times(4, 0.001)), []);
  assert.deepEqual(warningsOf(times(9, 0.001)), weightWarning(0.001));
  assert.deepEqual(warningsOf(times(9, 5_000)), weightWarning(5_000));
  assert.match(weightWarning(0.001)[0]!, /0\.001 times .* teach next to nothing$/);
  assert.match(weightWarning(5_000)[0]!, /5000 times .* drown the labels$/);
  for (const fine of [0.01, 1, 100, Number.NaN]) assert.deepEqual(weightWarning(fine), []);
});

test('single batches are no reason to warn, however far out', () => {
  assert.deepEqual(warningsOf([...times(4, 1), 0, Number.POSITIVE_INFINITY, 1e-9]), []);
});

test('what a schedule has yet to bring to half its weight is not judged, nor are steps without teachers', () => {
  assert.deepEqual(warningsOf(times(50, 0.0001), 0.49), []);
  const watch = new GradientWatch();
  watch.note(0.3, 1);
  assert.deepEqual(watch.note(Number.NaN, 1), []);
  assert.ok(Number.isNaN(watch.latest), 'of the last step nobody taught');
});
