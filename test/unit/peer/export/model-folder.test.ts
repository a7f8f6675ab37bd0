import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  describeModel,
  type ExportedModel,
  newFolder,
  readModel,
  writeFiles,
} from '../../../../peer/export/model-folder.js';
import { failure, temporaryFolder } from '../../../support/data-files.js';

const MODEL: ExportedModel = {
  ...{ network: 'mlp', positions: 1, classes: 2, classNames: [] },
  input: { kind: 'text', shape: [2], tokens: 'bytes' },
  ...{ format: 'tfjs', takesPixels: false, output: 'logits' },
};

test('a folder gets its name when it is filled, with those above it', async (t) => {
  const path = join(await temporaryFolder(t), 'exports', 'a');
  const result = await newFolder(path, async (directory) => {
    assert.notEqual(directory, path);
    describeModel(directory, MODEL);
    return 7;
  });
  assert.equal(result, 7);
  assert.deepEqual(readModel(path), MODEL);
  assert.deepEqual(readdirSync(join(path, '..')), ['a']);
});

test('a file may be in a folder, and written in parts', async (t) => {
  const folder = await temporaryFolder(t);
  writeFiles(folder, {
    text: 'a text',
    bytes: Uint8Array.of(1),
    'in/parts': [Uint8Array.of(1, 2), Uint8Array.of(), Uint8Array.of(3)],
  });
  assert.deepEqual([...readFileSync(join(folder, 'in', 'parts'))], [1, 2, 3]);
  assert.deepEqual([...readFileSync(join(folder, 'bytes'))], [1]);
  assert.equal(readFileSync(join(folder, 'text'), 'utf8'), 'a text');
});

test('nothing is left of a folder whose filling fails, and the error stays its own', async (t) => {
  const folder = await temporaryFolder(t);
  const failing = newFolder(join(folder, 'a'), async (directory) => {
    writeFileSync(join(directory, 'half'), '');
    throw new Error('no luck');
  });
  await assert.rejects(failing, /no luck/);
  assert.deepEqual(readdirSync(folder), []);
});

test('a full disk is named, and nothing is left', async (t) => {
  const folder = await temporaryFolder(t);
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
    code: 'ENOSPC',
    syscall: 'write',
  });
  const failing = newFolder(join(folder, 'a'), () => Promise.reject(full));
  await assert.rejects(failing, failure('ERR_DISK', /no space left/, /choose another --out/));
  assert.deepEqual(readdirSync(folder), []);
});

test('what lies there is left alone', async (t) => {
  const folder = await temporaryFolder(t);
  mkdirSync(join(folder, 'a'));
  const refused = newFolder(join(folder, 'a'), () => assert.fail('it is not filled'));
  await assert.rejects(refused, failure('ERR_OUTPUT_EXISTS', /a exists/));
});

test('a model that does not say what it takes is refused', async (t) => {
  const folder = await temporaryFolder(t);
  assert.throws(() => readModel(folder), failure('ERR_DATA_MISSING', /preprocessing.json/));
  writeFileSync(join(folder, 'preprocessing.json'), '{"network":"mlp"}');
  assert.throws(() => readModel(folder), failure('ERR_DATA_MISSING', /preprocessing.json/));
});
