import assert from 'node:assert/strict';
import { test } from 'node:test';
import { targetForm, teachingTargets } from '../../../../../peer/core/teaching/targets.js';
import { type Scalar, type Tensor2D, tf } from '../../../../../peer/model/backend.js';
import { distillationLoss } from '../../../../../peer/model/losses/distillation.js';
import type { LossName } from '../../../../../proto/distillation-loss.js';
import type { RunSpec } from '../../../../../proto/run-spec.js';
import { assertClose } from '../../../../support/closeness.js';
import {
  assertLoss,
  LABELS,
  LOGITS,
  labelsTensor,
  measured,
  TEACHER,
} from '../../../../support/loss-check.js';
import {
  decoupled,
  distillation,
  logitMse,
  mean,
  type Rows,
  reverseKl,
  softmax,
  standardize,
} from '../../../../support/reference-loss.js';
import { distillationOf, teachingsOf } from '../../../../support/soft-targets.js';

type Loss = Exclude<LossName, 'module'>;
const CLASSES = 4;
const TEMPERATURE = 2;
const SECOND: Rows = [
  [1, 0, 0, 2],
  [0.5, -2, 1, 1],
  [-1, 3, 0, 0],
];
const flat = (rows: Rows): Float32Array => Float32Array.from(rows.flat());

/** The whole way from two teachers' logits to a loss, as a step takes it. */
function lossOf(options: RunSpec['distillation']): (logits: Tensor2D) => Scalar {
  const teachings = teachingsOf([flat(TEACHER), flat(SECOND)]);
  const labels = Int32Array.from(LABELS);
  const { targets, rowWeights } = teachingTargets(teachings, flat(LOGITS), labels, options, CLASSES);
  return (logits) =>
    distillationLoss(
      logits,
      labelsTensor(),
      { targets: tf.tensor2d(targets, [LABELS.length, CLASSES]), rowWeights: tf.tensor1d(rowWeights) },
      options,
    );
}

/** What each loss is against the mean of two teachers, by the formulas. */
const REFERENCES: Readonly<Record<Loss, (rows: Rows, teachers: readonly Rows[]) => number>> = {
  kl: (rows, teachers) => distillation(rows, meanProbabilities(teachers), TEMPERATURE),
  'cross-entropy': (rows, teachers) => {
    const q = meanProbabilities(teachers);
    const entropy = mean(q.map((row) => row.reduce((sum, value) => sum - value * Math.log(value), 0)));
    return distillation(rows, q, TEMPERATURE) + TEMPERATURE ** 2 * entropy;
  },
  'reverse-kl': (rows, teachers) => reverseKl(rows, meanProbabilities(teachers), TEMPERATURE),
  mse: (rows, teachers) => logitMse(rows, meanOf(teachers)),
  dkd: (rows, teachers) =>
    decoupled(rows, meanProbabilities(teachers), LABELS, {
      temperature: TEMPERATURE,
      target: 0.5,
      others: 3,
    }),
};

for (const loss of Object.keys(REFERENCES) as Loss[]) {
  test(`${loss} of two teachers equals the formula, its gradient finite differences`, () => {
    const options = distillationOf({ loss, temperature: TEMPERATURE, dkdTarget: 0.5, dkdOthers: 3 });
    assertLoss(lossOf(options), (rows) => REFERENCES[loss](rows, [TEACHER, SECOND]), 2e-6);
  });

  test(`${loss} of standardised logits equals the formula, its gradient finite differences`, () => {
    const options = distillationOf({
      loss,
      temperature: TEMPERATURE,
      standardize: true,
      dkdTarget: 0.5,
      dkdOthers: 3,
    });
    // Probabilities are averaged teacher by teacher; logits are averaged first and standardised then.
    const teachers =
      targetForm(loss) === 'logits'
        ? [standardize(meanOf([TEACHER, SECOND]))]
        : [standardize(TEACHER), standardize(SECOND)];
    assertLoss(lossOf(options), (rows) => REFERENCES[loss](standardize(rows), teachers), 2e-6);
  });
}

test('the mean of the reverse divergences has the gradient of the one to the logits’ mean, not of that to the mean', () => {
  const gradientOf = (teachers: readonly Rows[], targets: 'mean' | 'logit-mean'): number[] => {
    const options = distillationOf({ loss: 'reverse-kl', targets, temperature: TEMPERATURE });
    const labels = Int32Array.from(LABELS);
    const taught = teachingTargets(teachingsOf(teachers.map(flat)), flat(LOGITS), labels, options, CLASSES);
    const tensors = () => ({
      targets: tf.tensor2d(taught.targets, [LABELS.length, CLASSES]),
      rowWeights: tf.tensor1d(taught.rowWeights),
    });
    return measured((logits) => distillationLoss(logits, labelsTensor(), tensors(), options)).gradient;
  };
  const [a, b] = [gradientOf([TEACHER], 'mean'), gradientOf([SECOND], 'mean')];
  const meanOfBoth = a.map((slope, i) => (slope + b[i]!) / 2);
  assertClose(gradientOf([TEACHER, SECOND], 'logit-mean'), meanOfBoth, 1e-6);
  const toMean = gradientOf([TEACHER, SECOND], 'mean');
  assert.ok(Math.max(...toMean.map((slope, i) => Math.abs(slope - meanOfBoth[i]!))) > 0.01);
});

test('no loss pulls on a batch that nobody taught', () => {
  for (const loss of Object.keys(REFERENCES) as Loss[]) {
    const options = distillationOf({ loss });
    const labels = Int32Array.from(LABELS);
    const { targets, rowWeights } = teachingTargets([], flat(LOGITS), labels, options, CLASSES);
    const { value, gradient } = measured((logits) =>
      distillationLoss(
        logits,
        labelsTensor(),
        { targets: tf.tensor2d(targets, [LABELS.length, CLASSES]), rowWeights: tf.tensor1d(rowWeights) },
        options,
      ),
    );
    assert.equal(value, 0, loss);
    assert.ok(
      gradient.every((slope) => slope === 0),
      loss,
    );
  }
});

function meanOf(teachers: readonly Rows[]): number[][] {
  return teachers[0]!.map((row, r) => row.map((_, c) => mean(teachers.map((one) => one[r]![c]!))));
}

function meanProbabilities(teachers: readonly Rows[]): number[][] {
  return meanOf(teachers.map((rows) => rows.map((row) => softmax(row, TEMPERATURE))));
}
