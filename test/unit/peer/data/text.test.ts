import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { loadDataset } from '../../../../peer/data/catalog.js';
import type { Dataset, Samples } from '../../../../peer/data/dataset.js';
import { fillBatch } from '../../../../peer/data/fill.js';
import { splitTraining } from '../../../../peer/data/split.js';
import { failure, temporaryFolder, writeBelow } from '../../../support/data-files.js';
import { smallText } from '../../../support/small-text.js';

async function load(
  t: TestContext,
  content: string | Uint8Array,
  options = '',
  set = 'text',
): Promise<{ dataset: Dataset; path: string }> {
  const path = await writeBelow(await temporaryFolder(t), 'text.txt', content);
  return { dataset: await loadDataset(`${set}:${path}${options}`, { seed: 1, cacheDir: '/nowhere' }), path };
}

/** What a window reads, and what it predicts, as text. */
function windowAt(
  { classNames, inputShape, positions }: Dataset,
  samples: Samples,
  id: number,
): [string, string] {
  const start = samples.starts![id]!;
  const text = (tokens: Iterable<number>): string => [...tokens].map((token) => classNames[token]).join('');
  return [
    text(samples.images.subarray(start, start + inputShape[0])),
    text(samples.labels.subarray(id * positions, (id + 1) * positions)),
  ];
}

const TEXT = smallText(3000);

test('tokens are the characters, numbered in the order of their code points', async (t) => {
  const { dataset } = await load(t, TEXT, ',window=8,positions=1');
  assert.deepEqual(dataset.classNames, [...new Set(TEXT)].sort());
  assert.equal(dataset.classes, dataset.classNames.length);
  assert.equal([...dataset.train.images].map((token) => dataset.classNames[token]).join(''), TEXT);
  assert.equal(dataset.text!.level, 'characters');
});

test('a sample reads its window and predicts the token after each of the last of it', async (t) => {
  const { dataset } = await load(t, TEXT, ',window=8,positions=3');
  assert.deepEqual([dataset.inputShape, dataset.positions], [[8], 3]);
  for (const id of [0, 1, 100, dataset.train.count - 1]) {
    const start = dataset.train.starts![id]!;
    assert.deepEqual(windowAt(dataset, dataset.train, id), [
      TEXT.slice(start, start + 8),
      TEXT.slice(start + 6, start + 9),
    ]);
  }
  const batch = { ids: Uint32Array.of(2, 0), augmentationSeed: 0 };
  const { inputs, labels } = fillBatch(dataset, dataset.train, dataset.train.labels, batch);
  assert.deepEqual(
    [...inputs],
    [6, 0].flatMap((start) => [...dataset.train.images.subarray(start, start + 8)]),
  );
  assert.deepEqual(
    [...labels],
    [12, 13, 14, 6, 7, 8].map((at) => dataset.train.images[at]!),
  );
});

test('with the default stride an epoch predicts every learned token but the first window once', async (t) => {
  const { dataset } = await load(t, TEXT, ',window=10,positions=10');
  const { train } = splitTraining(dataset, SPLIT, 1);
  const predicted = [...train].flatMap((id) =>
    Array.from({ length: 10 }, (_, i) => dataset.train.starts![id]! + 1 + i),
  );
  assert.deepEqual(
    predicted,
    Array.from({ length: predicted.length }, (_, i) => i + 1),
  );
  assert.ok(predicted.length > 2700 - 12 && predicted.at(-1)! < 2700);
});

const SPLIT = { validationFraction: 0.5, limitTrain: 0, labelNoise: 0, partition: 'same' };

test('training, validation and test windows lie in stretches of their own, with the tokens they predict', async (t) => {
  const { dataset } = await load(t, TEXT, ',window=8,positions=1,validation=9999,test=9999');
  const { train, validation } = splitTraining(dataset, SPLIT, 1);
  const stretch = (samples: Samples, ids: Iterable<number>): [number, number] => {
    const starts = [...ids].map((id) => samples.starts![id]!);
    return [Math.min(...starts), Math.max(...starts) + 8 + 1]; // with the token that the last one predicts
  };
  const [learned, held, tested] = [
    stretch(dataset.train, train),
    stretch(dataset.train, validation),
    stretch(dataset.test, dataset.test.labels.keys()),
  ];
  assert.deepEqual(
    [learned, held, tested],
    [
      [0, 2700],
      [2700, 2850],
      [2850, 3000],
    ],
  );
  const { dataset: fewer } = await load(t, TEXT, ',window=8,positions=1,validation=20,test=50');
  const fixed = splitTraining(fewer, SPLIT, 1).validation;
  assert.deepEqual([fixed.length, fewer.test.count], [20, 50]);
  assert.deepEqual(fixed, splitTraining(fewer, { ...SPLIT, validationFraction: 0.1 }, 9).validation);
});

