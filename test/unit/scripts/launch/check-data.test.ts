import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { checkData } from '../../../../scripts/launch/check-data.js';
import { temporaryDirectory } from '../../../support/launch.js';

test('a payload that keeps more logits than the data have classes is refused before anything starts', async (t) => {
  const file = join(temporaryDirectory(t), 'abc.txt');
  writeFileSync(file, 'abcabc');
  const exchange = { payload: 'top-4' };
  const peers = [{ id: 'a', network: 'gru' }];
  for (const spec of [
    { data: { name: 'synthetic:classes=3' }, exchange },
    { data: { name: `text:${file}` }, peers, exchange },
  ])
    await assert.rejects(checkData(parseRunSpec(spec), undefined), {
      code: 'ERR_CONFIG',
      message: /3 classes/,
    });
  for (const name of ['mnist', 'synthetic:classes=4', './mine.js'])
    assert.deepEqual(await checkData(parseRunSpec({ data: { name }, exchange }), undefined), []);
});

test('how the data are read, where that may surprise, is told', async (t) => {
  const file = join(temporaryDirectory(t), 'latin1.txt');
  writeFileSync(file, Uint8Array.of(0x61, 0xe9, 0x62));
  const spec = parseRunSpec({ data: { name: `text:${file}` }, peers: [{ id: 'a', network: 'gru' }] });
  assert.deepEqual(await checkData(spec, undefined), [`${file} is taken by bytes: it is not UTF-8`]);
});
