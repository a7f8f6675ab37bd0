import assert from 'node:assert/strict';
import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { tensorflow } from '#generated/tensorflow';
import { byPlainPath, checkVariables } from '../../../../peer/files/saved-model-folder.js';
import { failure, temporaryFolder } from '../../../support/data-files.js';

test('a graph that restores variables has them beside it, any other need not', async (t) => {
  const folder = await temporaryFolder(t);
  const write = (metaGraph: tensorflow.MetaGraphDef.$Properties): void => {
    const model = tensorflow.SavedModel.encode({ metaGraphs: [metaGraph] }).finish();
    writeFileSync(join(folder, 'saved_model.pb'), model);
  };
  write({});
  checkVariables(folder, 'it');
  write({ saverDef: { restoreOpName: 'restored' } });
  const missing = /^it: its variables .*variables\.index are not there$/m;
  assert.throws(() => checkVariables(folder, 'it'), failure('ERR_DATA_MISSING', missing));
  mkdirSync(join(folder, 'variables'));
  writeFileSync(join(folder, 'variables', 'variables.index'), '');
  checkVariables(folder, 'it');
});

test('a path that reads as a pattern is reached by another one, which is gone afterwards', async (t) => {
  const folder = await temporaryFolder(t);
  assert.equal(await byPlainPath(folder, async (path) => path), folder);
  const odd = join(folder, 'lr [0.1]');
  mkdirSync(odd);
  const [path, real] = await byPlainPath(odd, async (plain) => [plain, realpathSync(plain)] as const);
  assert.deepEqual([real, path.includes('['), existsSync(path)], [realpathSync(odd), false, false]);
  await assert.rejects(
    byPlainPath(odd, () => Promise.reject(new Error('no model'))),
    /no model/,
  );
  assert.ok(existsSync(odd));
});
