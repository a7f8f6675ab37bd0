import assert from 'node:assert/strict';
import { test } from 'node:test';
import { divideWait } from '../../../../../peer/core/exchange/divided-wait.js';

const sharesOf = (...outstandingMs: readonly number[]): number[] => {
  const shares = new Float64Array(outstandingMs.length).fill(99);
  divideWait(Float64Array.from(outstandingMs), shares);
  return [...shares];
};

for (const [name, outstandingMs, shares] of [
  ['one alone carries all', [30], [30]],
  ['who was there carries nothing', [0, 30], [0, 30]],
  ['the last carries alone what passes after the last but one', [10, 30], [5, 25]],
  ['two that come together carry equal parts', [30, 30], [15, 15]],
  [
    'each moment is divided among all who are still outstanding',
    [60, 10, 0, 20],
    [50 - 10 / 2 + 10 / 3, 10 / 3, 0, 10 / 3 + 5],
  ],
  ['nobody was waited for', [0, 0], [0, 0]],
  ['there is nobody', [], []],
] as const) {
  test(`a wait is divided: ${name}`, () => {
    const divided = sharesOf(...outstandingMs);
    for (const [i, share] of divided.entries())
      assert.ok(Math.abs(share - shares[i]!) < 1e-9, `${divided} for ${shares}`);
  });
}
