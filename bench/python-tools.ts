import { createHash } from 'node:crypto';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../scripts/project-root.js';

export const TORCH_VERSION = '2.15.0';

/** Where the contenders that are written in Python lie; they are not compiled. */
export function pythonScript(name: string): string {
  return join(projectRoot(), 'bench', 'python', name);
}

/** Environment of a contender in Python: the CPU alone, what PyTorch compiles kept in the cache. */
export function pythonEnvironment(cacheDir: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    CUDA_VISIBLE_DEVICES: '-1',
    TF_CPP_MIN_LOG_LEVEL: '2',
    TORCHINDUCTOR_CACHE_DIR: join(cacheDir, 'bench-inductor'),
    PYTHONDONTWRITEBYTECODE: '1',
  };
}

/**
 * A Python that has PyTorch and TensorFlow of pinned versions: a virtual environment in the per-user cache, made once.
 *
 * TensorFlow is the very version that codistill runs on; on Linux its build without CUDA, which is the same on a CPU.
 * PyTorch comes as its users get it, which on Linux brings gigabytes of CUDA along: it does not load without them.
 *
 * @returns Path of its interpreter.
 */
export async function installPython(cacheDir: string, progress: (line: string) => void): Promise<string> {
  const { TENSORFLOW_VERSION } = await loadSetup();
  const isLinuxX64 = process.platform === 'linux' && process.arch === 'x64';
  const tensorflow = isLinuxX64 ? 'tensorflow-cpu' : 'tensorflow';
  const requirements = [`torch==${TORCH_VERSION}`, `${tensorflow}==${TENSORFLOW_VERSION}`, 'numpy'];
  return installRequirements(cacheDir, requirements, progress);
}

/**
 * A Python that has these packages: a virtual environment in the per-user cache, made once.
 *
 * @returns Path of its interpreter.
 */
export async function installRequirements(
  cacheDir: string,
  requirements: readonly string[],
  progress: (line: string) => void,
): Promise<string> {
  const setup = await loadSetup();
  const python = await setup.findPython();
  const { output: version } = await setup.runCommand(python, ['--version']);
  const key = createHash('sha256')
    .update([version, ...requirements].join(' '))
    .digest('hex')
    .slice(0, 12);
  const directory = join(cacheDir, `bench-python-${key}`);
  const fill = async (target: string): Promise<void> => {
    progress(`installing ${requirements.join(' ')} into ${directory}, once`);
    await run(setup, python, ['-m', 'venv', target]);
    const pip = ['-m', 'pip', 'install', '--progress-bar=off', '--disable-pip-version-check'];
    await run(setup, join(target, 'bin', 'python'), [...pip, ...requirements]);
  };
  await setup.installOnce(directory, fill, (holder) => progress(`waiting for ${holder}, which installs`));
  return join(directory, 'bin', 'python');
}

interface SetupModules {
  readonly TENSORFLOW_VERSION: string;
  findPython(): Promise<string>;
  runCommand(program: string, args: readonly string[]): Promise<{ code: number; output: string }>;
  lastLines(output: string, linesMax?: number): string;
  installOnce(
    directory: string,
    fill: (target: string) => Promise<void>,
    onWait: (holder: string) => void,
  ): Promise<unknown>;
}

/** Set-up is plain JavaScript that is not compiled, so it lies in the checkout and not in dist/. */
async function loadSetup(): Promise<SetupModules> {
  const files = ['wheels.mjs', 'requirements.mjs', 'command.mjs', 'install-once.mjs'];
  const modules = await Promise.all(
    files.map(
      (file) => import(pathToFileURL(join(projectRoot(), 'scripts', 'setup', file)).href) as Promise<object>,
    ),
  );
  return Object.assign({}, ...modules) as SetupModules;
}

async function run(setup: SetupModules, program: string, args: readonly string[]): Promise<void> {
  const { code, output } = await setup.runCommand(program, args);
  if (code === 0) return;
  throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${setup.lastLines(output)}`);
}
