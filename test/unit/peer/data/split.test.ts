import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitTraining, type TrainingSplit } from '../../../../peer/data/split.js';
import { failure, tinyDataset } from '../../../support/data-files.js';

const dataset = tinyDataset(1000);
const SPEC = { validationFraction: 0.1, limitTrain: 0, labelNoise: 0 };

function changedLabels(split: TrainingSplit): number[] {
  return [...split.labels.keys()].filter((id) => split.labels[id] !== dataset.train.labels[id]);
}

test('training and validation samples are all the samples, none twice', () => {
  const { train, validation, labels } = splitTraining(dataset, SPEC, 1);
  assert.equal(validation.length, 100);
  assert.deepEqual(
    [...train, ...validation].sort((a, b) => a - b),
    [...dataset.train.labels.keys()],
  );
  assert.deepEqual(labels, dataset.train.labels);
});

test('the seed decides the split', () => {
  assert.deepEqual(splitTraining(dataset, SPEC, 1), splitTraining(dataset, SPEC, 1));
  assert.notDeepEqual(splitTraining(dataset, SPEC, 1).validation, splitTraining(dataset, SPEC, 2).validation);
});

test('a limit takes training samples away and leaves the validation samples as they were', () => {
  const whole = splitTraining(dataset, SPEC, 1);
  const limited = splitTraining(dataset, { ...SPEC, limitTrain: 50 }, 1);
  assert.deepEqual(limited.validation, whole.validation);
  assert.equal(limited.train.length, 50);
  assert.equal(new Set([...limited.train, ...whole.train]).size, whole.train.length);
  assert.deepEqual(splitTraining(dataset, { ...SPEC, limitTrain: 5000 }, 1).train, whole.train);
});

test('label noise changes that share of the training labels, each to another class, and no validation label', () => {
  const split = splitTraining(dataset, { ...SPEC, limitTrain: 600, labelNoise: 0.25 }, 1);
  const changed = changedLabels(split);
  assert.equal(changed.length, 150);
  assert.ok(changed.every((id) => split.train.includes(id)));
  const shifts = [1, 2].map(
    (shift) => changed.filter((id) => (dataset.train.labels[id]! + shift) % 3 === split.labels[id]).length,
  );
  assert.ok(
    shifts.every((count) => count > 45),
    `both other classes are drawn: ${shifts.join(', ')}`,
  );
});

test('noise of 1 changes every training label', () => {
  const split = splitTraining(dataset, { ...SPEC, labelNoise: 1 }, 1);
  assert.deepEqual(changedLabels(split), [...split.train]);
});

test('both parts hold at least one sample', () => {
  const two = tinyDataset(2);
  for (const validationFraction of [0.001, 0.999]) {
    const split = splitTraining(two, { ...SPEC, validationFraction }, 1);
    assert.equal(split.train.length, 1);
    assert.equal(split.validation.length, 1);
  }
  assert.throws(() => splitTraining(tinyDataset(1), SPEC, 1), failure('ERR_CONFIG', /two are needed/));
});
