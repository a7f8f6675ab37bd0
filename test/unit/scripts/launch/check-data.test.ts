import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { checkData } from '../../../../scripts/launch/check-data.js';
import { temporaryDirectory } from '../../../support/launch.js';

test('a payload that keeps more logits than the data have classes is refused before anything starts', async (t) => {
  const file = join(temporaryDirectory(t), 'abc.txt');
  writeFileSync(file, 'abc'.repeat(1000));
  const exchange = { payload: 'top-4' };
  const peers = [{ id: 'a', network: 'gru' }];
  for (const spec of [
    { data: { name: 'synthetic:classes=3' }, exchange },
    { data: { name: `text:${file}` }, peers, exchange },
  ])
    await assert.rejects(checkData(parseRunSpec(spec), undefined, assert.fail), {
      code: 'ERR_CONFIG',
      message: /3 classes/,
    });
  for (const name of ['mnist', 'synthetic:classes=4', './mine.js'])
    assert.deepEqual(await checkData(parseRunSpec({ data: { name }, exchange }), undefined, assert.fail), []);
});

test('a text that is too short, and one picture alone, are refused before anything starts', async (t) => {
  const folder = temporaryDirectory(t);
  const file = join(folder, 'short.txt');
  writeFileSync(file, 'abcabc');
  const text = parseRunSpec({ data: { name: `text:${file}` }, peers: [{ id: 'a', network: 'gru' }] });
  await assert.rejects(checkData(text, undefined, assert.fail), {
    code: 'ERR_CONFIG',
    message: /6 tokens are too few/,
  });
  for (const name of ['a', 'b']) {
    mkdirSync(join(folder, 'pictures', name), { recursive: true });
    writeFileSync(join(folder, 'pictures', name, '1.png'), '');
  }
  await assert.rejects(
    checkData(parseRunSpec({ data: { name: 'images' } }), join(folder, 'pictures'), assert.fail),
    {
      code: 'ERR_DATA_CORRUPT',
      message: /1 image to learn from and to validate with, expected two/,
    },
  );
});

test('how the data are read, where that may surprise, is told', async (t) => {
  const file = join(temporaryDirectory(t), 'latin1.txt');
  writeFileSync(file, new Uint8Array(3000).fill(0xe9));
  const spec = parseRunSpec({ data: { name: `text:${file}` }, peers: [{ id: 'a', network: 'gru' }] });
  assert.deepEqual(await checkData(spec, undefined, assert.fail), [
    `${file} is taken by bytes: it is not UTF-8`,
  ]);
});
