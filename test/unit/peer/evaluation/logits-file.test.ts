import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findLogits, readLogits, saveLogits } from '../../../../peer/evaluation/logits-file.js';
import { outputsFile } from '../../../../peer/files/outputs-file.js';
import { failure, temporaryFolder } from '../../../support/data-files.js';

const LOGITS = {
  ...{ peer: 'a', step: 40, dataDigest: 'd', classNames: ['cat', 'dog'] },
  ...{ samples: 2, positions: 1, classes: 2 },
  ids: Uint32Array.of(0, 1),
  values: Float32Array.of(1.5, -2.25, 0, 1e-30),
};
const DATA = { digest: 'd', classNames: ['cat', 'dog'], positions: 1, classes: 2, test: { count: 2 } };

async function saved(t: Parameters<typeof temporaryFolder>[0], changes: object = {}): Promise<string> {
  const runDir = await temporaryFolder(t);
  mkdirSync(join(runDir, 'peers', 'a'), { recursive: true });
  saveLogits(runDir, 'last', { ...LOGITS, ...changes });
  return runDir;
}

test('logits are read as they were saved, to the last bit, and lie as documented', async (t) => {
  const runDir = await saved(t);
  assert.deepEqual(readLogits(outputsFile(runDir, 'a', 'logits', 'last'), 'a'), LOGITS);
  assert.deepEqual(findLogits(outputsFile(runDir, 'a', 'logits', 'last'), 'a', DATA), {
    step: 40,
    logits: LOGITS.values,
  });
  const bytes = readFileSync(join(runDir, 'peers', 'a', 'logits-last.bin'));
  assert.deepEqual([bytes.length, bytes.readUInt32LE(4), bytes.readFloatLE(8)], [24, 1, 1.5]);
});

test('logits of other data are not scored, and it is said in what they differ', async (t) => {
  const runDir = await saved(t);
  const why = (changes: object): unknown =>
    findLogits(outputsFile(runDir, 'a', 'logits', 'last'), 'a', { ...DATA, ...changes });
  for (const [changes, what] of [
    [{ digest: 'e' }, 'dataDigest is "d", here "e"'],
    [{ test: { count: 3 } }, 'samples is 2, here 3'],
    [{ positions: 2 }, 'positions is 1, here 2'],
    [{ classes: 3, classNames: [] }, 'classes is 2, here 3'],
  ] as const)
    assert.deepEqual(why(changes), { why: `its test logits are of other data: ${what}` });
  assert.match(JSON.stringify(why({ classNames: ['dog', 'cat'] })), /mean something else: class 0/);
});

test('none, those of another, a part of them and what is not finite are refused with the reason', async (t) => {
  const runDir = await saved(t);
  const file = outputsFile(runDir, 'a', 'logits', 'last');
  assert.deepEqual(findLogits(outputsFile(runDir, 'a', 'logits', 'best'), 'a', DATA), {
    why: 'neither a checkpoint of it is here nor its test logits',
  });
  assert.throws(() => readLogits(file, 'b'), failure('ERR_RUN_DIR', /those of "a"/, /--save-logits/));
  for (const [changes, what] of [
    [{ ids: Uint32Array.of(1, 0) }, /in another order/],
    [{ values: Float32Array.of(0, Number.POSITIVE_INFINITY, 0, 0) }, /not finite/],
  ] as const) {
    const other = await saved(t, changes);
    assert.throws(
      () => readLogits(outputsFile(other, 'a', 'logits', 'last'), 'a'),
      failure('ERR_RUN_DIR', what),
    );
  }
  truncateSync(`${file}.bin`, 20);
  assert.match(
    JSON.stringify(findLogits(outputsFile(runDir, 'a', 'logits', 'last'), 'a', DATA)),
    /20 bytes, expected 24/,
  );
});
