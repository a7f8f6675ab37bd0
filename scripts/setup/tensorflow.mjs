import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, runCommand } from './command.mjs';
import { SetupError } from './failure.mjs';
import { fetchWheel } from './fetch-wheel.mjs';
import { installOnce } from './install-once.mjs';
import { checkSpace } from './space.mjs';
import { TENSORFLOW_BUILDS, TENSORFLOW_VERSION } from './wheels.mjs';

/**
 * Chooses TensorFlow's build: CUDA where there is an NVIDIA driver, else CPU;
 * `CODISTILL_TENSORFLOW=cpu|gpu` overrides (the CUDA build trains without a GPU, too).
 *
 * @param {{ env?: NodeJS.ProcessEnv, platform?: string, arch?: string, hasDriver?: () => Promise<boolean> }} [host]
 * @returns {Promise<import('./wheels.mjs').TensorFlowBuild>}
 */
export async function chooseBuild(host = {}) {
  const { env = process.env, platform = process.platform, arch = process.arch } = host;
  const hasDriver = host.hasDriver ?? (() => hasNvidiaDriver(env));
  const asked = env.CODISTILL_TENSORFLOW ?? '';
  if (asked !== '' && asked !== 'cpu' && asked !== 'gpu') {
    throw new SetupError(
      'ERR_SETUP_OPTION',
      `CODISTILL_TENSORFLOW is "${asked}".`,
      'set it to cpu, gpu or package, or leave it unset.',
    );
  }
  const cuda = TENSORFLOW_BUILDS[`${platform}-${arch}-cuda`];
  const cpu = TENSORFLOW_BUILDS[`${platform}-${arch}-cpu`];
  const found =
    asked === 'gpu' ? cuda : asked === '' && cuda !== undefined && (await hasDriver()) ? cuda : cpu;
  if (found !== undefined) return found;
  throw new SetupError(
    'ERR_SETUP_PLATFORM',
    `TensorFlow ${TENSORFLOW_VERSION} has no ${asked === 'gpu' ? 'CUDA ' : ''}build for ${platform} on ${arch}.`,
    asked === 'gpu'
      ? 'set CODISTILL_TENSORFLOW=cpu.'
      : 'use Linux on x64 or arm64 (on Windows: WSL 2), or macOS on Apple silicon.',
  );
}

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<boolean>} Whether this machine has an NVIDIA driver that works.
 */
export async function hasNvidiaDriver(env = process.env) {
  if (existsSync('/proc/driver/nvidia/version')) return true;
  const nvidiaSmi = findProgram(['nvidia-smi', '/usr/lib/wsl/lib/nvidia-smi'], env);
  return nvidiaSmi !== undefined && (await runCommand(nvidiaSmi, ['-L'], { env })).code === 0;
}

/**
 * Puts TensorFlow's libraries and headers into the cache. The wheels' own layout is kept
 * (`tensorflow/`, `nvidia/<part>/lib`): the CUDA build finds the NVIDIA libraries by it.
 *
 * @param {import('./wheels.mjs').TensorFlowBuild} build
 * @param {string} cache
 * @param {{ python: () => Promise<string>, working: (what: string) => void, showProgress: boolean, env?: NodeJS.ProcessEnv }} tools
 * @returns {Promise<string>} The folder that holds `tensorflow/`.
 */
export async function installTensorFlow(build, cache, tools) {
  const target = join(cache, build.key);
  const fill = async (/** @type {string} */ tempDir) => {
    checkLibc();
    const python = await tools.python();
    await checkSpace(cache, build.neededBytes);
    for (const wheel of build.wheels) {
      tools.working(`fetching ${wheel.name} ${wheel.version}, ${Math.ceil(wheel.bytes / 1e6)} MB`);
      await fetchWheel(wheel, tempDir, { python, env: tools.env, showProgress: tools.showProgress });
    }
    makeExecutable(join(tempDir, 'nvidia', 'cuda_nvcc', 'bin'));
  };
  await installOnce(target, fill, (holder) => tools.working(`waiting for ${holder}, which is fetching it`));
  return target;
}

/** The wheels are built for glibc; musl systems such as Alpine cannot load them. */
function checkLibc() {
  if (process.platform !== 'linux') return;
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  if (report.header?.glibcVersionRuntime !== undefined) return;
  throw new SetupError(
    'ERR_SETUP_PLATFORM',
    'TensorFlow needs glibc, and this system has another C library.',
    'use a Linux with glibc 2.27 or newer, such as Debian or Ubuntu.',
  );
}

/**
 * TensorFlow runs `ptxas` from there, and zip archives unpacked by Python lose the permission.
 *
 * @param {string} dir
 */
function makeExecutable(dir) {
  if (!existsSync(dir)) return;
  for (const name of readdirSync(dir)) chmodSync(join(dir, name), 0o755);
}
