import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Tensor, tf } from '../model/backend.js';
import { INPUT } from './inference-graph.js';
import type { ModelInterface, OtherRuntime } from './other-runtime.js';

/** The backend of TensorFlow.js in plain JavaScript, as a browser has it without a GPU. */
const PLAIN = 'cpu';

/** TensorFlow.js's own executor of graph models, in plain JavaScript. */
export function openGraphModelRuntime(
  directory: string,
  { shape, output }: ModelInterface,
): Promise<OtherRuntime> {
  return openPlainRuntime(directory, shape, {
    load: (address) => tf.loadGraphModel(address),
    run: (model, inputs) => model.execute({ [INPUT]: inputs }, output) as Tensor,
  });
}

/** TensorFlow.js's own layers, in plain JavaScript. */
export function openLayersModelRuntime(directory: string, { shape }: ModelInterface): Promise<OtherRuntime> {
  return openPlainRuntime(directory, shape, {
    load: (address) => tf.loadLayersModel(address),
    run: (model, inputs) => model.apply(inputs, { training: false }) as Tensor,
  });
}

async function openPlainRuntime<Model extends { dispose(): unknown }>(
  directory: string,
  shape: readonly number[],
  kind: {
    readonly load: (address: string) => Promise<Model>;
    readonly run: (model: Model, inputs: Tensor) => Tensor;
  },
): Promise<OtherRuntime> {
  const model = await inPlainJavaScript(() => kind.load(pathToFileURL(join(directory, 'model.json')).href));
  return {
    name: 'TensorFlow.js in plain JavaScript',
    predict: (inputs, samples) =>
      inPlainJavaScript(async () =>
        tf.tidy(() => kind.run(model, tf.tensor(inputs, [samples, ...shape])).dataSync() as Float32Array),
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
