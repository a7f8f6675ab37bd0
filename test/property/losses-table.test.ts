/**
 * Laws of every built-in distillation loss, on the way that a step takes: from the teacher's logits to targets in the
 * loss's form, and from these to its value and gradient.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { teachingTargets } from '../../peer/core/teaching/targets.js';
import {
  DISTILLATION_LOSSES,
  type DistillationLoss,
  distillationLoss,
} from '../../peer/model/losses/distillation.js';
import { LOSS_NAMES } from '../../proto/distillation-loss.js';
import { assertClose } from '../support/closeness.js';
import { labelsTensor, measured, targetTensors } from '../support/loss-check.js';
import { FACTORS, LOSS_REFERENCES, type TaughtBatch } from '../support/loss-references.js';
import { finiteDifferences, type Rows, standardize } from '../support/reference-loss.js';
import { targetsChoice, teachingsOf } from '../support/soft-targets.js';
import '../support/property-seed.js';

interface Sample extends TaughtBatch {
  readonly own: Rows;
}

const logit = fc.float({ min: -4, max: 4, noNaN: true });
const sample: fc.Arbitrary<Sample> = fc
  .record({ rows: fc.integer({ min: 1, max: 4 }), classes: fc.integer({ min: 2, max: 5 }) })
  .chain(({ rows, classes }) => {
    const one = <T>(value: fc.Arbitrary<T>, count: number): fc.Arbitrary<T[]> =>
      fc.array(value, { minLength: count, maxLength: count });
    return fc.record({
      own: one(one(logit, classes), rows),
      teacher: one(one(logit, classes), rows),
      labels: one(fc.nat({ max: classes - 1 }), rows),
      weights: one(fc.constantFrom(0, 0.25, 1), rows),
      temperature: fc.double({ min: 0.5, max: 8, noNaN: true }),
    });
  });
const RUNS = { numRuns: 60 };

/** Value and gradient of a loss as a step computes them. */
function taught(
  loss: DistillationLoss,
  { own, teacher, labels, weights, temperature }: Sample,
  standardized = false,
): { readonly value: number; readonly gradient: number[] } {
  const flat = (rows: Rows): Float32Array => Float32Array.from(rows.flat());
  const choice = targetsChoice({ form: loss.form, temperature, standardize: standardized });
  const teachings = teachingsOf([flat(teacher)]).map((one) => ({
    ...one,
    coverage: Float32Array.from(weights),
  }));
  const hard = Int32Array.from(labels);
  const targets = teachingTargets(teachings, flat(own), hard, choice, own[0]!.length);
  return measured(
    (logits) => distillationLoss(loss, logits, targetTensors(targets), labelsTensor(labels), FACTORS),
    own,
  );
}

const sizeOf = (values: readonly number[]): number => Math.hypot(...values);
const everyRowCounts = (one: Sample): Sample => ({ ...one, weights: one.weights.map(() => 1) });

test('the table of losses has the names of the contract, and no other', () => {
  assert.deepEqual(Object.keys(DISTILLATION_LOSSES), LOSS_NAMES);
});

