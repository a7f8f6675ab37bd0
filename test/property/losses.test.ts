import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Tensor2D, tf } from '../../peer/model/backend.js';
import { klLoss } from '../../peer/model/losses/kl.js';
import { supervisedLoss } from '../../peer/model/losses/supervised.js';
import { assertClose } from '../support/closeness.js';
import { soft } from '../support/loss-check.js';
import { softTargets } from '../support/soft-targets.js';
import '../support/property-seed.js';

const CLASSES = 4;
const logits = (rows: number): fc.Arbitrary<Float32Array> =>
  fc
    .array(fc.float({ min: -30, max: 30, noNaN: true }), {
      minLength: rows * CLASSES,
      maxLength: rows * CLASSES,
    })
    .map((values) => Float32Array.from(values));
const pair = fc.integer({ min: 1, max: 4 }).chain((rows) =>
  fc.record({
    rows: fc.constant(rows),
    own: logits(rows),
    teacher: logits(rows),
    labels: fc.array(fc.nat({ max: CLASSES - 1 }), { minLength: rows, maxLength: rows }),
    temperature: fc.double({ min: 0.5, max: 10, noNaN: true }),
  }),
);
const RUNS = { numRuns: 200 };

interface Sample {
  readonly rows: number;
  readonly own: Float32Array;
  readonly teacher: Float32Array;
  readonly temperature: number;
}

function distilled({ rows, own, teacher, temperature }: Sample): { value: number; gradient: Float32Array } {
  return tf.tidy(() => {
    const targets = tf.tensor2d(softTargets([teacher], undefined, rows, CLASSES, temperature), [
      rows,
      CLASSES,
    ]);
    const loss = (z: unknown) => klLoss(z as Tensor2D, soft(targets, temperature));
    const { value, grad } = tf.valueAndGrad(loss as never)(tf.tensor2d(own, [rows, CLASSES]));
    return { value: value.dataSync()[0]!, gradient: grad.dataSync() as Float32Array };
  });
}

test('losses are finite and not negative, the distillation loss up to rounding', () => {
  fc.assert(
    fc.property(pair, (sample) => {
      const { value } = distilled(sample);
      assert.ok(Number.isFinite(value) && value >= -1e-5 * sample.temperature ** 2, `${value}`);
      const hard = tf.tidy(
        () =>
          supervisedLoss(
            tf.tensor2d(sample.own, [sample.rows, CLASSES]),
            tf.tensor1d(sample.labels, 'int32'),
          ).dataSync()[0]!,
      );
      assert.ok(Number.isFinite(hard) && hard >= 0, `${hard}`);
    }),
    RUNS,
  );
});

test('the gradient of a row sums to 0: a constant added to its logits changes nothing', () => {
  fc.assert(
    fc.property(pair, (sample) => {
      const { gradient } = distilled(sample);
      for (let row = 0; row < sample.rows; row++) {
        const sum = gradient.subarray(row * CLASSES, (row + 1) * CLASSES).reduce((a, b) => a + b, 0);
        assertClose([sum], [0], 1e-5 * sample.temperature);
      }
    }),
    RUNS,
  );
});

test('a step against the gradient brings a peer closer to its teacher', () => {
  fc.assert(
    fc.property(pair, (sample) => {
      const before = distilled(sample);
      // The Hessian of the loss is at most 1/2 per row, so a step of rows · 1 cannot overshoot.
      const own = sample.own.map((value, i) => value - sample.rows * before.gradient[i]!);
      const after = distilled({ ...sample, own });
      assert.ok(
        after.value <= before.value + 1e-4 * sample.temperature ** 2,
        `${after.value} > ${before.value}`,
      );
    }),
    RUNS,
  );
});
