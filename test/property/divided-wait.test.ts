import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { divideWait } from '../../peer/core/exchange/divided-wait.js';
import '../support/property-seed.js';

const outstanding = fc.array(fc.double({ min: 0, max: 1e5, noNaN: true }), { minLength: 1, maxLength: 8 });
const sharesOf = (outstandingMs: readonly number[]): number[] => {
  const shares = new Float64Array(outstandingMs.length);
  divideWait(Float64Array.from(outstandingMs), shares);
  return [...shares];
};
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const near = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

test('the shares of a wait are the whole wait, and none is negative or longer than its own teacher was out', () => {
  fc.assert(
    fc.property(outstanding, (outstandingMs) => {
      const shares = sharesOf(outstandingMs);
      assert.ok(near(sum(shares), Math.max(...outstandingMs)), `${shares}`);
      for (const [i, share] of shares.entries()) assert.ok(share >= 0 && share <= outstandingMs[i]! + 1e-6);
    }),
  );
});

test('whoever comes later never carries less, and the order of teachers changes nothing', () => {
  fc.assert(
    fc.property(outstanding, (outstandingMs) => {
      const shares = sharesOf(outstandingMs);
      const reversed = sharesOf([...outstandingMs].reverse()).reverse();
      shares.forEach((share, i) => {
        assert.ok(near(share, reversed[i]!));
        outstandingMs.forEach((ms, j) => {
          if (ms >= outstandingMs[i]!) assert.ok(shares[j]! >= share - 1e-6);
        });
      });
    }),
  );
});

test('a share is the mean, over all orders of taking the teachers away, of the wait that its going saves', () => {
  const few = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(few, (outstandingMs) => {
      const orders = permutations(outstandingMs.map((_, i) => i));
      const shares = sharesOf(outstandingMs);
      outstandingMs.forEach((_, teacher) => {
        const saved = orders.map((order) => {
          const left = order.slice(order.indexOf(teacher));
          const waitOf = (some: readonly number[]): number =>
            Math.max(0, ...some.map((i) => outstandingMs[i]!));
          return waitOf(left) - waitOf(left.slice(1));
        });
        assert.ok(near(sum(saved) / orders.length, shares[teacher]!));
      });
    }),
  );
});

function permutations(values: readonly number[]): number[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value) =>
    permutations(values.filter((other) => other !== value)).map((rest) => [value, ...rest]),
  );
}
