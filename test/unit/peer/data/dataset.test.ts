import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { createDataset, type RawDataset } from '../../../../peer/data/dataset.js';
import { failure } from '../../../support/data-files.js';

const RAW: RawDataset = {
  name: 'two',
  source: 'here',
  classes: 2,
  inputShape: [1, 2, 1],
  train: { images: Uint8Array.of(0, 255, 0, 255), labels: [0, 1] },
  test: { images: Uint8Array.of(5, 6), labels: Int32Array.of(1) },
};

test('samples lie in shared memory, whatever they came in', () => {
  const { train, test: held } = createDataset(RAW);
  for (const array of [train.images, train.labels, held.images, held.labels]) {
    assert.ok(array.buffer instanceof SharedArrayBuffer);
  }
  assert.deepEqual([...train.images], [0, 255, 0, 255]);
  assert.deepEqual([...held.labels], [1]);
});

test('classes that have no names get none, and normalization follows from the samples unless given', () => {
  const dataset = createDataset(RAW);
  assert.deepEqual(dataset.classNames, []);
  assert.deepEqual(createDataset({ ...RAW, classNames: ['cat', 'dog'] }).classNames, ['cat', 'dog']);
  assert.deepEqual(dataset.normalization, { mean: [0.5], std: [0.5] });
});

test('the digest is a SHA-256 over shape, labels and pixels of both splits', () => {
  const expected = createHash('sha256')
    .update('codistill data 1\nclasses 2\nshape 1 2 1\ntrain 2\ntest 1\n')
    .update(Buffer.from([0, 0, 0, 0, 1, 0, 0, 0, 0, 255, 0, 255]))
    .update(Buffer.from([1, 0, 0, 0, 5, 6]))
    .digest('hex');
  assert.equal(createDataset(RAW).digest, expected);
  assert.equal(createDataset({ ...RAW, name: 'other', source: 'there' }).digest, expected);
});

test('the digest changes with every pixel, label and shape', () => {
  const changed: RawDataset[] = [
    { ...RAW, classes: 3 },
    { ...RAW, inputShape: [2, 1, 1] },
    { ...RAW, train: { ...RAW.train, labels: [1, 1] } },
    { ...RAW, train: { ...RAW.train, images: Uint8Array.of(0, 255, 0, 254) } },
    { ...RAW, test: { ...RAW.test, images: Uint8Array.of(5, 7) } },
    { ...RAW, train: RAW.test, test: RAW.train },
  ];
  const digests = new Set([RAW, ...changed].map((raw) => createDataset(raw).digest));
  assert.equal(digests.size, changed.length + 1);
});

test('samples that cannot be right are refused with split and place', () => {
  const { train } = RAW;
  const cases: [RawDataset['train'], RegExp][] = [
    [{ images: new Uint8Array(0), labels: [] }, /here, train split: no samples/],
    [{ ...train, labels: [0] }, /4 bytes of pixels, expected 2 for 1 labels and 1x2x1/],
    [{ ...train, labels: [0, 2] }, /label of sample 1 is 2, expected 0 to 1/],
    [{ ...train, labels: [-1, 0] }, /label of sample 0 is -1/],
    [{ ...train, labels: [0.5, 0] }, /label of sample 0 is 0.5/],
  ];
  for (const [broken, message] of cases) {
    assert.throws(() => createDataset({ ...RAW, train: broken }), failure('ERR_DATA_CORRUPT', message));
  }
});
