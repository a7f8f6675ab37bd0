import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { importSetup, temporaryDir } from './setup-module.js';

const { buildTypeScript } = await importSetup<{
  buildTypeScript(root: string, working: (what: string) => void): Promise<void>;
}>('typescript.mjs');

/** Stands in for the compiler: a source becomes a .js of the same place, and "wrong" does not compile. */
const COMPILER = `
import { cpSync, readdirSync, readFileSync } from 'node:fs';
for (const dir of ['proto', 'peer']) {
  for (const name of readdirSync(dir)) {
    const source = dir + '/' + name;
    if (readFileSync(source, 'utf8').includes('wrong')) {
      console.log(source + '(1,1): error TS2322');
      process.exit(2);
    }
    cpSync(source, 'dist/' + source.replace(/ts$/, 'js'));
  }
}`;

/** A checkout with two small sources. */
function checkout(t: TestContext): string {
  const root = temporaryDir(t);
  const compilerDir = join(root, 'node_modules/typescript/bin');
  for (const dir of ['proto', 'peer', 'dist']) mkdirSync(join(root, dir));
  mkdirSync(compilerDir, { recursive: true });
  writeFileSync(join(compilerDir, 'tsc'), COMPILER);
  for (const name of ['tsconfig.json', 'package-lock.json']) writeFileSync(join(root, name), '{}');
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module' }));
  writeFileSync(join(root, 'proto/one.ts'), 'export const one = 1;');
  writeFileSync(join(root, 'peer/two.ts'), 'export const two = 2;');
  return root;
}

async function compiles(root: string): Promise<boolean> {
  let worked = false;
  await buildTypeScript(root, () => {
    worked = true;
  });
  return worked;
}

test('sources are compiled once, again when one changes, and what is deleted does not linger', async (t) => {
  const root = checkout(t);
  assert.equal(await compiles(root), true);
  assert.ok(existsSync(join(root, 'dist/peer/two.js')));
  assert.equal(await compiles(root), false, 'nothing has changed');
  rmSync(join(root, 'peer/two.ts'));
  assert.equal(await compiles(root), true);
  assert.equal(existsSync(join(root, 'dist/peer/two.js')), false);
  assert.ok(existsSync(join(root, 'dist/proto/one.js')));
});

test('a source that does not compile fails set-up, this time and the next', async (t) => {
  const root = checkout(t);
  writeFileSync(join(root, 'peer/two.ts'), 'wrong');
  for (const time of ['first', 'second']) {
    await assert.rejects(compiles(root), { code: 'ERR_SETUP_BUILD', message: /peer\/two\.ts/ }, time);
  }
});
