import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { REPOSITORY } from '../../../support/repository.js';
import { importSetup, temporaryDir } from './setup-module.js';

const { cacheDir } = await importSetup<{ cacheDir(env: NodeJS.ProcessEnv, platform: string): string }>(
  'paths.mjs',
);

function setUp(env: NodeJS.ProcessEnv): { status: number | null; stdout: string; stderr: string } {
  const main = join(REPOSITORY, 'scripts', 'setup', 'main.mjs');
  return spawnSync(process.execPath, [main], { env, encoding: 'utf8', timeout: 300_000 });
}

test('set-up without Python stops before it changes anything, with one clear error', (t) => {
  const cache = temporaryDir(t);
  const { status, stdout, stderr } = setUp({
    PATH: temporaryDir(t),
    CODISTILL_CACHE: cache,
    CODISTILL_TENSORFLOW: 'cpu',
  });
  assert.equal(status, 1);
  assert.equal(stdout, '', 'standard output is for results');
  assert.match(stderr, /set-up failed: ERR_SETUP_NO_PYTHON: .*\nwhat to do: .+\n$/);
  assert.equal(stderr.match(/ERR_/g)?.length, 1);
  assert.deepEqual(readdirSync(cache), [], 'no lock and no temporary folder is left');
});

test('a closed output ends the printing, not the set-up', async (t) => {
  const [cache, aside] = [temporaryDir(t), temporaryDir(t)];
  const [main, witness, seen] = [
    join(REPOSITORY, 'scripts', 'setup', 'main.mjs'),
    join(aside, 'witness.mjs'),
    join(aside, 'seen'),
  ];
  writeFileSync(
    witness,
    `import { writeFileSync } from 'node:fs';
     process.on('uncaughtExceptionMonitor', ({ message }) => writeFileSync(${JSON.stringify(seen)}, message));`,
  );
  const env = { PATH: temporaryDir(t), CODISTILL_CACHE: cache, CODISTILL_TENSORFLOW: 'cpu' };
  const child = spawn(process.execPath, ['--import', witness, main], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  child.stderr.destroy();
  const [status, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  assert.deepEqual([status, signal, existsSync(seen)], [1, null, false], 'it came to its own end');
  assert.deepEqual(readdirSync(cache), []);
});

test('set-up refuses a word that CODISTILL_TENSORFLOW does not know', (t) => {
  const { status, stderr } = setUp({
    PATH: '',
    CODISTILL_CACHE: temporaryDir(t),
    CODISTILL_TENSORFLOW: 'nonsense',
  });
  assert.equal(status, 1);
  assert.match(stderr, /ERR_SETUP_OPTION/);
});

test('the cache lies where the system keeps caches, unless CODISTILL_CACHE says otherwise', () => {
  const home = { HOME: '/home/ada' };
  assert.equal(cacheDir(home, 'linux'), '/home/ada/.cache/codistill');
  assert.equal(cacheDir({ ...home, XDG_CACHE_HOME: '/big/cache' }, 'linux'), '/big/cache/codistill');
  assert.equal(cacheDir(home, 'darwin'), '/home/ada/Library/Caches/codistill');
  assert.equal(cacheDir({ ...home, CODISTILL_CACHE: '/fast' }, 'linux'), '/fast');
});
