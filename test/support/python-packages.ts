import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { cacheDirectory } from '../../scripts/cache-directory.js';
import { REPOSITORY } from './repository.js';

/** A Python that has some packages. */
export interface Python {
  readonly program: string;
  /** Where its packages lie: its `PYTHONPATH`. */
  readonly packages: string;
  /** Runs a script, and returns what it prints. */
  readonly run: (script: string, args: readonly string[]) => string;
}

interface SetupModules {
  installOnce(
    directory: string,
    fill: (target: string) => Promise<void>,
    onWait: (holder: string) => void,
  ): Promise<unknown>;
}

/** Some hundred megabytes on a busy machine. */
const INSTALL_MS = 900_000;
const SCRIPT_MS = 600_000;

/**
 * A Python with packages of pinned versions, kept in the per-user cache; `undefined` where they cannot be had: the test
 * is then skipped, and says so.
 */
export async function pythonWith(...requirements: string[]): Promise<Python | undefined> {
  const setup = pathToFileURL(join(REPOSITORY, 'scripts', 'setup', 'install-once.mjs')).href;
  const { installOnce } = (await import(setup)) as SetupModules;
  const key = createHash('sha256').update(requirements.join(' ')).digest('hex').slice(0, 12);
  const directory = join(cacheDirectory(process.env), `test-python-${key}`);
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--no-compile', '--only-binary=:all:'];
  const fill = async (target: string): Promise<void> => {
    runPython('python3', [...pip, '--target', target, ...requirements], '', INSTALL_MS);
  };
  try {
    await installOnce(directory, fill, () => {});
  } catch {
    return undefined;
  }
  return pythonAt('python3', directory);
}

function pythonAt(program: string, packages: string): Python {
  const run: Python['run'] = (script, args) => runPython(program, ['-c', script, ...args], packages);
  return { program, packages, run };
}

function runPython(
  program: string,
  args: readonly string[],
  PYTHONPATH: string,
  timeout = SCRIPT_MS,
): string {
  // Byte code is kept, whatever the machine's habit is: without it TensorFlow takes seconds longer to import.
  const env = { ...process.env, PYTHONPATH, TF_CPP_MIN_LOG_LEVEL: '3', PYTHONDONTWRITEBYTECODE: '' };
  const { status, stdout, stderr } = spawnSync(program, args, { env, encoding: 'utf8', timeout });
  if (status !== 0) throw new Error(`${program} ${args[0]} ended with ${status}: ${stderr}`);
  return stdout;
}

/**
 * A Python with PyTorch, which comes from the system, as the package index has none without gigabytes of CUDA; `undefined`
 * where there is none.
 */
export async function pythonWithTorch(): Promise<Python | undefined> {
  const readers = await pythonWith('safetensors==0.6.2', 'packaging==25.0');
  if (readers === undefined) return undefined;
  const pythons = ['python3', '/usr/bin/python3'].map((program) => pythonAt(program, readers.packages));
  return pythons.find((python) => {
    try {
      python.run('import numpy, torch', []);
      return true;
    } catch {
      return false;
    }
  });
}

/** A Python with TensorFlow, Keras and ONNX Runtime; `undefined` where they cannot be had. */
export function pythonWithTensorflow(): Promise<Python | undefined> {
  return pythonWith(...TENSORFLOW);
}

const TENSORFLOW = [
  ...['tensorflow-cpu==2.21.0', 'keras==3.15.1', 'onnxruntime==1.23.2', 'safetensors==0.6.2'],
  ...['absl-py==2.5.1', 'astunparse==1.6.3', 'flatbuffers==25.12.19', 'gast==0.7.0', 'google-pasta==0.2.0'],
  ...['grpcio==1.85.3', 'h5py==3.14.0', 'markdown-it-py==4.3.0', 'mdurl==0.1.2', 'ml-dtypes==0.6.0'],
  ...['namex==0.1.0', 'numpy==2.4.6', 'opt-einsum==3.4.0', 'optree==0.20.0', 'packaging==26.4'],
  ...['protobuf==7.36.2', 'pygments==2.21.0', 'requests==2.34.2', 'rich==15.0.0', 'setuptools==84.2.1'],
  ...['six==1.17.0', 'termcolor==3.3.0', 'typing-extensions==4.16.0', 'wheel==0.48.0', 'wrapt==2.5.2'],
];
