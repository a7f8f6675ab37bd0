import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { loadCached } from '../../../../peer/model/code-cache.js';
import { temporaryDirectory } from '../../../support/launch.js';

const SOURCE = `const { basename } = require('node:path');
exports.twice = (n) => 2 * n;
exports.here = basename(__filename);
`;

interface Exports {
  twice(n: number): number;
  readonly here: string;
}

function moduleFile(t: TestContext): { readonly file: string; readonly folder: string } {
  const directory = temporaryDirectory(t);
  const [file, folder] = [join(directory, 'large.cjs'), join(directory, 'cache')];
  writeFileSync(file, SOURCE);
  mkdirSync(folder);
  return { file, folder };
}

function loadAndKeep(file: string, folder: string): Exports {
  const { exports, keep } = loadCached(file, folder);
  const loaded = exports as Exports;
  assert.deepEqual([loaded.twice(21), loaded.here], [42, 'large.cjs']);
  keep();
  return loaded;
}

test('a module is the same with the code of an earlier process as without, which is then not written again', (t) => {
  const { file, folder } = moduleFile(t);
  loadAndKeep(file, folder);
  const [name, ...others] = readdirSync(folder);
  assert.deepEqual(others, []);
  assert.match(name!, /^large-[0-9a-f]{16}-\d+\.code$/);
  const { ino } = statSync(join(folder, name!));
  loadAndKeep(file, folder);
  assert.equal(statSync(join(folder, name!)).ino, ino, 'V8 took it');
});

test('code that was damaged is not shown to V8, and is written anew', (t) => {
  const { file, folder } = moduleFile(t);
  loadAndKeep(file, folder);
  const kept = join(folder, readdirSync(folder)[0]!);
  const whole = readFileSync(kept);
  for (const damaged of [whole.subarray(0, -1), Buffer.alloc(whole.length), Buffer.alloc(0)]) {
    writeFileSync(kept, damaged);
    loadAndKeep(file, folder);
    assert.equal(readFileSync(kept).length, whole.length);
  }
});

test('another content of the file has code of its own', (t) => {
  const { file, folder } = moduleFile(t);
  loadAndKeep(file, folder);
  writeFileSync(file, SOURCE.replace('2 * n', 'n + n'));
  assert.match(String(loadAndKeep(file, folder).twice), /n \+ n/);
  assert.equal(readdirSync(folder).length, 2);
});

test('a module loads where its code can be neither read nor written', (t) => {
  const { file, folder } = moduleFile(t);
  loadAndKeep(file, join(folder, 'missing'));
  chmodSync(folder, 0o500);
  loadAndKeep(file, folder);
});
