import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDataName, DATA_NAMES, loadDataset } from '../../../../peer/data/catalog.js';
import { failure } from '../../../support/data-files.js';

const options = { seed: 1, cacheDir: '/nowhere' };

test('an unknown set is refused with the nearest known name', async () => {
  await assert.rejects(
    loadDataset('minst', options),
    failure('ERR_DATA_UNKNOWN', /no data set "minst"/, /did you mean "mnist"\?/, /cifar100/),
  );
  await assert.rejects(loadDataset('constructor', options), failure('ERR_DATA_UNKNOWN'));
});

test('every known name is accepted, with the sets that were promised among them', () => {
  for (const name of DATA_NAMES) assert.equal(checkDataName(name).set, name);
  assert.deepEqual(
    [...DATA_NAMES],
    ['mnist', 'fashion-mnist', 'cifar10', 'cifar100', 'images', 'synthetic', 'text', 'bytes'],
  );
});

test('a set without options refuses one', async () => {
  await assert.rejects(loadDataset('mnist:size=3x3', options), failure('ERR_CONFIG', /no option "size"/));
});
