import { join } from 'node:path';
import { openOnnxSession } from '../model/onnx-package.js';
import { INPUT } from './inference-graph.js';
import type { ModelInterface, OtherRuntime } from './other-runtime.js';

/** ONNX Runtime, on the CPU. */
export async function openOnnxRuntime(
  directory: string,
  { shape, output }: ModelInterface,
): Promise<OtherRuntime> {
  const { session, Tensor } = await openOnnxSession(join(directory, 'model.onnx'));
  return {
    name: 'ONNX Runtime',
    predict: async (inputs, samples) => {
      const fed = new Tensor('float32', inputs, [samples, ...shape]);
      const made = await session.run({ [INPUT]: fed }, [output]);
      return made[output]!.data as Float32Array;
    },
    close: () => session.release(),
  };
}
