import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fakeProgram, importSetup, temporaryDir } from './setup-module.js';

type Wheel = {
  name: string;
  version: string;
  platform: string;
  sha256: string;
  bytes: number;
  members: readonly string[];
};
const { fetchWheel, downloadError } = await importSetup<{
  fetchWheel(
    wheel: Wheel,
    targetDir: string,
    options: { python: string; env?: NodeJS.ProcessEnv },
  ): Promise<void>;
  downloadError(what: string, output: string): { code: string; message: string; fix: string };
}>('fetch-wheel.mjs');
const { findPython } = await importSetup<{ findPython(): Promise<string> }>('requirements.mjs');

/** A small real wheel, and a Python whose `pip download` copies it into place. */
async function smallWheel(t: TestContext): Promise<{ wheel: Wheel; python: string; target: string }> {
  const dir = temporaryDir(t);
  const realPython = await findPython();
  const file = join(dir, 'small-1.0-py3-none-any.whl');
  const write = `import sys, zipfile
z = zipfile.ZipFile(sys.argv[1], 'w')
z.writestr('small/lib/needed.so', 'needed')
z.writestr('small/other/not-needed.py', 'not needed')
z.close()`;
  execFileSync(realPython, ['-c', write, file]);
  const python = fakeProgram(
    dir,
    'python3',
    `if [ "$1" != -m ]; then exec '${realPython}' "$@"; fi
     for arg in "$@"; do case "$arg" in --dest=*) cp '${file}' "\${arg#--dest=}";; esac; done`,
  );
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  const wheel = { name: 'small', version: '1.0', platform: 'any', sha256, bytes: 1, members: ['small/lib/'] };
  const target = join(dir, 'target');
  mkdirSync(target);
  return { wheel, python, target };
}

test('a wheel with the pinned hash is unpacked, the needed members alone, and then deleted', async (t) => {
  const { wheel, python, target } = await smallWheel(t);
  await fetchWheel(wheel, target, { python });
  assert.deepEqual(readdirSync(target), ['small']);
  assert.deepEqual(readdirSync(join(target, 'small')), ['lib']);
  assert.equal(readFileSync(join(target, 'small/lib/needed.so'), 'utf8'), 'needed');
});

test('a wheel with another hash is refused before anything of it is unpacked', async (t) => {
  const { wheel, python, target } = await smallWheel(t);
  const pinned = '0'.repeat(64);
  await assert.rejects(fetchWheel({ ...wheel, sha256: pinned }, target, { python }), {
    code: 'ERR_SETUP_HASH',
    message: new RegExp(`${wheel.sha256}, expected ${pinned}`),
    fix: /nothing of it was used/,
  });
  assert.deepEqual(readdirSync(target), []);
});

test('a wheel that lacks what is needed is an error', async (t) => {
  const { wheel, python, target } = await smallWheel(t);
  await assert.rejects(fetchWheel({ ...wheel, members: ['absent/'] }, target, { python }), {
    code: 'ERR_SETUP_DOWNLOAD',
    message: /holds none of: absent/,
  });
});

test('offline, the real pip fails and the error says so', async (t) => {
  const dir = temporaryDir(t);
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  server.close();
  await once(server, 'close');
  const index = `http://127.0.0.1:${address.port}/simple`;
  const env = {
    ...process.env,
    PIP_INDEX_URL: index,
    PIP_EXTRA_INDEX_URL: '',
    PIP_FIND_LINKS: '',
    PIP_CONFIG_FILE: '/dev/null',
  };
  const wheel = { name: 'small', version: '1.0', platform: 'any', sha256: '', bytes: 1, members: [''] };
  await assert.rejects(fetchWheel(wheel, dir, { python: await findPython(), env }), {
    code: 'ERR_SETUP_OFFLINE',
    message: /small 1\.0 could not be fetched/,
    fix: /network/,
  });
  assert.equal(existsSync(join(dir, '.download')), false);
});

test('what pip and npm write is turned into the right error', () => {
  const cases: [string, string][] = [
    ["OSError: [Errno 28] No space left on device: '/x'", 'ERR_SETUP_NO_SPACE'],
    ['npm error code ENOSPC', 'ERR_SETUP_NO_SPACE'],
    ['npm error code ENOTFOUND', 'ERR_SETUP_OFFLINE'],
    ['Retrying after connection broken by NewConnectionError(...)', 'ERR_SETUP_OFFLINE'],
    ['[Errno -3] Temporary failure in name resolution', 'ERR_SETUP_OFFLINE'],
    ['ReadTimeoutError: Read timed out.', 'ERR_SETUP_OFFLINE'],
    ['ERROR: No matching distribution found for small==1.0', 'ERR_SETUP_DOWNLOAD'],
  ];
  for (const [output, code] of cases) assert.equal(downloadError('small', output).code, code, output);
});

test('a download that brings no wheel is an error, not a crash', async (t) => {
  const dir = temporaryDir(t);
  const python = fakeProgram(dir, 'python3', 'exit 0');
  const wheel = { name: 'small', version: '1.0', platform: 'any', sha256: '', bytes: 1, members: [''] };
  writeFileSync(join(dir, 'other.txt'), '');
  await assert.rejects(fetchWheel(wheel, dir, { python }), { code: 'ERR_SETUP_DOWNLOAD' });
});
