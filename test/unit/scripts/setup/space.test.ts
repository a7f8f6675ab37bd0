import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { importSetup, temporaryDir } from './setup-module.js';

const { checkSpace, freeBytes } = await importSetup<{
  checkSpace(path: string, neededBytes: number, availableBytes?: number): Promise<void>;
  freeBytes(path: string): Promise<number>;
}>('space.mjs');

test('too little space is an error that names both amounts and the way out', async () => {
  await assert.rejects(checkSpace('/some/cache', 7e9, 1.25e9), {
    code: 'ERR_SETUP_NO_SPACE',
    message: /7\.0 GB are needed in \/some\/cache, and 1\.3 GB are free/,
    fix: /CODISTILL_CACHE/,
  });
});

test('enough space is fine', async () => {
  await checkSpace('/some/cache', 1e9, 1e9);
});

test('free space is found for a folder that does not exist yet', async (t) => {
  const dir = temporaryDir(t);
  assert.ok((await freeBytes(join(dir, 'not', 'there'))) > 0);
  await assert.rejects(checkSpace(join(dir, 'not', 'there'), Number.MAX_SAFE_INTEGER), {
    code: 'ERR_SETUP_NO_SPACE',
  });
});
