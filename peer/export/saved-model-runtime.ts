import { type Tensor, tf } from '../model/backend.js';
import { loadSavedModel } from '../model/saved-model.js';
import { INPUT } from './inference-graph.js';
import type { ModelInterface, OtherRuntime } from './other-runtime.js';

/**
 * TensorFlow's own loader of SavedModels, by tag and signature.
 *
 * @throws {CodistillError} `ERR_DATA_MISSING` when its variables are not there.
 */
export async function openSavedModelRuntime(
  directory: string,
  { shape, output }: ModelInterface,
): Promise<OtherRuntime> {
  const model = await loadSavedModel(directory, `the model in ${directory}`);
  return {
    name: `TensorFlow's SavedModel loader`,
    predict: async (inputs, samples) =>
      tf.tidy(() => {
        const fed = tf.tensor(inputs, [samples, ...shape], 'float32');
        const made = model.predict({ [INPUT]: fed }) as Record<string, Tensor>;
        return made[output]!.dataSync() as Float32Array;
      }),
    close: async () => model.dispose(),
  };
}
