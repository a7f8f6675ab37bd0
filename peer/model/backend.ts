import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as TensorFlow from '@tensorflow/tfjs-node-gpu';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { CodistillError } from '../../proto/errors.js';
import { bundledFile } from '../../proto/program.js';
import { reasonOf } from '../../proto/user-module.js';
import { addonFile } from './addon-file.js';
import { loadCached } from './code-cache.js';

export type {
  LayersModel,
  Scalar,
  SymbolicTensor,
  Tensor,
  Tensor1D,
  Tensor2D,
  Tensor3D,
  Tensor4D,
  Variable,
} from '@tensorflow/tfjs-node-gpu';

/** A weight of a layer of our own. */
export type LayerVariable = ReturnType<InstanceType<typeof TensorFlow.layers.Layer>['addWeight']>;
export type Initializer = ReturnType<typeof TensorFlow.initializers.randomNormal>;

/** tfjs-node 4.22 calls two functions of `node:util` that Node 23 removed. */
const REMOVED_FROM_UTIL = {
  isNullOrUndefined: (value: unknown): boolean => value === null || value === undefined,
  isArray: (value: unknown): boolean => Array.isArray(value),
};

/**
 * The TensorFlow runtime. Importing this file loads it, about a second; nothing else in codistill does, so the
 * coordinator, `--help` and every pure file start at once.
 *
 * The whole package is loaded, never `@tensorflow/tfjs-core` alone, which has no gradients registered.
 *
 * @throws {CodistillError} `ERR_NATIVE_LIBRARY` while importing, when the native library is missing or does not load.
 */
export const tf: typeof TensorFlow = loadRuntime();

/** The backend that runs ops in TensorFlow's C library. */
export function nativeBackend(): NodeJSKernelBackend {
  return tf.backend() as NodeJSKernelBackend;
}

/** TensorFlow's own version, such as "2.21.0", not that of the npm package. */
export function tensorflowVersion(): string {
  return nativeBackend().binding.TF_Version.trim();
}

/**
 * Names the device that TensorFlow really uses, and refuses to run on another one than was asked for.
 *
 * The choice itself was made before the process started: the launcher sets `CUDA_VISIBLE_DEVICES`, because
 * TensorFlow reads it once, when it loads. A visible GPU is `GPU:0` to TensorFlow whatever its number outside.
 *
 * @param requested - `auto` (whatever there is), `cpu`, `gpu` or `gpu:N`.
 * @param usesGpu - Whether TensorFlow sees a GPU; a parameter so that tests need none.
 * @returns "cpu", "gpu:0", or "gpu:N" as requested.
 * @throws {CodistillError} `ERR_DEVICE_MISSING` when a GPU was asked for and TensorFlow sees none, or when the CPU was
 *   asked for and it would use a GPU.
 */
export function describeDevice(
  requested: string,
  usesGpu: boolean = nativeBackend().isUsingGpuDevice,
): string {
  const refused = (problem: string, fix: string): CodistillError =>
    new CodistillError('ERR_DEVICE_MISSING', `device "${requested}" ${problem}`, {
      fix,
      facts: { requested },
    });
  if (requested.startsWith('gpu') && !usesGpu) {
    const fix = 'run `codistill doctor` to see the devices, or ask for --device cpu';
    throw refused('was asked for, TensorFlow sees no GPU', fix);
  }
  if (requested === 'cpu' && usesGpu) {
    const fix = 'start the process with CUDA_VISIBLE_DEVICES=-1, as the launcher does';
    throw refused('was asked for, TensorFlow would use a GPU', fix);
  }
  if (!usesGpu) return 'cpu';
  return requested.includes(':') ? requested : 'gpu:0';
}

function loadRuntime(): typeof TensorFlow {
  // 2 hides what TensorFlow tells everybody at start-up (instruction sets, oneDNN); errors still show.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  const require = createRequire(import.meta.url);
  const util = require('node:util') as Record<string, unknown>;
  for (const [name, replacement] of Object.entries(REMOVED_FROM_UTIL)) util[name] ??= replacement;
  try {
    const { runtime, keep } = requireRuntime(require);
    // A library that loads must also compute. And a worker thread that ends before its first op, because of a missing
    // file, say, would take the process down with a segmentation fault.
    runtime.tidy(() => runtime.add(1, 1).dataSync());
    keep();
    return runtime;
  } catch (cause) {
    const problem = `TensorFlow's native library does not load: ${reasonOf(cause)}`;
    const fix = 'run `codistill setup` to fetch and build it, then `codistill doctor` to see what is there';
    throw new CodistillError('ERR_NATIVE_LIBRARY', problem, { fix, cause });
  }
}

/** Bundled code has tfjs-node-gpu bundled beside it, as a function of the addon's path. */
function requireRuntime(require: NodeJS.Require): {
  readonly runtime: typeof TensorFlow;
  readonly keep: () => void;
} {
  const bundle = bundledFile('tensorflow.cjs');
  if (bundle === undefined)
    return { runtime: require('@tensorflow/tfjs-node-gpu') as typeof TensorFlow, keep: () => {} };
  const addon = addonFile();
  const { exports, keep } = loadCached(fileURLToPath(bundle), dirname(addon));
  return { runtime: (exports as (addon: string) => typeof TensorFlow)(addon), keep };
}
