import { createRequire } from 'node:module';
import { CodistillError } from '../../proto/errors.js';
import { reasonOf } from '../../proto/user-module.js';

/** The part of `onnxruntime-node` that is used; the package is optional. */
export interface OnnxPackage {
  readonly InferenceSession: {
    create(path: string, options: { readonly logSeverityLevel: number }): Promise<OnnxSession>;
  };
  readonly Tensor: new (
    type: string,
    data: ArrayLike<number> | BigInt64Array,
    dims: readonly number[],
  ) => object;
}

export interface OnnxSession {
  readonly inputMetadata: readonly OnnxPort[];
  readonly outputMetadata: readonly OnnxPort[];
  run(
    feeds: Record<string, object>,
    fetches: readonly string[],
  ): Promise<Record<string, { readonly data: unknown }>>;
  release(): Promise<void>;
}

/** An input or output. */
export interface OnnxPort {
  readonly name: string;
  readonly type?: string;
  readonly shape?: readonly (number | string)[];
}

export const ONNX_PACKAGE = 'onnxruntime-node';
const ERRORS_ONLY = 3;

/**
 * Opens an ONNX model by ONNX Runtime, on the CPU.
 *
 * @throws {CodistillError} `ERR_EXPORT_RUNTIME` when the package does not load.
 */
export async function openOnnxSession(
  path: string,
  packageName = ONNX_PACKAGE,
): Promise<{ readonly session: OnnxSession; readonly Tensor: OnnxPackage['Tensor'] }> {
  const { InferenceSession, Tensor } = loadPackage(packageName);
  return { session: await InferenceSession.create(path, { logSeverityLevel: ERRORS_ONLY }), Tensor };
}

function loadPackage(name: string): OnnxPackage {
  try {
    return createRequire(import.meta.url)(name) as OnnxPackage;
  } catch (cause) {
    throw noOnnxRuntime(name, cause);
  }
}

/** The error where the package is not there. */
export function noOnnxRuntime(name: string, cause: unknown): CodistillError {
  const reason = reasonOf(cause).split('\n', 1)[0];
  return new CodistillError('ERR_EXPORT_RUNTIME', `${name} does not load: ${reason}`, {
    fix: `npm install ${name}, where codistill is installed`,
    cause,
  });
}
