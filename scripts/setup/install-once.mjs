import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { withLock } from './lock.mjs';

/**
 * Makes a folder of the cache appear whole or not at all.
 *
 * `fill` writes into a temporary folder beside `targetDir`, which is then renamed: a set-up that is
 * killed half-way leaves only a temporary folder, which the next one removes, and of two set-ups at
 * once one waits for the other (or, should both fill, the first rename wins and both are content).
 *
 * @param {string} targetDir
 * @param {(tempDir: string) => Promise<void>} fill - Runs at most once; may throw.
 * @param {(holder: string) => void} [onWait] - Called if another process is filling it now.
 * @returns {Promise<'cached' | 'installed'>}
 */
export async function installOnce(targetDir, fill, onWait) {
  if (existsSync(targetDir)) return 'cached';
  const parent = dirname(targetDir);
  const prefix = `.tmp-${basename(targetDir)}-`;
  mkdirSync(parent, { recursive: true });
  return withLock(
    `${targetDir}.lock`,
    async () => {
      if (existsSync(targetDir)) return 'cached';
      for (const name of readdirSync(parent)) {
        if (name.startsWith(prefix)) rmSync(join(parent, name), { recursive: true, force: true });
      }
      const tempDir = mkdtempSync(join(parent, prefix));
      try {
        await fill(tempDir);
        return place(tempDir, targetDir);
      } finally {
        rmSync(tempDir, { recursive: true, force: true });
      }
    },
    onWait,
  );
}

/**
 * @param {string} tempDir
 * @param {string} targetDir
 * @returns {'cached' | 'installed'}
 */
function place(tempDir, targetDir) {
  try {
    renameSync(tempDir, targetDir);
    return 'installed';
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return 'cached';
    throw error;
  }
}
