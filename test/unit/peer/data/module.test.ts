import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadDataset } from '../../../../peer/data/catalog.js';
import { failure, temporaryFolder, writeBelow } from '../../../support/data-files.js';

const BODY = `{
  classes: 2, inputShape: [1, 1, 1],
  train: { images: Uint8Array.of(seed, 2), labels: [0, 1] },
  test: { images: Uint8Array.of(dataDir === undefined ? 0 : dataDir.length), labels: Int32Array.of(1) },
}`;

async function load(
  folder: string,
  source: string,
  name = 'my-data.mjs',
): Promise<ReturnType<typeof loadDataset>> {
  const path = await writeBelow(folder, name, source);
  return loadDataset(path, { dataDir: 'four', cacheDir: folder, seed: 7 });
}

test('a default export or an export loadData gives the samples, and is given dataDir and seed', async (t) => {
  const folder = await temporaryFolder(t);
  const dataset = await load(folder, `export default async ({ dataDir, seed }) => (${BODY});`);
  assert.deepEqual([...dataset.train.images, ...dataset.test.images], [7, 2, 4]);
  assert.deepEqual(dataset.classNames, []);
  const named = await load(
    folder,
    `export function loadData({ dataDir, seed }) { return ${BODY}; }`,
    'named.mjs',
  );
  assert.equal(named.digest, dataset.digest);
  const classNames = ['cat', 'dog'];
  const given = `export default ({ dataDir, seed }) => ({ ...${BODY}, classNames: ${JSON.stringify(classNames)} });`;
  assert.deepEqual((await load(folder, given, 'given.mjs')).classNames, classNames);
});

test('what a module gets wrong is named by field', async (t) => {
  const folder = await temporaryFolder(t);
  const changed = (change: string): string =>
    `export default ({ dataDir, seed }) => ({ ...${BODY}, ${change} });`;
  const cases: [string, RegExp][] = [
    ['export const x = 1;', /exports no function as default or loadData/],
    ['export default () => { throw new Error("oh no"); };', /failed: oh no/],
    ['export default () => 5;', /result: /],
    ['this is not JavaScript', /does not load/],
    ['import "./not-there.mjs"; export default () => 1;', /does not load: .*not-there/],
    [changed('classes: 1'), /classes: /],
    [changed('inputShape: [1, 1]'), /inputShape/],
    [changed('train: { images: [1, 2], labels: [0, 1] }'), /train\.images: /],
    [changed('train: { images: Uint8Array.of(1, 2), labels: "01" }'), /train\.labels: expected an array/],
    [changed('classNames: ["a"]'), /returned 1 classNames, expected 2/],
    [changed('normalization: { mean: [0, 0], std: [1] }'), /2 means and 1 deviations, expected 1/],
    [changed('normalization: { mean: [0], std: [0] }'), /normalization\.std/],
    [changed('test: { images: Uint8Array.of(1), labels: [2] }'), /test split: the label of sample 0 is 2/],
    [
      changed('test: { images: Uint8Array.of(1, 2), labels: [1] }'),
      /test split: 2 bytes of pixels, expected 1/,
    ],
  ];
  for (const [i, [source, message]] of cases.entries()) {
    await assert.rejects(load(folder, source, `case-${i}.mjs`), failure('ERR_DATA_CORRUPT', message));
  }
});

test('a module that is not there is missing', async (t) => {
  const path = join(await temporaryFolder(t), 'absent.js');
  await assert.rejects(
    loadDataset(path, { cacheDir: '/nowhere', seed: 1 }),
    failure('ERR_DATA_MISSING', /no data module .*absent\.js/),
  );
});
