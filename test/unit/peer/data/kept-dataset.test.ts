import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Dataset } from '../../../../peer/data/dataset.js';
import { KeptDataset } from '../../../../peer/data/kept-dataset.js';
import type { DataRequest } from '../../../../peer/data/request.js';
import { failure, temporaryFolder, writeBelow, writeTinyIdxSet } from '../../../support/data-files.js';

type Load = (request?: Partial<Omit<DataRequest, 'name'>>) => Promise<Dataset>;

/** Loads one set after the other from the same keeper. */
function keeper(name: string): Load {
  const kept = new KeptDataset();
  return (request) => kept.load(name, { seed: 1, cacheDir: '/nowhere', networks: ['mlp'], ...request });
}

/** A folder with a tiny set in MNIST's form. */
async function idxFolder(t: TestContext): Promise<string> {
  const folder = await temporaryFolder(t);
  await writeTinyIdxSet(folder, { gzipped: true });
  return folder;
}

test('data of files are kept for a run of another seed and other networks', async (t) => {
  const dataDir = await idxFolder(t);
  const load = keeper('mnist');
  const first = await load({ dataDir });
  assert.equal(await load({ dataDir, seed: 2, networks: ['cnn'] }), first);
});

test('data of another folder are other data, and those before are not kept beside them', async (t) => {
  const [one, other] = [await idxFolder(t), await idxFolder(t)];
  const load = keeper('mnist');
  const first = await load({ dataDir: one });
  assert.notEqual(await load({ dataDir: other }), first);
  assert.notEqual(await load({ dataDir: one }), first);
});

test('samples that are drawn are kept for a run of the same seed alone', async () => {
  const load = keeper('synthetic:train=20,test=10');
  const first = await load();
  assert.equal(await load(), first);
  const other = await load({ seed: 2 });
  assert.notEqual(other.digest, first.digest);
  assert.equal((await load()).digest, first.digest);
});

test('the windows of a text are as long as its networks ask for', async (t) => {
  const folder = await temporaryFolder(t);
  const file = await writeBelow(folder, 'text.txt', 'so it goes, and so it goes on. '.repeat(200));
  const load = keeper(`text:${file}`);
  const first = await load({ networks: ['gru'] });
  assert.equal(await load({ networks: ['gru'], seed: 2 }), first);
  assert.notEqual(await load({ networks: ['mlp-lm'] }), first);
});

test('what could not be loaded is not kept, and is tried again', async (t) => {
  const dataDir = await temporaryFolder(t);
  const load = keeper('mnist');
  await assert.rejects(load({ dataDir }), failure('ERR_DATA_MISSING'));
  await writeTinyIdxSet(dataDir, { gzipped: true });
  assert.equal((await load({ dataDir })).classes, 10);
});
