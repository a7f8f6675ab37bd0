import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, runCommand } from './command.mjs';
import { SetupError } from './failure.mjs';
import { downloadError } from './fetch-wheel.mjs';

/**
 * Whether `node_modules` holds exactly what the lockfile asks for.
 *
 * npm writes `node_modules/.package-lock.json` last, so an interrupted install lacks it; it names
 * the version and hash of each package that is there.
 *
 * @param {string} root
 * @returns {boolean}
 */
export function isInstalled(root) {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const found = installed[path];
    // Packages for other systems are optional and are rightly not there.
    if (found === undefined && entry.optional === true) continue;
    if (found?.version !== entry.version || found?.integrity !== entry.integrity) return false;
  }
  return Object.keys(installed).every((path) => wanted[path] !== undefined);
}

/**
 * Installs the npm packages from the lockfile, install scripts off (nothing here needs them, and
 * they are how a bad package would run code).
 *
 * @param {string} root
 * @param {(what: string) => void} working
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function installNodeModules(root, working, env = process.env) {
  if (isInstalled(root)) return;
  working('npm ci');
  const npm = findNpm(env);
  // The TypeScript compiler is a development dependency, so NODE_ENV=production must not drop it.
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  for (let attempt = 1; !isInstalled(root); attempt++) {
    const { code, output } = await runCommand(npm.program, [...npm.leading, ...args], { cwd: root, env });
    if (code !== 0) throw downloadError('the npm packages (npm ci)', essence(output));
    // An npm that outlived a killed set-up may still write here, so look, and try once more.
    if (attempt === 2 && !isInstalled(root))
      throw downloadError('the npm packages (npm ci)', 'npm ci ended well, but packages are missing.');
  }
}

/**
 * The npm that runs us, under `npm start`; otherwise the one on the PATH.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ program: string, leading: readonly string[] }}
 */
export function findNpm(env) {
  if (env.npm_execpath?.endsWith('npm-cli.js')) {
    return { program: process.execPath, leading: [env.npm_execpath] };
  }
  const program = findProgram(['npm'], env);
  if (program !== undefined) return { program, leading: [] };
  throw new SetupError(
    'ERR_SETUP_NO_NPM',
    'there is no npm on the PATH.',
    'install npm, which comes with Node.',
  );
}

/**
 * npm says what is wrong first, then how its options are spelt.
 *
 * @param {string} output
 */
function essence(output) {
  const errors = output.split('\n').filter((line) => /^npm error ./.test(line));
  return errors.length === 0 ? output : errors.slice(0, 8).join('\n');
}
