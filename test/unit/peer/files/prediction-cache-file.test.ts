import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PredictionStore } from '../../../../peer/core/exchange/prediction-store.js';
import { CheckpointFormatError } from '../../../../peer/files/checkpoint-format.js';
import { loadCache, saveCache } from '../../../../peer/files/prediction-cache-file.js';
import { temporaryDirectory } from '../../../support/launch.js';

const OWNER = { peerId: 'a', runSpecHash: 'ab'.repeat(32) };

function storeOf(entries: readonly (readonly [id: number, step: number])[]): PredictionStore {
  const store = new PredictionStore({ valuesPerSample: 2, entriesMax: 10 });
  for (const [id, step] of entries) store.put(id, step, Float32Array.of(id + 0.25, step));
  return store;
}

test('what was cached of each teacher is there again, with its ages', (t) => {
  const path = join(temporaryDirectory(t), 'cache');
  saveCache(
    path,
    new Map([
      [
        'b',
        storeOf([
          [5, 3],
          [1, 9],
        ]),
      ],
      ['c', storeOf([[2, 2]])],
      ['d', storeOf([])],
    ]),
    OWNER,
  );
  const stores = loadCache(path, OWNER, 2, 10);
  assert.deepEqual([...stores.keys()], ['b', 'c']);
  assert.deepEqual(
    [...stores.get('b')!.entries()].map(({ id, madeAtStep, values }) => [id, madeAtStep, ...values]),
    [
      [5, 3, 5.25, 3],
      [1, 9, 1.25, 9],
    ],
  );
  assert.equal(loadCache(path, OWNER, 2, 1).get('b')!.size, 1, 'a smaller bound holds');
});

test('no file, or one of another peer or run spec, is an empty cache', (t) => {
  const path = join(temporaryDirectory(t), 'cache');
  assert.equal(loadCache(path, OWNER, 2, 10).size, 0);
  saveCache(path, new Map([['b', storeOf([[5, 3]])]]), OWNER);
  assert.equal(loadCache(path, { ...OWNER, peerId: 'x' }, 2, 10).size, 0);
  assert.equal(loadCache(path, { ...OWNER, runSpecHash: 'cd'.repeat(32) }, 2, 10).size, 0);
});

test('a damaged file, or predictions of another size, are found out', (t) => {
  const path = join(temporaryDirectory(t), 'cache');
  saveCache(path, new Map([['b', storeOf([[5, 3]])]]), OWNER);
  assert.throws(() => loadCache(path, OWNER, 3, 10), CheckpointFormatError);
  const bytes = readFileSync(path);
  bytes[bytes.length - 40]! ^= 1;
  writeFileSync(path, bytes);
  assert.throws(() => loadCache(path, OWNER, 2, 10), CheckpointFormatError);
});
