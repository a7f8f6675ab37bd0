import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Tensor, tf } from '../model/backend.js';
import { INPUT } from './inference-graph.js';
import type { ModelInterface, OtherRuntime } from './other-runtime.js';

/** The backend of TensorFlow.js in plain JavaScript, as a browser has it without a GPU. */
const PLAIN = 'cpu';

/** TensorFlow.js's own executor of graph models, in plain JavaScript. */
export async function openGraphModelRuntime(
  directory: string,
  { shape, output }: ModelInterface,
): Promise<OtherRuntime> {
  const model = await inPlainJavaScript(() =>
    tf.loadGraphModel(pathToFileURL(join(directory, 'model.json')).href),
  );
  return {
    name: 'TensorFlow.js in plain JavaScript',
    predict: (inputs, samples) =>
      inPlainJavaScript(async () =>
        tf.tidy(() => {
          const made = model.execute({ [INPUT]: tf.tensor(inputs, [samples, ...shape]) }, output) as Tensor;
          return made.dataSync() as Float32Array;
        }),
      ),
    close: async () => model.dispose(),
  };
}

/** TensorFlow.js's own layers, in plain JavaScript. */
export async function openLayersModelRuntime(
  directory: string,
  { shape }: ModelInterface,
): Promise<OtherRuntime> {
  const model = await inPlainJavaScript(() =>
    tf.loadLayersModel(pathToFileURL(join(directory, 'model.json')).href),
  );
  return {
    name: 'TensorFlow.js in plain JavaScript',
    predict: (inputs, samples) =>
      inPlainJavaScript(async () =>
        tf.tidy(() => {
          const made = model.apply(tf.tensor(inputs, [samples, ...shape]), { training: false }) as Tensor;
          return made.dataSync() as Float32Array;
        }),
      ),
    close: async () => {
      model.dispose();
    },
  };
}

/** Runs something on the other backend; nothing else may compute meanwhile. */
async function inPlainJavaScript<Result>(work: () => Promise<Result>): Promise<Result> {
  const native = tf.getBackend();
  tf.enableProdMode(); // without its advice to install the package that is here
  await tf.setBackend(PLAIN);
  try {
    return await work();
  } finally {
    await tf.setBackend(native);
  }
}
