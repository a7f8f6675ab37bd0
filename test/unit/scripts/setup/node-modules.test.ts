import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fakeProgram, importSetup, temporaryDir } from './setup-module.js';

const { isInstalled, installNodeModules } = await importSetup<{
  isInstalled(root: string): boolean;
  installNodeModules(root: string, working: (what: string) => void, env: NodeJS.ProcessEnv): Promise<void>;
}>('node-modules.mjs');

type Packages = Record<string, { version?: string; integrity?: string; optional?: boolean }>;
const left = { version: '1.3.0', integrity: 'sha512-left' };
const mac = { version: '2.0.0', integrity: 'sha512-mac', optional: true };

function checkout(t: TestContext, wanted: Packages, installed: Packages | undefined): string {
  const root = temporaryDir(t);
  mkdirSync(join(root, 'node_modules'));
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
  if (installed !== undefined) {
    writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: installed }));
  }
  return root;
}

test('packages that match the lockfile are left alone, without those for other systems', (t) => {
  const wanted = { 'node_modules/left': left, 'node_modules/mac': mac };
  assert.equal(isInstalled(checkout(t, wanted, { 'node_modules/left': left })), true);
});

test('a missing, changed or additional package, or an interrupted install, is seen', (t) => {
  const wanted = { 'node_modules/left': left };
  assert.equal(isInstalled(checkout(t, wanted, {})), false, 'missing');
  assert.equal(
    isInstalled(checkout(t, wanted, { 'node_modules/left': { ...left, version: '1.2.0' } })),
    false,
    'older',
  );
  assert.equal(
    isInstalled(checkout(t, wanted, { 'node_modules/left': { ...left, integrity: 'x' } })),
    false,
    'other',
  );
  assert.equal(
    isInstalled(checkout(t, wanted, { ...wanted, 'node_modules/more': mac })),
    false,
    'additional',
  );
  assert.equal(isInstalled(checkout(t, wanted, undefined)), false, 'interrupted');
});

test('an npm that fails offline says so', async (t) => {
  const root = checkout(t, { 'node_modules/left': left }, undefined);
  const bin = temporaryDir(t);
  fakeProgram(
    bin,
    'npm',
    'echo "npm error network request failed, reason: getaddrinfo ENOTFOUND" >&2; exit 1',
  );
  await assert.rejects(
    installNodeModules(root, () => {}, { PATH: `${bin}:/bin:/usr/bin` }),
    { code: 'ERR_SETUP_OFFLINE', message: /npm ci/ },
  );
});

test('npm ci runs with install scripts off and with the compiler, once more if packages are missing after it', async (t) => {
  const root = checkout(t, { 'node_modules/left': left }, undefined);
  const bin = temporaryDir(t);
  const installed = JSON.stringify({ packages: { 'node_modules/left': left } });
  const first = 'echo "$@" > asked; [ -e once ] || { touch once; exit 0; }';
  fakeProgram(bin, 'npm', `${first}; echo '${installed}' > node_modules/.package-lock.json`);
  await installNodeModules(root, () => {}, { PATH: `${bin}:/bin:/usr/bin` });
  assert.match(readFileSync(join(root, 'asked'), 'utf8'), /^ci --ignore-scripts --include=dev /);
  assert.equal(isInstalled(root), true);
});

test('an npm ci that leaves packages out twice is an error', async (t) => {
  const root = checkout(t, { 'node_modules/left': left }, undefined);
  const bin = temporaryDir(t);
  fakeProgram(bin, 'npm', 'exit 0');
  const env = { PATH: `${bin}:/bin:/usr/bin` };
  await assert.rejects(
    installNodeModules(root, () => {}, env),
    { message: /packages are missing/ },
  );
});