test('learners with texts of their own get stretches of it', async (t) => {
  const { dataset } = await load(t, smallText(40_000), ',window=8,positions=1');
  const places = [0, 1].map(
    (index) => splitTraining(dataset, { ...SPLIT, partition: 'disjoint' }, 1, { index, count: 2 }).train,
  );
  const [a, b] = places as [Uint32Array, Uint32Array];
  assert.equal(a.length, b.length);
  assert.equal(new Set([...a, ...b]).size, 2 * a.length);
  assert.ok(a.filter((id, i) => i > 0 && id !== a[i - 1]! + 1).length < 9, 'in a few blocks');
});

test('noise changes that share of the labels, of every prediction of a window alike', async (t) => {
  const { dataset } = await load(t, TEXT, ',window=8,positions=4');
  const { train, labels } = splitTraining(dataset, { ...SPLIT, labelNoise: 0.25 }, 1);
  const changed = [...labels.keys()].filter((at) => labels[at] !== dataset.train.labels[at]);
  assert.equal(changed.length, Math.round(0.25 * train.length * 4));
  assert.equal(new Set(changed.map((at) => at % 4)).size, 4);
  assert.ok(
    changed.every((at) => Math.floor(at / 4) < train.length),
    'validation keeps its labels',
  );
});

test('more than 256 different characters, and what is no UTF-8, are read as bytes', async (t) => {
  const many = Array.from({ length: 300 }, (_, i) => String.fromCodePoint(0x4e00 + i))
    .join('')
    .repeat(10);
  const { dataset } = await load(t, many, ',window=8,positions=1');
  assert.deepEqual(
    [dataset.classes, dataset.text!.level, dataset.text!.tokensPerCharacter],
    [256, 'bytes', 3],
  );
  assert.deepEqual([...dataset.train.images], [...Buffer.from(many)]);
  assert.match(
    dataset.notes.join(),
    /is taken by bytes: it has 300 different characters, tokens need 2 to 256$/,
  );
  const latin = Buffer.from('caf\xe9 '.repeat(300), 'latin1');
  const { dataset: broken } = await load(t, latin, ',window=8,positions=1');
  assert.deepEqual([broken.classes, broken.text!.tokensPerCharacter], [256, 1]);
  assert.match(broken.notes.join(), /is taken by bytes: it is not UTF-8$/);
  const { dataset: asked } = await load(t, TEXT, ',window=8,positions=1', 'bytes');
  assert.deepEqual([asked.classes, asked.text!.level, asked.text!.tokensPerCharacter], [256, 'bytes', 1]);
  assert.deepEqual(asked.notes, [], 'that is what was asked for');
});

test('the digest is of the tokens and of what a sample is, not of the file’s name', async (t) => {
  const digests = await Promise.all(
    [
      [TEXT, ',window=8,positions=1'],
      [TEXT, ',window=8,positions=1'],
      [TEXT, ',window=9,positions=1'],
      [TEXT, ',window=8,positions=2'],
      [TEXT, ',window=8,positions=1,stride=2'],
      [TEXT, ',window=8,positions=1,test=7'],
      [`${TEXT.slice(0, -1)}?`, ',window=8,positions=1'],
    ].map(async ([content, options]) => (await load(t, content!, options)).dataset.digest),
  );
  assert.equal(digests[0], digests[1]);
  assert.equal(new Set(digests).size, digests.length - 1);
});

test('the file is looked for in the data folder too', async (t) => {
  const { path, dataset } = await load(t, TEXT, ',window=8,positions=1');
  const other = await loadDataset('text:text.txt,window=8,positions=1', {
    seed: 1,
    cacheDir: '/nowhere',
    dataDir: dirname(path),
  });
  assert.equal(other.digest, dataset.digest);
});

test('a file that is missing or too short, and unknown options, are refused', async (t) => {
  await assert.rejects(
    loadDataset('text:/nowhere/at-all.txt', { seed: 1, cacheDir: '' }),
    failure('ERR_DATA_MISSING', /at-all\.txt/),
  );
  await assert.rejects(
    loadDataset('text', { seed: 1, cacheDir: '' }),
    failure('ERR_CONFIG', /names no file/),
  );
  for (const content of ['', 'a', 'abc'.repeat(50)]) {
    await assert.rejects(load(t, content, ',window=64'), failure('ERR_CONFIG', /too few/));
  }
  await assert.rejects(load(t, TEXT, ',widow=3'), failure('ERR_CONFIG', /no option "widow"/));
});

test('a folder and a pipe are no text, and are not waited for', async (t) => {
  const folder = await temporaryFolder(t);
  spawnSync('mkfifo', [join(folder, 'pipe')]);
  for (const path of [folder, join(folder, 'pipe')]) {
    const loaded = loadDataset(`text:${path},window=4,positions=1`, { cacheDir: folder, seed: 1 });
    await assert.rejects(loaded, failure('ERR_DATA_MISSING', /is no file/, /give the path of a file/));
  }
});
