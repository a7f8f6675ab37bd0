import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkInputs, proofSamples } from '../../../../peer/export/proof-samples.js';
import type { Preprocessing } from '../../../../peer/files/preprocessing.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { temporaryFolder } from '../../../support/data-files.js';

const PEERS = [{ id: 'a' }, { id: 'b' }];
const picture: Preprocessing = {
  ...{ network: 'mlp', positions: 1, classes: 3, classNames: [] },
  input: { kind: 'picture', shape: [1, 2, 2], range: [0, 1], mean: [0, 0.5], std: [1, 0.25], view: 'full' },
};

test('a network sees each pixel less the mean of its channel, by its deviation', () => {
  const seen = networkInputs(Uint8Array.of(0, 0, 255, 255), picture);
  assert.deepEqual([...seen], [0, -2, 1, 2]);
});

test('a text is seen as it is', () => {
  const text = { ...picture, input: { kind: 'text', shape: [2], tokens: 'bytes' } } as const;
  assert.deepEqual([...networkInputs(Uint8Array.of(3, 1), text)], [3, 1]);
});

test('the samples are the first of the test split, as they are stored', async (t) => {
  const spec = parseRunSpec({
    peers: PEERS,
    data: { name: 'synthetic:classes=3,size=2x2x1,train=20,test=9' },
  });
  const places = { cacheDir: await temporaryFolder(t) };
  const input = { ...picture.input, shape: [2, 2, 1], mean: [0.5], std: [0.25] };
  const gray = { ...picture, input };
  const samples = await proofSamples(spec, places, gray, { count: 256, takesPixels: true });
  assert.deepEqual([samples.count, samples.classes, samples.syntheticSince], [9, 3, undefined]);
  assert.ok(samples.fed.every((pixel) => Number.isInteger(pixel) && pixel >= 0 && pixel < 256));
  assert.deepEqual(samples.seen, networkInputs(Uint8Array.from(samples.fed), gray));
});

test('where the data are not here samples are made up, with the reason', async (t) => {
  const spec = parseRunSpec({ peers: PEERS, data: { name: 'images:/nowhere' } });
  const places = { cacheDir: await temporaryFolder(t) };
  const samples = await proofSamples(spec, places, picture, { count: 5, takesPixels: false });
  assert.deepEqual([samples.count, samples.seen.length], [5, 20]);
  assert.match(samples.syntheticSince ?? '', /nowhere/);
  assert.equal(samples.fed, samples.seen);
});
