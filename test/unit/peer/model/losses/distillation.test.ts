import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { teachingTargets } from '../../../../../peer/core/teaching/targets.js';
import type { Scalar, Tensor2D } from '../../../../../peer/model/backend.js';
import {
  DISTILLATION_LOSSES,
  distillationLoss,
  lossNamed,
} from '../../../../../peer/model/losses/distillation.js';
import {
  type BuiltInLoss,
  LOSS_NAMES,
  parseDistillationLoss,
} from '../../../../../proto/distillation-loss.js';
import type { RunSpec } from '../../../../../proto/run-spec.js';
import { assertClose } from '../../../../support/closeness.js';
import {
  assertLoss,
  LABELS,
  LOGITS,
  labelsTensor,
  matrix,
  measured,
  soft,
  TEACHER,
  targetTensors,
} from '../../../../support/loss-check.js';
import { FACTORS, LOSS_REFERENCES } from '../../../../support/loss-references.js';
import { mean, type Rows, softmax, standardize } from '../../../../support/reference-loss.js';
import { REPOSITORY } from '../../../../support/repository.js';
import { distillationOf, teachingsOf } from '../../../../support/soft-targets.js';

const CLASSES = 4;
const TEMPERATURE = 2;
const SECOND: Rows = [
  [1, 0, 0, 2],
  [0.5, -2, 1, 1],
  [-1, 3, 0, 0],
];
const flat = (rows: Rows): Float32Array => Float32Array.from(rows.flat());

/** The whole way from teachers' logits to a loss, as a step takes it. */
function lossOf(
  options: RunSpec['distillation'],
  teachers: readonly Rows[] = [TEACHER, SECOND],
): (logits: Tensor2D) => Scalar {
  const loss = lossNamed(parseDistillationLoss(options.loss));
  const choice = { ...options, form: loss.form };
  const labels = Int32Array.from(LABELS);
  const taught = teachingTargets(teachingsOf(teachers.map(flat)), flat(LOGITS), labels, choice, CLASSES);
  return (logits) => distillationLoss(loss, logits, targetTensors(taught), labelsTensor(), options);
}

/** The formula of a loss against the mean of its teachers, as its form takes the mean. */
function referenceOf(loss: BuiltInLoss, teachers: readonly Rows[]): (rows: Rows) => number {
  const asLogits = (row: readonly number[]): number[] => row.map((q) => TEMPERATURE * Math.log(q));
  const teacher =
    DISTILLATION_LOSSES[loss].form === 'logits'
      ? meanOf(teachers)
      : meanProbabilities(teachers).map(asLogits);
  const batch = { teacher, labels: LABELS, temperature: TEMPERATURE, weights: LABELS.map(() => 1) };
  return (rows) => LOSS_REFERENCES[loss].valueOf(rows, batch);
}

for (const loss of LOSS_NAMES) {
  test(`${loss} of two teachers equals the formula, its gradient finite differences`, () => {
    const options = distillationOf({ loss, temperature: TEMPERATURE, ...FACTORS });
    assertLoss(lossOf(options), referenceOf(loss, [TEACHER, SECOND]), 2e-6);
  });

  test(`${loss} of standardised logits equals the formula, its gradient finite differences`, () => {
    const options = distillationOf({
      loss,
      temperature: TEMPERATURE,
      standardize: true,
      ...FACTORS,
    });
    // Probabilities are averaged teacher by teacher; logits are averaged first and standardised then.
    const teachers =
      DISTILLATION_LOSSES[loss].form === 'logits'
        ? [standardize(meanOf([TEACHER, SECOND]))]
        : [standardize(TEACHER), standardize(SECOND)];
    const reference = referenceOf(loss, teachers);
    assertLoss(lossOf(options), (rows) => reference(standardize(rows)), 2e-6);
  });
}

test('the mean of the reverse divergences has the gradient of the one to the logits’ mean, not of that to the mean', () => {
  const gradientOf = (teachers: readonly Rows[], targets: 'mean' | 'logit-mean'): number[] => {
    const options = distillationOf({ loss: 'reverse-kl', targets, temperature: TEMPERATURE });
    return measured(lossOf(options, teachers)).gradient;
  };
  const [a, b] = [gradientOf([TEACHER], 'mean'), gradientOf([SECOND], 'mean')];
  const meanOfBoth = a.map((slope, i) => (slope + b[i]!) / 2);
  assertClose(gradientOf([TEACHER, SECOND], 'logit-mean'), meanOfBoth, 1e-6);
  const toMean = gradientOf([TEACHER, SECOND], 'mean');
  assert.ok(Math.max(...toMean.map((slope, i) => Math.abs(slope - meanOfBoth[i]!))) > 0.01);
});

test('no loss pulls on a batch that nobody taught', () => {
  for (const loss of LOSS_NAMES) {
    const { value, gradient } = measured(lossOf(distillationOf({ loss }), []));
    assert.equal(value, 0, loss);
    assert.ok(
      gradient.every((slope) => slope === 0),
      loss,
    );
  }
});

test('a loss refuses targets that were made for another form, and a module that was not loaded', () => {
  const taught = soft(matrix(TEACHER), 1);
  assert.throws(
    () => distillationLoss(DISTILLATION_LOSSES.dkd, matrix(LOGITS), taught, labelsTensor(), distillationOf()),
    /takes log-probabilities, the targets are probabilities/,
  );
  assert.throws(() => lossNamed('module'), /loaded before training/);
});

test('docs/losses.md has a row for each loss', () => {
  const text = readFileSync(join(REPOSITORY, 'docs/losses.md'), 'utf8');
  for (const name of LOSS_NAMES) assert.ok(text.includes(`| \`${name}\``), name);
});

function meanOf(teachers: readonly Rows[]): number[][] {
  return teachers[0]!.map((row, r) => row.map((_, c) => mean(teachers.map((one) => one[r]![c]!))));
}

function meanProbabilities(teachers: readonly Rows[]): number[][] {
  return meanOf(teachers.map((rows) => rows.map((row) => softmax(row, TEMPERATURE))));
}
