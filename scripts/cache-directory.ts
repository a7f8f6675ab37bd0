import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';

/** The per-user cache, the very one that set-up fills (`scripts/setup/paths.mjs`). */
export function cacheDirectory(
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string {
  const chosen = environment.CODISTILL_CACHE;
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  const home = environment.HOME ?? homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'codistill');
  return join(environment.XDG_CACHE_HOME ?? join(home, '.cache'), 'codistill');
}
