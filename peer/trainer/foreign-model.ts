import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { CodistillError } from '../../proto/errors.js';
import { sampleBytes } from '../data/dataset.js';
import type { SampleShape } from '../data/peer-data.js';
import { type LayersModel, type Tensor, tf } from '../model/backend.js';
import type { Predict } from '../model/evaluate.js';
import { loadSavedModel } from '../model/saved-model.js';
import type { Port, Ports, TeacherInterface } from './teacher-interface.js';

/** A model that codistill did not write, opened. */
export interface ForeignModel extends Ports {
  /** How it is used: as a network whose graph can be compiled, or as something that predicts. */
  readonly use: (chosen: TeacherInterface, sample: SampleShape) => UsedModel;
}

/** A network of which the chosen output alone is left, or a function. */
export type UsedModel =
  | { readonly kind: 'network'; readonly network: LayersModel }
  | { readonly kind: 'predict'; readonly predict: Predict };

/** The part of a `model.json` that says what lies where. */
const MODEL_JSON = z.object({
  format: z.string().nullish(),
  modelTopology: z.record(z.string(), z.unknown(), 'it has no modelTopology'),
  weightsManifest: z.array(z.object({ paths: z.array(z.string()) })).nullish(),
});
type ModelJson = z.infer<typeof MODEL_JSON>;

/**
 * Opens a `model.json` of TensorFlow.js: a layers model or a graph model.
 *
 * @throws {CodistillError} `ERR_DATA_MISSING` when a file of its weights is not there; `ERR_DATA_CORRUPT` when it is no
 *   model, or holds layers that TensorFlow.js does not have.
 */
export async function openModelJson(path: string): Promise<ForeignModel> {
  const { format, modelTopology, weightsManifest } = readJson(path);
  const files = (weightsManifest ?? []).flatMap(({ paths }) =>
    paths.map((file) => join(dirname(path), file)),
  );
  const lost = files.find((file) => !existsSync(file));
  if (lost !== undefined) {
    throw new CodistillError('ERR_DATA_MISSING', `teacher ${path}: its weights ${lost} are not there`, {
      fix: 'put the files of its weights beside model.json, as they were saved',
      facts: { path: lost },
    });
  }
  try {
    return await (format === 'graph-model' ? openGraph(path) : openLayers(path));
  } catch (cause) {
    const version = modelTopology.keras_version;
    if (typeof version !== 'string' || !/^[3-9]/.test(version)) throw corrupt(path, reasonOf(cause), cause);
    throw corrupt(
      path,
      `it is of Keras ${version}, whose layers TensorFlow.js does not read (${reasonOf(cause)})`,
      cause,
      'write a SavedModel instead, with model.export(FOLDER), and give that folder',
    );
  }
}

async function openLayers(path: string): Promise<ForeignModel> {
  const model = await tf.loadLayersModel(pathToFileURL(path).href);
  const ports = (names: readonly string[], tensors: LayersModel['inputs']): Port[] =>
    tensors.map(({ dtype, shape }, i) => ({ name: names[i]!, dtype, shape }));
  const outputs = ports(model.outputNames, model.outputs);
  return {
    inputs: ports(model.inputNames, model.inputs),
    outputs,
    use: ({ output }) => {
      if (outputs.length === 1) return { kind: 'network', network: model };
      const chosen = model.outputs[outputs.findIndex(({ name }) => name === output.name)]!;
      return { kind: 'network', network: tf.model({ inputs: model.inputs, outputs: chosen }) };
    },
  };
}

async function openGraph(path: string): Promise<ForeignModel> {
  const model = await tf.loadGraphModel(pathToFileURL(path).href);
  if (model.inputs.length === 0 || model.outputs.length === 0)
    throw new Error('a graph without input or output');
  return {
    inputs: model.inputs.map(portOf),
    outputs: model.outputs.map(portOf),
    use: ({ input, output }, sample) => ({
      kind: 'predict',
      predict: predictor(input, sample, (fed) => model.execute({ [input.name]: fed }, output.name) as Tensor),
    }),
  };
}

