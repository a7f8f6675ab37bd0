import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkDataName, DATA_NAMES, loadDataset, surveyData } from '../../../../peer/data/catalog.js';
import { failure, temporaryFolder, writeBelow, writeTinyIdxSet } from '../../../support/data-files.js';

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

for (const name of ['mnist', 'fashion-mnist', 'cifar10', 'cifar100']) {
  test(`${name} in a folder that is empty, or not there, is missed before anything is loaded`, async (t) => {
    const folder = await temporaryFolder(t);
    for (const dataDir of [folder, `${folder}/none`])
      await assert.rejects(
        surveyData(name, { ...options, dataDir }),
        failure('ERR_DATA_MISSING', new RegExp(folder)),
      );
  });
}

for (const set of ['mnist', 'fashion-mnist']) {
  test(`${set} of which every file is there passes, and one file short is missed by name`, async (t) => {
    const folder = await temporaryFolder(t);
    await writeTinyIdxSet(folder, { gzipped: true });
    assert.deepEqual(await surveyData(set, { ...options, dataDir: folder }), []);
    await rm(join(folder, 't10k-labels-idx1-ubyte.gz'));
    await assert.rejects(
      surveyData(set, { ...options, dataDir: folder }),
      failure('ERR_DATA_MISSING', /no t10k-labels-idx1-ubyte/),
    );
  });
}

test('CIFAR as an archive, or as a folder with all of its files, passes; one file short is missed by name', async (t) => {
  const folder = await temporaryFolder(t);
  const request = { ...options, dataDir: folder };
  await writeBelow(folder, 'cifar-100-binary/train.bin', '');
  await assert.rejects(surveyData('cifar100', request), failure('ERR_DATA_MISSING', /no test\.bin/));
  await writeBelow(folder, 'cifar-100-binary/test.bin', '');
  assert.deepEqual(await surveyData('cifar100', request), []);
  await writeBelow(folder, 'cifar-10-binary.tar.gz', '');
  assert.deepEqual(await surveyData('cifar10', request), []);
});

test('without a folder of the user nothing is looked for that could be fetched', async () => {
  for (const name of ['fashion-mnist', 'cifar10', 'cifar100', 'mnist', 'synthetic'])
    assert.deepEqual(await surveyData(name, options), []);
});
