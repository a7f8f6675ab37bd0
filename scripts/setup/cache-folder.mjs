import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SetupError } from './failure.mjs';

/**
 * Makes the folder of the cache, or says that there can be none.
 *
 * Folder by folder: Node's own recursion goes on for ever below one that takes no other, such as /proc.
 *
 * @param {string} folder - Absolute.
 */
export function makeCacheFolder(folder) {
  /** @type {string[]} */
  const missing = [];
  for (let at = folder; !existsSync(at); at = dirname(at)) missing.unshift(at);
  try {
    for (const one of missing) makeOne(one);
    if (!statSync(folder).isDirectory()) throw new Error('it is no folder');
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new SetupError(
      'ERR_SETUP_CACHE',
      `the cache ${folder} cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
      'set CODISTILL_CACHE to a folder that you may write to.',
    );
  }
}

/** @param {string} folder */
function makeOne(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // else another set-up was faster
  }
}
