import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { lastLines, runCommand } from './command.mjs';
import { SetupError } from './failure.mjs';

const SOURCE_DIRS = ['proto', 'coordinator', 'peer', 'scripts', 'test', 'bench'];
const CONFIG_FILES = ['tsconfig.json', 'package.json', 'package-lock.json'];

/**
 * Compiles the TypeScript if any source has changed since the last time.
 *
 * @param {string} root
 * @param {(what: string) => void} working
 */
export async function buildTypeScript(root, working) {
  const sources = SOURCE_DIRS.flatMap((dir) => filesUnder(join(root, dir))).filter((file) =>
    file.endsWith('.ts'),
  );
  const stampFile = join(root, 'dist', '.setup-stamp');
  const stamp = hashFiles(root, [...sources, ...CONFIG_FILES.map((name) => join(root, name))]);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  working('compiling');
  removeOrphans(root);
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { code, output } = await runCommand(process.execPath, [compiler, '-p', 'tsconfig.json'], {
    cwd: root,
  });
  if (code !== 0) {
    rmSync(stampFile, { force: true });
    throw new SetupError(
      'ERR_SETUP_BUILD',
      `the TypeScript does not compile:\n${lastLines(output, 40)}`,
      'correct the lines named above; npm run build compiles alone.',
    );
  }
  writeFileSync(stampFile, stamp);
}

/**
 * Removes compiled files whose source is gone: a test that was deleted must not run on.
 *
 * @param {string} root
 */
function removeOrphans(root) {
  const dist = join(root, 'dist');
  for (const file of SOURCE_DIRS.flatMap((dir) => filesUnder(join(dist, dir)))) {
    const source = join(root, relative(dist, file)).replace(/\.js(\.map)?$/, '.ts');
    if (/\.js(\.map)?$/.test(file) && !existsSync(source)) rmSync(file, { force: true });
  }
}

/**
 * @param {string} dir
 * @returns {string[]}
 */
function filesUnder(dir) {
  if (!existsSync(dir)) return [];
  const entries = readdirSync(dir, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/**
 * @param {string} root
 * @param {readonly string[]} files
 */
function hashFiles(root, files) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of [...files].sort())
    hash.update(relative(root, file)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}