/**
 * Opens a SavedModel by its default signature.
 *
 * @throws {CodistillError} `ERR_DATA_MISSING` when its variables are not there; `ERR_DATA_CORRUPT` when it cannot be read, or has no
 *   such signature.
 */
export async function openSavedModel(path: string): Promise<ForeignModel> {
  try {
    const graphs = await tf.node.getMetaGraphsFromSavedModel(path);
    const signatures = graphs.find(({ tags }) => tags.join() === 'serve')?.signatureDefs ?? {};
    const signature = signatures.serving_default;
    if (signature === undefined) {
      throw new Error(`no signature serving_default under the tag serve, but ${Object.keys(signatures)}`);
    }
    const model = await loadSavedModel(path, `teacher ${path}`);
    const ports = (entries: typeof signature.inputs): Port[] =>
      Object.entries(entries).map(([name, info]) => portOf({ ...info, name }));
    return {
      inputs: ports(signature.inputs),
      outputs: ports(signature.outputs),
      use: ({ input, output }, sample) => ({
        kind: 'predict',
        predict: predictor(input, sample, (fed) => {
          const made = model.predict({ [input.name]: fed }) as Record<string, Tensor>;
          return made[output.name]!;
        }),
      }),
    };
  } catch (cause) {
    throw cause instanceof CodistillError ? cause : corrupt(path, reasonOf(cause), cause);
  }
}

/** A SavedModel's shape is said to be numbers, but is a list of protobuf's `Dim` messages. */
function sizeOf(side: unknown): number {
  return typeof side === 'number' ? side : (side as { getSize(): number }).getSize();
}

/** TensorFlow.js tells the true type apart, `DT_UINT8`, from the one that it has for it, `int32`. */
function portOf(info: {
  readonly name: string;
  readonly dtype: string;
  readonly tfDtype?: string;
  readonly shape?: readonly unknown[];
}): Port {
  const sides = info.shape?.map(sizeOf);
  return {
    name: info.name,
    dtype: info.tfDtype?.replace('DT_FLOAT', 'float32').replace('DT_', '').toLowerCase() ?? info.dtype,
    // A graph whose ranks are unknown has no sides.
    ...(sides === undefined || sides.length === 0
      ? {}
      : { shape: sides.map((side) => (side < 0 ? null : side)) }),
  };
}

/** Predicts with a tensor of the type that the model takes: whole numbers for any but float32. */
function predictor({ dtype }: Port, { inputShape }: SampleShape, run: (fed: Tensor) => Tensor): Predict {
  const type = dtype === 'float32' ? 'float32' : 'int32';
  return (inputs, rows) =>
    tf.tidy(() => {
      const values = inputs.subarray(0, rows * sampleBytes(inputShape));
      const fed = type === 'float32' ? values : Int32Array.from(values);
      return run(tf.tensor(fed, [rows, ...inputShape], type)).dataSync() as Float32Array;
    });
}

function readJson(path: string): ModelJson {
  let content: unknown;
  try {
    if (!statSync(path).isFile()) throw new Error('it is no file');
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw corrupt(path, reasonOf(cause), cause);
  }
  const parsed = MODEL_JSON.safeParse(content);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path: at, message }) => [...at, message].join(': '));
  throw corrupt(path, problems.join('; '));
}

function reasonOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split('\n', 1)[0]!;
}

const FIX =
  'copy it again with all its files, or give a model.json of TensorFlow.js whose layers are all its own, or a SavedModel with the signature serving_default';

function corrupt(path: string, reason: string, cause?: unknown, fix = FIX): CodistillError {
  return new CodistillError('ERR_DATA_CORRUPT', `teacher ${path} cannot be read: ${reason}`, {
    fix,
    facts: { path },
    cause,
  });
}
