import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import {
  outputsFile,
  readOutputs,
  removeTestLogits,
  saveOutputs,
} from '../../../../peer/files/outputs-file.js';
import { temporaryDirectory } from '../../../support/launch.js';

const OUTPUTS = {
  ...{ peer: 'a', step: 40, dataDigest: 'd', classNames: ['x', 'y'], samples: 2, positions: 1, classes: 2 },
  ids: Uint32Array.of(0, 1),
  values: Float32Array.of(0.5, -1.25, 3e-8, 7),
};

test('outputs are read as they were saved, and nothing is left once they are removed', (t) => {
  const runDir = temporaryDirectory(t);
  const file = outputsFile(runDir, 'a', 'test-logits', 'best');
  mkdirSync(dirname(file), { recursive: true });
  removeTestLogits(runDir, 'a');
  saveOutputs(file, OUTPUTS);
  assert.deepEqual(readdirSync(dirname(file)).sort(), ['test-logits-best.bin', 'test-logits-best.json']);
  assert.deepEqual(readOutputs(file), OUTPUTS);
  removeTestLogits(runDir, 'a');
  assert.deepEqual(readdirSync(dirname(file)), []);
});

test('what was cut off, or has no facts, is no outputs', (t) => {
  const file = join(temporaryDirectory(t), 'outputs');
  saveOutputs(file, OUTPUTS);
  truncateSync(`${file}.bin`, 20);
  assert.throws(() => readOutputs(file), /20 bytes, expected 24/);
  rmSync(`${file}.json`);
  assert.throws(() => readOutputs(file), /ENOENT/);
});
