import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  checkDataName,
  DATA_NAMES,
  loadDataset,
  readersOf,
  surveyData,
} from '../../../../peer/data/catalog.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
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
    assert.deepEqual(await surveyData(set, { ...options, dataDir: folder }), { notes: [], classes: 10 });
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
  assert.deepEqual(await surveyData('cifar100', request), { notes: [], classes: 100 });
  await writeBelow(folder, 'cifar-10-binary.tar.gz', '');
  assert.deepEqual(await surveyData('cifar10', request), { notes: [], classes: 10 });
});

test('without a folder of the user nothing is looked for that could be fetched', async () => {
  for (const name of ['fashion-mnist', 'cifar10', 'mnist', 'synthetic'])
    assert.deepEqual(await surveyData(name, options), { notes: [], classes: 10 });
});

test('how many classes there are is known before anything is loaded, but of a module', async (t) => {
  const folder = await temporaryFolder(t);
  const [text, bytes] = [
    await writeBelow(folder, 'text.txt', 'abc'.repeat(1000)),
    await writeBelow(folder, 'bytes.bin', new Uint8Array(3000).fill(255)),
  ];
  for (const [name, classes] of [
    ['synthetic:classes=7', 7],
    ['cifar100', 100],
    [`text:${text}`, 3],
    [`bytes:${text}`, 256],
    [`text:${bytes}`, 256],
    ['./mine.js', undefined],
  ] as const)
    assert.equal((await surveyData(name, options)).classes, classes, name);
});

test('those that read the data are the learners', () => {
  const peers = [
    { id: 'a', network: 'gru' },
    { id: 't', network: 'mlp-lm:99-4-8', role: 'teacher', source: 'runs/x/peer-0' },
  ];
  assert.deepEqual(readersOf(parseRunSpec({ peers, data: { name: 'text:a.txt' } })), ['gru']);
});
