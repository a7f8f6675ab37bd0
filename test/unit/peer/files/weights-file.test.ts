import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { encodeSafetensors } from '../../../../peer/files/safetensors.js';
import { findWeights, readWeights } from '../../../../peer/files/weights-file.js';
import { failure, temporaryFolder } from '../../../support/data-files.js';

test('weights are found as a file or in the folder of an export, and read with their hash', async (t) => {
  const folder = await temporaryFolder(t);
  const bias = { name: 'bias', shape: [1], values: Float32Array.of(2) };
  const bytes = encodeSafetensors([bias], {});
  const [file, other] = [join(folder, 'weights.safetensors'), join(folder, 'mine')];
  for (const path of [file, other]) writeFileSync(path, bytes);
  assert.deepEqual(
    [folder, file, other].map((place) => findWeights(place, 'a')),
    [file, file, other],
  );
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  assert.deepEqual(readWeights(folder, 'a'), { path: file, sha256, tensors: new Map([['bias', bias]]) });
});

test('weights that are not there, or are none, are refused by peer and path', async (t) => {
  const folder = await temporaryFolder(t);
  const missing = failure('ERR_DATA_MISSING', /^a: no weights at .*x/);
  assert.throws(() => findWeights(join(folder, 'x'), 'a'), missing);
  mkdirSync(join(folder, 'x', 'weights.safetensors'), { recursive: true });
  assert.throws(() => findWeights(join(folder, 'x'), 'a'), missing);
  writeFileSync(join(folder, 'mine'), 'not at all tensors');
  const corrupt = failure('ERR_DATA_CORRUPT', /^a: weights .*mine cannot be read: it is no safetensors file/);
  assert.throws(() => readWeights(join(folder, 'mine'), 'a'), corrupt);
});
