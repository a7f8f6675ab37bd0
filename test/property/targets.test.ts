import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assertClose } from '../support/closeness.js';
import { softTargets } from '../support/soft-targets.js';
import '../support/property-seed.js';

const logit = fc.float({ min: -50, max: 50, noNaN: true });
const cohort = fc
  .record({
    teachers: fc.integer({ min: 1, max: 5 }),
    rows: fc.integer({ min: 1, max: 4 }),
    classes: fc.integer({ min: 2, max: 6 }),
    temperature: fc.double({ min: 0.5, max: 20, noNaN: true }),
  })
  .chain((shape) =>
    fc.record({
      ...Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, fc.constant(value)])),
      logits: fc.array(
        fc
          .array(logit, { minLength: shape.rows * shape.classes, maxLength: shape.rows * shape.classes })
          .map((values) => Float32Array.from(values)),
        { minLength: shape.teachers, maxLength: shape.teachers },
      ),
    }),
  )
  .map(
    (one) => one as unknown as { rows: number; classes: number; temperature: number; logits: Float32Array[] },
  );

test('soft targets are probabilities: within 0 and 1, every row with sum 1', () => {
  fc.assert(
    fc.property(cohort, ({ logits, rows, classes, temperature }) => {
      const targets = softTargets(logits, undefined, rows, classes, temperature);
      assert.ok(targets.every((q) => q >= 0 && q <= 1));
      for (let row = 0; row < rows; row++) {
        const sum = targets.subarray(row * classes, (row + 1) * classes).reduce((a, b) => a + b, 0);
        assertClose([sum], [1], 1e-6);
      }
    }),
  );
});

test('another order of teachers changes soft targets by rounding at most', () => {
  fc.assert(
    fc.property(cohort, ({ logits, rows, classes, temperature }) => {
      const targets = softTargets(logits, undefined, rows, classes, temperature);
      const reversed = softTargets([...logits].reverse(), undefined, rows, classes, temperature);
      assertClose(targets, reversed, 2 ** -23);
    }),
  );
});

test('a constant added to a row of logits leaves soft targets where they are', () => {
  fc.assert(
    fc.property(
      cohort,
      fc.integer({ min: -8, max: 8 }),
      ({ logits, rows, classes, temperature }, constant) => {
        const whole = logits.map((one) => one.map((value) => Math.round(value)));
        const moved = whole.map((one) => one.map((value) => value + constant));
        assertClose(
          softTargets(moved, undefined, rows, classes, temperature),
          softTargets(whole, undefined, rows, classes, temperature),
          1e-7,
        );
      },
    ),
  );
});
