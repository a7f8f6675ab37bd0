import assert from 'node:assert/strict';
import { existsSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { importSetup, temporaryDir } from './setup-module.js';

const { makeCacheFolder } = await importSetup<{ makeCacheFolder(folder: string): void }>('cache-folder.mjs');

test('the folder of the cache is made with those above it, and may be there', (t) => {
  const folder = join(temporaryDir(t), 'a', 'b', 'cache');
  makeCacheFolder(folder);
  makeCacheFolder(folder);
  assert(statSync(folder).isDirectory());
});

const refused = (folder: string): void =>
  assert.throws(() => makeCacheFolder(folder), {
    code: 'ERR_SETUP_CACHE',
    message: new RegExp(`^the cache ${folder} cannot be used: .`),
    fix: /CODISTILL_CACHE/,
  });

test('a cache that cannot be is one error: a file in its way, a link to nowhere', (t) => {
  const dir = temporaryDir(t);
  writeFileSync(join(dir, 'file'), '');
  symlinkSync(join(dir, 'nowhere', 'cache'), join(dir, 'link'));
  for (const folder of ['file', 'file/cache', 'link']) refused(join(dir, folder));
  assert(!existsSync(join(dir, 'nowhere')));
});

test('so is one below a folder of the system, where Node would try for ever', {
  skip: process.platform !== 'linux',
}, () => {
  for (const folder of ['/proc/none', '/proc/none/cache']) refused(folder);
});
