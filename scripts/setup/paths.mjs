import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this checkout, or of the installed package. */
export const rootDir = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Whether a folder is a checkout, which set-up makes whole, rather than an installed package, of which it changes nothing.
 *
 * @param {string} root
 * @returns {boolean}
 */
export function isCheckout(root) {
  // No package holds its lockfile.
  return existsSync(join(root, 'package-lock.json'));
}

/** Where set-up of a checkout writes what it installed, for the TypeScript code to read (`setup-record.ts`). */
export const recordFile = join(rootDir, 'node_modules', '.codistill-setup.json');

/** Where the npm package looks for its addon on every Node that codistill supports. */
export const bindingLink = join(
  rootDir,
  'node_modules/@tensorflow/tfjs-node-gpu/lib/napi-v8/tfjs_binding.node',
);

/**
 * The per-user cache that all checkouts share.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {string}
 */
export function cacheDir(env = process.env, platform = process.platform) {
  if (env.CODISTILL_CACHE) return resolve(env.CODISTILL_CACHE);
  const home = env.HOME || homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'codistill');
  return join(env.XDG_CACHE_HOME || join(home, '.cache'), 'codistill');
}
