import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { importUserFunction, isUserModule, type UserModuleKind } from '../../../proto/user-module.js';
import { temporaryDirectory } from '../../support/launch.js';
import { moduleError, userModule } from '../../support/user-module.js';

const KIND: UserModuleKind = {
  what: 'loss',
  exportName: 'createLoss',
  code: 'ERR_MODULE',
  fix: 'export a function',
};

test('a path begins with a dot and a slash, two dots and a slash, a slash, or file:', () => {
  for (const path of ['./a.js', '../a.js', '/a.js', 'file:///a.js']) assert.ok(isUserModule(path), path);
  for (const name of ['', 'kl', 'a.js', 'a>b', '.hidden']) assert.ok(!isUserModule(name), name);
});

for (const [form, source, name] of [
  ['an ES module', 'export default (x) => x + 1; export const more = 2;', 'mine.mjs'],
  ['one of a named function', 'export function createLoss(x) { return x + 1; }', 'mine.mjs'],
  ['a CommonJS module', 'module.exports = (x) => x + 1;', 'mine.cjs'],
  ['a CommonJS module that was compiled from ES', 'exports.default = (x) => x + 1;', 'mine.cjs'],
  ['one that its syntax tells', 'export default (x) => x + 1;', 'mine.js'],
] as const) {
  test(`${form} is loaded from the working directory`, async (t) => {
    const path = relative(process.cwd(), userModule(t, source, name));
    const { call, exports } = await importUserFunction(path, KIND);
    assert.equal(call(1), 2);
    if (source.includes('more')) assert.equal(exports.more, 2);
  });
}

test('a module without a function, and one that is not there, are named', async (t) => {
  const file = userModule(t, 'export default 1;');
  await assert.rejects(
    importUserFunction(file, KIND),
    moduleError(file, /no function as default or createLoss/),
  );
  await assert.rejects(
    importUserFunction(`${file}.gone`, KIND),
    moduleError(`${file}.gone`, /no loss module/),
  );
});

test('what cannot be a module is refused before it is loaded: a folder, a pipe, a file of another language', async (t) => {
  const folder = temporaryDirectory(t);
  mkdirSync(join(folder, 'nets.js'));
  execFileSync('mkfifo', [join(folder, 'pipe.js')]);
  for (const name of ['net.py', 'net.ts', 'net'])
    writeFileSync(join(folder, name), 'export default () => 1;');
  for (const [name, problem] of [
    ['nets.js', /is no file/],
    ['pipe.js', /is no file/],
    ['net.py', /is no JavaScript/],
    ['net.ts', /is no JavaScript/],
    ['net', /is no JavaScript/],
  ] as const)
    await assert.rejects(
      importUserFunction(join(folder, name), KIND),
      moduleError(join(folder, name), problem),
    );
});

test('a file URL is loaded, and errors have the code of their kind', async (t) => {
  const url = pathToFileURL(userModule(t, 'export default (x) => x + 1;')).href;
  assert.equal((await importUserFunction(url, KIND)).call(1), 2);
  const kind = { ...KIND, code: 'ERR_DATA_CORRUPT', missingCode: 'ERR_DATA_MISSING' } as const;
  const empty = userModule(t, '');
  await assert.rejects(importUserFunction(empty, kind), { code: 'ERR_DATA_CORRUPT', facts: { file: empty } });
  await assert.rejects(importUserFunction(`${empty}.gone`, kind), { code: 'ERR_DATA_MISSING' });
});
