import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitTraining, type TrainingSplit } from '../../../../peer/data/split.js';
import { failure, tinyDataset } from '../../../support/data-files.js';

const dataset = tinyDataset(1000);
const SPEC = { validationFraction: 0.1, limitTrain: 0, labelNoise: 0, partition: 'same' };

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

/** FNV-1a over the bytes: one number for many. */
function fingerprint({ train, validation, labels }: TrainingSplit): number {
  let hash = 0x811c9dc5;
  for (const number of [...train, -1, ...validation, -1, ...labels])
    hash = Math.imul(hash ^ number, 0x01000193);
  return hash >>> 0;
}

test('the same samples for all are what they were before there were partitions', () => {
  const specs = [
    SPEC,
    { ...SPEC, limitTrain: 100 },
    { ...SPEC, labelNoise: 0.3 },
    { ...SPEC, limitTrain: 77, labelNoise: 0.2 },
  ];
  const place = { index: 2, count: 3 };
  assert.deepEqual(
    specs.map((spec, i) => fingerprint(splitTraining(dataset, spec, i + 1, place))),
    [364150108, 554230619, 1276900763, 3322616879],
  );
});

test('every learner of a partition validates with the same samples and counts with the same labels', () => {
  const spec = { ...SPEC, partition: 'overlap:0.5', limitTrain: 200, labelNoise: 0.25 };
  const [first, second] = [0, 1].map((index) => splitTraining(dataset, spec, 1, { index, count: 2 }));
  assert.deepEqual(first!.validation, second!.validation);
  assert.deepEqual(first!.labels, second!.labels);
  assert.equal(new Set([...first!.train, ...second!.train]).size, 300);
  const changed = changedLabels(first!);
  assert.equal(changed.length, 75, 'a quarter of 300 samples');
  assert.ok(changed.every((id) => first!.train.includes(id) || second!.train.includes(id)));
  assert.equal(
    changed.filter((id) => first!.train.includes(id)).length,
    50,
    'a quarter of the common and of its own',
  );
});

test('with a limit the first learner of disjoint shards has the samples and noisy labels of one alone', () => {
  const spec = { ...SPEC, limitTrain: 100, labelNoise: 0.25 };
  const alone = splitTraining(dataset, spec, 1);
  const first = splitTraining(dataset, { ...spec, partition: 'disjoint' }, 1, { index: 0, count: 4 });
  assert.deepEqual(first.train, alone.train);
  assert.ok([...first.train].every((id) => first.labels[id] === alone.labels[id]));
});

test('more learners than samples are refused', () => {
  const spec = { ...SPEC, partition: 'disjoint' };
  assert.throws(
    () => splitTraining(tinyDataset(4), spec, 1, { index: 0, count: 5 }),
    failure('ERR_CONFIG', /3 training samples for 5 learners/),
  );
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

test('a fraction of 0 holds nothing out, and all samples are learned', () => {
  const { train, validation } = splitTraining(dataset, { ...SPEC, validationFraction: 0 }, 1);
  assert.equal(validation.length, 0);
  assert.deepEqual([...train], [...dataset.train.labels.keys()]);
});
