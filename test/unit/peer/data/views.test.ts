import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillBatch } from '../../../../peer/data/fill.js';
import { seenShape } from '../../../../peer/data/input-format.js';
import { measureNormalization } from '../../../../peer/data/normalization.js';
import { checkViewName, loadView, VIEW_NAMES, viewed } from '../../../../peer/data/views.js';
import { failure, temporaryFolder, tinyDataset, writeBelow } from '../../../support/data-files.js';

/** Bytes that a view makes of an image. */
async function seen(
  name: string,
  shape: readonly [number, number, number],
  image: readonly number[],
): Promise<number[]> {
  const view = await loadView(name, shape);
  if (view === undefined) return [...image];
  const out = new Uint8Array(view.shape.reduce((product: number, side) => product * side, 1));
  view.apply(Uint8Array.from(image), 0, out);
  return [...out];
}

test('halves are what they say, and share the middle of an odd side', async () => {
  const image = [1, 2, 3, 4, 5, 6, 7, 8, 9]; // 3×3
  assert.deepEqual(await seen('left', [3, 3, 1], image), [1, 2, 4, 5, 7, 8]);
  assert.deepEqual(await seen('right', [3, 3, 1], image), [2, 3, 5, 6, 8, 9]);
  assert.deepEqual(await seen('top', [3, 3, 1], image), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(await seen('bottom', [3, 3, 1], image), [4, 5, 6, 7, 8, 9]);
  assert.deepEqual(await seen('right', [1, 2, 3], [1, 2, 3, 4, 5, 6]), [4, 5, 6], 'channels stay together');
  assert.deepEqual((await loadView('top', [5, 4, 3]))!.shape, [3, 4, 3]);
});

test('gray is the luma of red, green and blue, and a grey image is full', async () => {
  assert.deepEqual(await seen('gray', [1, 3, 3], [255, 0, 0, 0, 255, 0, 10, 20, 30]), [
    76,
    150,
    Math.round(0.299 * 10 + 0.587 * 20 + 0.114 * 30),
  ]);
  assert.equal(await loadView('gray', [2, 2, 1]), undefined);
  assert.equal(await loadView('full', [2, 2, 3]), undefined);
  await assert.rejects(loadView('gray', [2, 2, 4]), failure('ERR_CONFIG', /4 channels/));
});

test('new channels are normalised by what is seen, halves by the set’s own mean and deviation', async () => {
  const dataset = tinyDataset(20, [4, 4, 3]);
  const gray = await viewed(dataset, 'gray');
  assert.deepEqual(seenShape(gray), [4, 4, 1]);
  const pixels = Array.from({ length: 20 * 16 }, (_, i) => {
    const [red, green, blue] = dataset.train.images.subarray(3 * i, 3 * i + 3);
    return Math.round(0.299 * red! + 0.587 * green! + 0.114 * blue!);
  });
  assert.deepEqual(gray.normalization, measureNormalization([Uint8Array.from(pixels)], 1));
  assert.equal((await viewed(dataset, 'left')).normalization, dataset.normalization);
  assert.deepEqual(seenShape(await viewed(dataset, 'full')), [4, 4, 3]);
});

test('a viewed batch has the ids and labels of the full one', async () => {
  const dataset = tinyDataset(6, [4, 4, 1]);
  const batch = { ids: Uint32Array.of(4, 1), augmentationSeed: 0 };
  const full = fillBatch(dataset, dataset.train, dataset.train.labels, batch);
  const left = fillBatch(await viewed(dataset, 'left'), dataset.train, dataset.train.labels, batch);
  assert.deepEqual([left.ids, left.labels], [full.ids, full.labels]);
  const expected = [0, 1].flatMap((row) =>
    [0, 1, 2, 3].flatMap((y) => [...full.inputs.subarray(row * 16 + y * 4, row * 16 + y * 4 + 2)]),
  );
  assert.deepEqual([...left.inputs], expected);
});

test('two views of an augmented sample are of the same crop and flip', async () => {
  const dataset = tinyDataset(3, [4, 4, 1]);
  const batch = { ids: Uint32Array.of(2), augmentationSeed: 99 };
  const inputs = async (view: string): Promise<Float32Array> =>
    fillBatch(await viewed(dataset, view), dataset.train, dataset.train.labels, batch).inputs;
  const [full, top, bottom] = [await inputs('full'), await inputs('top'), await inputs('bottom')];
  assert.deepEqual([...top, ...bottom], [...full]);
  const plain = fillBatch(dataset, dataset.train, dataset.train.labels, { ...batch, augmentationSeed: 0 });
  assert.notDeepEqual(full, plain.inputs);
});

test('a user’s module makes what it likes of a sample', async (t) => {
  const folder = await temporaryFolder(t);
  const file = await writeBelow(
    folder,
    'view.mjs',
    `export default ({ inputShape: [h, w] }) => ({ shape: [1, 1, 2],
       view: (sample, id) => Uint8Array.of(sample[h * w - 1], id) });`,
  );
  const view = (await loadView(file, [2, 2, 1]))!;
  const out = new Uint8Array(2);
  view.apply(Uint8Array.of(1, 2, 3, 4), 7, out);
  assert.deepEqual([...out], [4, 7]);
  const dataset = tinyDataset(5, [2, 2, 1]);
  assert.equal((await viewed(dataset, file)).normalization.mean.length, 2, 'measured on what is seen');
});

test('a module that is not there or does not do what it should is refused with its name', async (t) => {
  const folder = await temporaryFolder(t);
  const refused = async (
    source: string,
    ...expected: [Parameters<typeof failure>[0], RegExp]
  ): Promise<void> => {
    const file = await writeBelow(folder, `view-${Math.floor(performance.now() * 1e6)}.mjs`, source);
    await assert.rejects(
      async () => {
        const view = (await loadView(file, [2, 2, 1]))!;
        view.apply(new Uint8Array(4), 3, new Uint8Array(4));
      },
      failure(...expected),
    );
  };
  await assert.rejects(loadView(`${folder}/none.mjs`, [2, 2, 1]), failure('ERR_DATA_MISSING', /none\.mjs/));
  await refused('export const x = 1;', 'ERR_DATA_CORRUPT', /no function as default or createView/);
  await refused('export default () => { throw new Error("why"); };', 'ERR_DATA_CORRUPT', /failed: why/);
  await refused('export default () => ({ shape: [2, 2] });', 'ERR_DATA_CORRUPT', /\{ shape, view \}/);
  await refused('export default () => ({ shape: [2], view: (x) => x });', 'ERR_DATA_CORRUPT', /\[2,2,1\]/);
  await refused(
    'export default () => ({ shape: [2, 2, 1], view: () => new Uint8Array(3) });',
    'ERR_DATA_CORRUPT',
    /4 bytes of sample 3/,
  );
});

test('an unknown view is refused with the nearest name, and images’ views are not for text', async () => {
  for (const name of VIEW_NAMES) checkViewName(name);
  checkViewName('./my-view.js');
  assert.throws(() => checkViewName('grey'), failure('ERR_CONFIG', /did you mean "gray"/));
  await assert.rejects(loadView('left', [16]), failure('ERR_CONFIG', /the samples are text/));
  assert.equal(await loadView('full', [16]), undefined);
});
