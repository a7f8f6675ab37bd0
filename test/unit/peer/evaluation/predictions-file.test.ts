import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  checkComparable,
  readPredictions,
  type SavedPredictions,
  savePredictions,
} from '../../../../peer/evaluation/predictions-file.js';
import { failure, temporaryFolder } from '../../../support/data-files.js';

const PREDICTIONS: SavedPredictions = {
  peer: 'a',
  step: 40,
  dataDigest: 'd',
  classNames: ['cat', 'dog'],
  samples: 2,
  positions: 2,
  classes: 2,
  ids: Uint32Array.of(7, 70_000),
  probabilities: Float32Array.of(0.25, 0.75, 0.5, 0.5, 1, 0, 0.125, 0.875),
};

test('what is saved is read again, and lies as documented', async (t) => {
  const runDir = await temporaryFolder(t);
  const folder = join(runDir, 'peers', 'a');
  mkdirSync(folder, { recursive: true });
  savePredictions(runDir, 'best', PREDICTIONS);
  assert.deepEqual(readPredictions(runDir, 'a', 'best'), PREDICTIONS);
  const bytes = readFileSync(join(folder, 'predictions-best.bin'));
  assert.deepEqual(
    [bytes.length, bytes.readUInt32LE(4), bytes.readFloatLE(12)],
    [2 * 4 + 8 * 4, 70_000, 0.75],
  );
  assert.equal(
    (JSON.parse(readFileSync(join(folder, 'predictions-best.json'), 'utf8')) as { step: number }).step,
    40,
  );
});

test('none, and one that is cut off, is refused with what to do', async (t) => {
  const runDir = await temporaryFolder(t);
  mkdirSync(join(runDir, 'peers', 'a'), { recursive: true });
  const expected = failure(
    'ERR_RUN_DIR',
    /no saved predictions of a/,
    /--save-predictions --checkpoint last/,
  );
  assert.throws(() => readPredictions(runDir, 'a', 'last'), expected);
  savePredictions(runDir, 'last', PREDICTIONS);
  const facts = join(runDir, 'peers', 'a', 'predictions-last.json');
  const { classNames: _, ...older } = JSON.parse(readFileSync(facts, 'utf8')) as Record<string, unknown>;
  writeFileSync(facts, JSON.stringify(older));
  assert.deepEqual(readPredictions(runDir, 'a', 'last').classNames, [], 'older versions wrote no names');
  truncateSync(join(runDir, 'peers', 'a', 'predictions-last.bin'), 39);
  assert.throws(() => readPredictions(runDir, 'a', 'last'), expected);
});

test('predictions of other samples are not compared', () => {
  checkComparable(PREDICTIONS, { ...PREDICTIONS, peer: 'b', step: 50 });
  const refused = (other: Partial<SavedPredictions>, what: RegExp): void =>
    assert.throws(
      () => checkComparable(PREDICTIONS, { ...PREDICTIONS, ...other }),
      failure('ERR_RUN_DIR', what),
    );
  refused({ dataDigest: 'e' }, /dataDigest is d and e/);
  refused({ classes: 3 }, /classes/);
  refused({ ids: Uint32Array.of(7, 8) }, /sample ids differ/);
  assert.throws(
    () =>
      checkComparable(PREDICTIONS, {
        ...PREDICTIONS,
        peer: 'b',
        dataDigest: 'e',
        classNames: ['dog', 'cat'],
      }),
    failure('ERR_CLASS_NAMES', /predictions of b .* class 0 is "cat" here and "dog" there/),
  );
});