for (const name of LOSS_NAMES) {
  const loss: DistillationLoss = DISTILLATION_LOSSES[name];
  const reference = LOSS_REFERENCES[name];
  const { zeroWhereEqual, ignoresOffset, symmetric } = reference;

  test(`${name}: value and gradient are those of the formula, at any temperature`, () => {
    fc.assert(
      fc.property(sample, (one) => {
        const { value, gradient } = taught(loss, one);
        const expected = reference.valueOf(one.own, one);
        assertClose(
          [value],
          [expected],
          2e-5 * Math.max(1, one.temperature ** 2, Math.abs(expected)),
          'value',
        );
        const slopes = finiteDifferences((own) => reference.valueOf(own, one), one.own).flat();
        assertClose(gradient, slopes, 2e-5 * Math.max(1, one.temperature, sizeOf(slopes)), 'gradient');
      }),
      RUNS,
    );
  });

  test(`${name}: standardised, both sides are`, () => {
    const spread = (rows: Rows): boolean => rows.every((row) => Math.max(...row) - Math.min(...row) > 0.1);
    const spreading = sample.filter(({ own, teacher }) => spread(own) && spread(teacher));
    fc.assert(
      fc.property(spreading, (one) => {
        const { value } = taught(loss, one, true);
        const expected = reference.valueOf(standardize(one.own), {
          ...one,
          teacher: standardize(one.teacher),
        });
        assertClose([value], [expected], 2e-5 * Math.max(1, one.temperature ** 2, Math.abs(expected)));
      }),
      RUNS,
    );
  });

  test(`${name}: where both sides agree it is least, without a gradient`, () => {
    fc.assert(
      fc.property(sample, (one) => {
        const rounding = 2e-6 * Math.max(1, one.temperature ** 2);
        const agreed = taught(loss, { ...one, own: one.teacher });
        if (zeroWhereEqual) assertClose([agreed.value], [0], rounding);
        assertClose(
          agreed.gradient,
          agreed.gradient.map(() => 0),
          rounding,
        );
        assert.ok(taught(loss, one).value >= agreed.value - 2 * rounding);
      }),
      RUNS,
    );
  });

  test(`${name}: where both sides differ it is more than least, and a step down the gradient lowers it`, () => {
    fc.assert(
      fc.property(sample, (one) => {
        const all = everyRowCounts(one);
        const { value, gradient } = taught(loss, all);
        const steepness = sizeOf(gradient);
        fc.pre(steepness > 0.05);
        assert.ok(value > taught(loss, { ...all, own: all.teacher }).value + 1e-4);
        const columns = all.own[0]!.length;
        const step = 1e-2 / steepness;
        const own = all.own.map((row, r) => row.map((z, c) => z - step * gradient[r * columns + c]!));
        assert.ok(taught(loss, { ...all, own }).value < value);
      }),
      RUNS,
    );
  });

  test(`${name}: a constant added to a row's logits ${ignoresOffset ? 'changes nothing' : 'counts'}`, () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 2, max: 8 }), (one, constant) => {
        const all = everyRowCounts(one);
        const moved = taught(loss, { ...all, own: all.own.map((row) => row.map((z) => z + constant)) });
        const { value, gradient } = taught(loss, all);
        const change = Math.max(...moved.gradient.map((slope, i) => Math.abs(slope - gradient[i]!)));
        if (!ignoresOffset) return assert.ok(change > 0.01);
        assertClose([moved.value], [value], 2e-5 * Math.max(1, all.temperature ** 2));
        assert.ok(change < 2e-5 * Math.max(1, all.temperature));
      }),
      RUNS,
    );
  });

  test(`${name}: its gradient keeps its size as the temperature grows, which takes T²`, () => {
    const one = { own: [[1, -0.5, 0.25, -0.75]], teacher: [[-0.5, 1, 0, -0.5]], labels: [2], weights: [1] };
    const [warm, hot] = [40, 160].map((temperature) =>
      sizeOf(taught(loss, { ...one, temperature }).gradient),
    );
    assert.ok(warm! > 0.1 && Math.abs(hot! / warm! - 1) < 0.1, `${warm} at T = 40, ${hot} at T = 160`);
  });

  test(`${name}: it ${symmetric ? 'does not matter' : 'matters'} who teaches whom`, () => {
    const [a, b] = [[[0, Math.log(2), 2]], [[1, 1, -1]]];
    const batch = { labels: [1], weights: [1], temperature: 1 };
    const [there, back] = [
      taught(loss, { ...batch, own: a, teacher: b }),
      taught(loss, { ...batch, own: b, teacher: a }),
    ];
    const expected = [
      reference.valueOf(a, { ...batch, teacher: b }),
      reference.valueOf(b, { ...batch, teacher: a }),
    ];
    assertClose([there.value, back.value], expected, 1e-5);
    assert.equal(Math.abs(there.value - back.value) < 1e-5, symmetric);
  });
}
