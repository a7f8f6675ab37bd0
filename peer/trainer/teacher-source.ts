import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkClasses, type DataIdentity } from '../../proto/data-identity.js';
import { CodistillError } from '../../proto/errors.js';
import { sampleBytes } from '../data/dataset.js';
import type { SampleShape } from '../data/peer-data.js';
import { loadBestCheckpoint } from '../files/checkpoint.js';
import type { LearnedData } from '../files/checkpoint-format.js';
import { peerDirectory } from '../files/life.js';
import { type LayersModel, type Tensor, tf } from '../model/backend.js';
import type { Predict } from '../model/evaluate.js';
import { createNetwork } from '../model/networks/catalog.js';
import { restoreWeights } from '../model/training-state.js';

/** A frozen teacher: a network whose graph can be compiled, or just something that predicts. */
export type FrozenNetwork =
  | {
      readonly kind: 'network';
      readonly network: LayersModel;
      readonly name: string;
      /** Whether the name is enough to build it again. */
      readonly isOfCatalog: boolean;
      /** The data that it learned, where it says. */
      readonly learned?: LearnedData | undefined;
    }
  | { readonly kind: 'predict'; readonly predict: Predict };

/** The data that a frozen teacher teaches. */
export interface TaughtData extends SampleShape, DataIdentity {}

/**
 * Loads a frozen teacher: a peer of an earlier run (`runs/NAME/peer-0`: its best checkpoint), a tfjs layers model
 * (`…/model.json`) or a SavedModel folder whose default signature maps images to logits.
 *
 * @param data - Those that it teaches.
 * @param warn - Called with one line where it cannot be told whether its classes are those of the data.
 * @throws {CodistillError} `ERR_DATA_MISSING` when there is nothing of the kind; `ERR_CLASS_COUNT` or `ERR_SHAPE` when it
 *   does not fit the data; `ERR_CLASS_NAMES` when its classes mean something else.
 */
export async function loadTeacher(
  source: string,
  data: TaughtData,
  warn: (message: string) => void,
): Promise<FrozenNetwork> {
  const path = resolve(source);
  if (path.endsWith('.json') && existsSync(path)) return layersModel(path, data);
  if (existsSync(join(path, 'saved_model.pb'))) return savedModel(path, data);
  for (const directory of [path, peerDirectory(dirname(path), basename(path))]) {
    const checkpoints = join(directory, 'checkpoints');
    if (existsSync(checkpoints) && statSync(checkpoints).isDirectory()) {
      return checkpointed(checkpoints, source, data, warn);
    }
  }
  throw missing(source, 'there is no checkpoint, model.json or saved_model.pb');
}

async function checkpointed(
  directory: string,
  source: string,
  data: TaughtData,
  warn: (message: string) => void,
): Promise<FrozenNetwork> {
  const checkpoint = loadBestCheckpoint(directory, {});
  if (checkpoint === undefined) throw missing(source, 'its best checkpoint is not there');
  const doubt = checkClasses(data, checkpoint.data, `teacher ${source}`);
  if (doubt !== undefined) warn(doubt);
  const { inputShape, classes, positions } = data;
  const network = await createNetwork(checkpoint.network, { inputShape, classes, positions, seed: 0 });
  restoreWeights(network, checkpoint);
  const { network: name, data: learned } = checkpoint;
  return { kind: 'network', network, name, isOfCatalog: true, learned };
}

async function layersModel(path: string, data: SampleShape): Promise<FrozenNetwork> {
  const network = await tf.loadLayersModel(pathToFileURL(path).href);
  const input = (network.inputs[0]?.shape ?? []).slice(1);
  const classes = network.outputs[0]?.shape.at(-1);
  if (input.join() !== data.inputShape.join()) {
    throw new CodistillError('ERR_SHAPE', `${path} takes [${input}], the data are [${data.inputShape}]`);
  }
  if (classes !== data.classes) {
    throw new CodistillError(
      'ERR_CLASS_COUNT',
      `${path} gives ${classes} logits, the data have ${data.classes} classes`,
    );
  }
  return { kind: 'network', network, name: path, isOfCatalog: false };
}

async function savedModel(
  path: string,
  { inputShape, classes, positions }: SampleShape,
): Promise<FrozenNetwork> {
  const model = await tf.node.loadSavedModel(path);
  const predict: Predict = (inputs, rows) =>
    tf.tidy(() => {
      const size = rows * sampleBytes(inputShape);
      const images = tf.tensor(inputs.subarray(0, size), [rows, ...inputShape], 'float32');
      const result = model.predict(images) as Tensor | Record<string, Tensor>;
      const logits = result instanceof tf.Tensor ? result : Object.values(result)[0]!;
      if (logits.size !== rows * positions * classes) {
        throw new CodistillError('ERR_SHAPE', `${path} gives [${logits.shape}], not [${rows},${classes}]`);
      }
      return logits.dataSync() as Float32Array;
    });
  // What does not fit is said now, not at the first batch of a run.
  try {
    predict(new Float32Array(sampleBytes(inputShape)), 1);
  } catch (error) {
    if (error instanceof CodistillError) throw error;
    const reason = (error as Error).message.split('\n', 1)[0];
    throw new CodistillError('ERR_SHAPE', `${path} does not take samples of [${inputShape}]: ${reason}`, {
      cause: error,
    });
  }
  return { kind: 'predict', predict };
}

function missing(source: string, reason: string): CodistillError {
  return new CodistillError('ERR_DATA_MISSING', `no teacher at ${source}: ${reason}`, {
    fix: 'name a peer of a run (runs/NAME/peer-0), a tfjs model.json or a SavedModel folder',
    facts: { source },
  });
}
