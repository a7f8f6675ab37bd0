import assert from 'node:assert/strict';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { cacheDirectory } from '../../../scripts/cache-directory.js';
import { REPOSITORY } from '../../support/repository.js';

test('the cache is the very one that set-up fills, on every system and however it is chosen', async () => {
  const file = pathToFileURL(join(REPOSITORY, 'scripts', 'setup', 'paths.mjs')).href;
  const { cacheDir } = (await import(file)) as {
    cacheDir(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string;
  };
  const environments: NodeJS.ProcessEnv[] = [
    { HOME: '/home/a' },
    { HOME: '/home/a', XDG_CACHE_HOME: '/var/x' },
    { HOME: '/home/a', CODISTILL_CACHE: '/big/disk' },
    { HOME: '/home/a', CODISTILL_CACHE: 'relative' },
    { HOME: '/home/a', CODISTILL_CACHE: '' },
    {},
    process.env,
  ];
  for (const platform of ['linux', 'darwin'] as const) {
    for (const environment of environments) {
      assert.equal(cacheDirectory(environment, platform), cacheDir(environment, platform));
    }
  }
});
