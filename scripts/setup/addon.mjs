import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { lastLines, runCommand } from './command.mjs';
import { SetupError } from './failure.mjs';
import { installOnce } from './install-once.mjs';
import { nativeSources } from './native-sources.mjs';

/** Part of the cache key; raise it when the way the addons are built changes. */
const RECIPE = 2;

/**
 * Compiles tfjs-node-gpu's addon, two C++ files over TensorFlow's C API, and our own beside it, against the
 * library in the cache. It is found by a path relative to the addons, so a cache may be moved or copied.
 *
 * @param {{ root: string, cache: string, tensorflowDir: string, build: import('./wheels.mjs').TensorFlowBuild,
 *   compiler: () => Promise<readonly string[]>, working: (what: string) => void, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<string>} The path of tfjs's addon in the cache.
 */
export async function buildAddon(options) {
  const { root, cache, tensorflowDir, build, working, env = process.env } = options;
  const { binding, session } = nativeSources(root);
  const sources = {
    'tfjs_binding.node': binding.filter((file) => file.endsWith('.cc')),
    'session.node': [session],
  };
  const target = join(cache, `addon-${addonKey(binding, session, build.key)}`);
  const fill = async (/** @type {string} */ tempDir) => {
    const [program = 'c++', ...leading] = await options.compiler();
    working("building TensorFlow's addons");
    const { resolve } = createRequire(join(root, 'package.json'));
    const headers = join(dirname(resolve('node-api-headers/package.json')), 'include');
    for (const [name, files] of Object.entries(sources)) {
      const addon = join(tempDir, name);
      const args = [...leading, ...compilerArgs(files, headers, tensorflowDir, build.libraries), '-o', addon];
      const compiled = await runCommand(program, args, { env });
      if (compiled.code !== 0) {
        throw new SetupError(
          'ERR_SETUP_COMPILE',
          `the C++ compiler could not build ${name} for TensorFlow:\n${lastLines(compiled.output, 20)}`,
          'use g++ 9 or clang 10 or newer; CXX names another compiler.',
        );
      }
      await tryLoading(addon, env);
    }
  };
  await installOnce(target, fill, (holder) => working(`waiting for ${holder}, which is building it`));
  return join(target, 'tfjs_binding.node');
}

/**
 * @param {readonly string[]} binding
 * @param {string} session
 * @param {string} buildKey
 */
function addonKey(binding, session, buildKey) {
  const hash = createHash('sha256').update(`${RECIPE} ${buildKey} ${process.platform} ${process.arch}`);
  for (const file of binding) hash.update(basename(file)).update(readFileSync(file));
  hash.update(readFileSync(session));
  return hash.digest('hex').slice(0, 16);
}

/**
 * @param {readonly string[]} files
 * @param {string} nodeHeaders
 * @param {string} tensorflowDir
 * @param {readonly string[]} libraries
 */
function compilerArgs(files, nodeHeaders, tensorflowDir, libraries) {
  const libDir = join(tensorflowDir, 'tensorflow');
  const origin = process.platform === 'darwin' ? '@loader_path' : '$ORIGIN';
  const shared =
    process.platform === 'darwin' ? ['-dynamiclib', '-undefined', 'dynamic_lookup'] : ['-shared'];
  return [
    ...shared,
    ...['-O2', '-fPIC', '-std=c++17', '-DNAPI_VERSION=8', '-w'],
    ...[`-I${nodeHeaders}`, `-I${join(libDir, 'include')}`],
    ...files,
    ...libraries.map((library) => join(libDir, library)),
    `-Wl,-rpath,${origin}/../${basename(tensorflowDir)}/tensorflow`,
  ];
}

/**
 * Loads a fresh addon in another process, so that one which crashes is an error and never cached.
 *
 * @param {string} addon
 * @param {NodeJS.ProcessEnv} env
 */
async function tryLoading(addon, env) {
  const quiet = { ...env, TF_CPP_MIN_LOG_LEVEL: '2' };
  const script = 'require(process.argv[1]).isUsingGpuDevice?.()';
  const loaded = await runCommand(process.execPath, ['-e', script, addon], { env: quiet });
  if (loaded.code === 0) return;
  throw new SetupError(
    'ERR_SETUP_LOAD',
    `TensorFlow was built but does not load:\n${lastLines(loaded.output)}`,
    'TensorFlow needs glibc 2.27 or newer and, on x64, a processor with AVX; "Illegal instruction" or SIGILL means that it lacks AVX.',
  );
}

/**
 * Makes `link` point to `target`, at once even if another process reads it.
 *
 * @param {string} link
 * @param {string} target
 */
export function pointLink(link, target) {
  if (linkTarget(link) === target) return;
  mkdirSync(dirname(link), { recursive: true });
  const aside = `${link}.${process.pid}.tmp`;
  rmSync(aside, { force: true });
  symlinkSync(target, aside);
  renameSync(aside, link);
}

/** @param {string} link */
function linkTarget(link) {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}
