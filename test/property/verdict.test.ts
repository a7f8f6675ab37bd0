import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chanceToDecide, pairsToDecide } from '../../scripts/reproduce/power.js';
import { type Band, type Verdict, verdictOf } from '../../scripts/reproduce/verdict.js';
import '../support/property-seed.js';

const number = fc.double({ min: -10, max: 10, noNaN: true });
const pair = fc.tuple(number, number).filter(([a, b]) => a !== b);
const interval = pair.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const band = interval.map(([low, high]): Band => ({ low, high }));
const share = fc.double({ min: 0, max: 1, noNaN: true });

const DECIDED_BELOW: readonly Verdict[] = ['opposite', 'smaller', 'absent'];

test('mirrored at zero, an interval and its band have the same verdict', () => {
  fc.assert(
    fc.property(interval, band, ([low, high], wanted) => {
      fc.pre(wanted.low > 0 || wanted.high < 0);
      const mirrored = { low: -wanted.high, high: -wanted.low };
      assert.equal(verdictOf([-high, -low], mirrored), verdictOf([low, high], wanted));
    }),
  );
});

test('what more pairs find within a decided interval leaves its verdict, or makes it finer', () => {
  fc.assert(
    fc.property(interval, band, share, share, ([low, high], wanted, a, b) => {
      const verdict = verdictOf([low, high], wanted);
      fc.pre(verdict !== 'not yet decidable');
      const [from, to] = a < b ? [a, b] : [b, a];
      const within = verdictOf([low + from * (high - low), low + to * (high - low)], wanted);
      assert(
        within === verdict || (verdict === 'absent' && DECIDED_BELOW.includes(within)),
        `${verdict} → ${within}`,
      );
    }),
  );
});

test('an interval is reproduced when it lies within the band, and only then', () => {
  fc.assert(
    fc.property(interval, band, ([low, high], wanted) => {
      const isWithin = low >= wanted.low && high <= wanted.high;
      assert.equal(verdictOf([low, high], wanted) === 'reproduced', isWithin);
    }),
  );
});

test('the fewest pairs decide in four of five tries, and one pair less does not', () => {
  const supposed = fc.record({ mean: number, sd: fc.double({ min: 0.05, max: 5, noNaN: true }) });
  fc.assert(
    fc.property(supposed, band, (differences, wanted) => {
      const pairs = pairsToDecide(differences, wanted);
      fc.pre(pairs !== null && pairs > 2);
      assert(chanceToDecide(pairs!, differences, wanted) >= 0.8);
      assert(chanceToDecide(pairs! - 1, differences, wanted) < 0.8);
    }),
    { numRuns: 20 },
  );
});
