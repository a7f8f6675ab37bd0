import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { INPUT } from './inference-graph.js';
import { type ModelInterface, noRuntime, type OtherRuntime } from './other-runtime.js';

/** The part of `onnxruntime-node` that is used; the package is optional. */
interface OnnxRuntime {
  readonly InferenceSession: {
    create(model: Uint8Array, options: { readonly logSeverityLevel: number }): Promise<Session>;
  };
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => object;
}

interface Session {
  run(
    feeds: Record<string, object>,
    fetches: readonly string[],
  ): Promise<Record<string, { readonly data: unknown }>>;
  release(): Promise<void>;
}

const PACKAGE = 'onnxruntime-node';
const ERRORS_ONLY = 3;

/** ONNX Runtime, on the CPU. */
export async function openOnnxRuntime(
  directory: string,
  { shape, output }: ModelInterface,
): Promise<OtherRuntime> {
  const { InferenceSession, Tensor } = loadRuntime();
  const model = readFileSync(join(directory, 'model.onnx'));
  const session = await InferenceSession.create(model, { logSeverityLevel: ERRORS_ONLY });
  return {
    name: 'ONNX Runtime',
    predict: async (inputs, samples) => {
      const made = await session.run({ [INPUT]: new Tensor('float32', inputs, [samples, ...shape]) }, [
        output,
      ]);
      return made[output]!.data as Float32Array;
    },
    close: () => session.release(),
  };
}

function loadRuntime(): OnnxRuntime {
  try {
    return createRequire(import.meta.url)(PACKAGE) as OnnxRuntime;
  } catch (cause) {
    throw noRuntime(PACKAGE, cause);
  }
}
