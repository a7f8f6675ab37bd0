import assert from 'node:assert/strict';

/** Asserts that two lists of numbers differ by at most `tolerance` anywhere. */
export function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what = 'value',
): void {
  assert.equal(actual.length, expected.length, `${what}: length`);
  for (let i = 0; i < actual.length; i++) {
    const difference = Math.abs(actual[i]! - expected[i]!);
    assert.ok(
      difference <= tolerance,
      `${what} ${i}: ${actual[i]} is not ${expected[i]} within ${tolerance}`,
    );
  }
}
