import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { cacheDirectory } from '../../scripts/cache-directory.js';
import { REPOSITORY } from './repository.js';

/** A Python that has some packages: runs a script, and returns what it prints. */
export type Python = (script: string, args: readonly string[]) => string;

interface SetupModules {
  installOnce(
    directory: string,
    fill: (target: string) => Promise<void>,
    onWait: (holder: string) => void,
  ): Promise<unknown>;
}

/**
 * A Python with packages of pinned versions, kept in the per-user cache; `undefined` where they cannot be had: the test
 * is then skipped, and says so.
 */
export async function pythonWith(...requirements: string[]): Promise<Python | undefined> {
  const setup = pathToFileURL(join(REPOSITORY, 'scripts', 'setup', 'install-once.mjs')).href;
  const { installOnce } = (await import(setup)) as SetupModules;
  const name = requirements.join('-').replace(/[^\w.-]/g, '_');
  const directory = join(cacheDirectory(process.env), `test-python-${name}`);
  const run = (args: readonly string[], PYTHONPATH = ''): string => {
    const env = { ...process.env, PYTHONPATH, PYTHONDONTWRITEBYTECODE: '1' };
    const { status, stdout, stderr } = spawnSync('python3', args, {
      env,
      encoding: 'utf8',
      timeout: 120_000,
    });
    if (status !== 0) throw new Error(`python3 ${args[0]} ended with ${status}: ${stderr}`);
    return stdout;
  };
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--only-binary=:all:', '--target'];
  try {
    await installOnce(
      directory,
      async (target) => {
        run([...pip, target, ...requirements]);
      },
      () => {},
    );
  } catch {
    return undefined;
  }
  return (script, args) => run(['-c', script, ...args], directory);
}
