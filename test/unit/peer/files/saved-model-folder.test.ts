import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { tensorflow } from '#generated/tensorflow';
import { checkVariables } from '../../../../peer/files/saved-model-folder.js';
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
