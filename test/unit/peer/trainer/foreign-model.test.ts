import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type SymbolicTensor, tf } from '../../../../peer/model/backend.js';
import { type ForeignModel, openModelJson, openSavedModel } from '../../../../peer/trainer/foreign-model.js';
import type { TeacherInterface } from '../../../../peer/trainer/teacher-interface.js';
import { failure } from '../../../support/data-files.js';
import { eagerPrediction } from '../../../support/eager-prediction.js';
import { temporaryDirectory } from '../../../support/launch.js';
import { TYPE, writeSavedModel } from '../../../support/saved-model-kit.js';

const SAMPLE = { inputShape: [2, 2, 1] as const, classes: 2, positions: 1 };
const SHAPE = [-1, 2, 2, 1];

/** Two samples predicted by one of a model's outputs. */
function predicted(model: ForeignModel, output: string, inputs: Float32Array): number[] {
  const chosen: TeacherInterface = {
    input: model.inputs[0]!,
    output: model.outputs.find(({ name }) => name === output)!,
    scale: 'normalized',
  };
  const used = model.use(chosen, SAMPLE);
  return [...(used.kind === 'predict' ? used.predict : eagerPrediction(used.network))(inputs, 2)];
}

async function layersModel(t: TestContext): Promise<string> {
  const folder = temporaryDirectory(t);
  const input = tf.input({ shape: [2, 2, 1], name: 'pictures' });
  const flat = tf.layers.flatten().apply(input) as SymbolicTensor;
  const head = (name: string, value: number): SymbolicTensor =>
    tf.layers
      .dense({ units: 2, name, kernelInitializer: tf.initializers.constant({ value }), useBias: false })
      .apply(flat) as SymbolicTensor;
  await tf
    .model({ inputs: input, outputs: [head('aux', 1), head('head', 2)] })
    .save(pathToFileURL(folder).href);
  return join(folder, 'model.json');
}

test('a layers model tells its ports by the names of its layers, and any output of it predicts alone', async (t) => {
  const model = await openModelJson(await layersModel(t));
  assert.deepEqual(model.inputs, [{ name: 'pictures', dtype: 'float32', shape: [null, 2, 2, 1] }]);
  assert.deepEqual(
    model.outputs.map(({ name, shape }) => [name, shape]),
    [
      ['aux', [null, 2]],
      ['head', [null, 2]],
    ],
  );
  const inputs = Float32Array.of(1, 2, 3, 4, 0, 0, 0, 1);
  assert.deepEqual(predicted(model, 'aux', inputs), [10, 10, 1, 1]);
  assert.deepEqual(predicted(model, 'head', inputs), [20, 20, 2, 2]);
});

test('a SavedModel tells its ports by the keys of its signature, each with its true type', async (t) => {
  const input = { type: TYPE.uint8, shape: SHAPE };
  const folder = writeSavedModel(temporaryDirectory(t), input, { aux: [1, 2], head: [3, 4, 5] });
  const model = await openSavedModel(folder);
  assert.deepEqual(model.inputs, [{ name: 'pictures', dtype: 'uint8', shape: [null, 2, 2, 1] }]);
  assert.deepEqual(model.outputs, [
    { name: 'aux', dtype: 'float32', shape: [null, 2] },
    { name: 'head', dtype: 'float32', shape: [null, 3] },
  ]);
});

test('a SavedModel is fed the type that it takes, and the chosen output predicts, wherever it stands', async (t) => {
  for (const type of [TYPE.uint8, TYPE.int32, TYPE.int64, TYPE.float32]) {
    const model = await openSavedModel(
      writeSavedModel(temporaryDirectory(t), { type, shape: SHAPE }, { aux: [1, 1], head: [1, -1] }),
    );
    const before = tf.memory().numTensors;
    const inputs = Float32Array.of(0, 255, 128, 1, 0, 0, 0, 7);
    assert.deepEqual(predicted(model, 'head', inputs), [384, -384, 7, -7], `type ${type}`);
    assert.deepEqual(predicted(model, 'aux', inputs), [384, 384, 7, 7], `type ${type}`);
    assert.equal(tf.memory().numTensors, before);
  }
});

/** A graph model as TensorFlow's converter writes it: the sum of a sample's numbers, twice. */
function graphModel(folder: string): string {
  const attr = { T: { type: 'DT_FLOAT' } };
  const shape = { shape: { dim: SHAPE.map((size) => ({ size })) } };
  const scalars = [
    {
      name: 'axes',
      attr: {
        dtype: { type: 'DT_INT32' },
        value: { tensor: { dtype: 'DT_INT32', tensorShape: { dim: [{ size: 3 }] } } },
      },
    },
  ];
  const node = [
    { name: 'pictures', op: 'Placeholder', attr: { dtype: { type: 'DT_FLOAT' }, shape } },
    ...scalars.map((one) => ({ op: 'Const', ...one })),
    { name: 'sum', op: 'Sum', input: ['pictures', 'axes'], attr: { ...attr, keep_dims: { b: false } } },
    { name: 'head', op: 'Neg', input: ['sum'], attr },
  ];
  const weights = [{ name: 'axes', shape: [2], dtype: 'int32' }];
  writeFileSync(join(folder, 'weights.bin'), new Uint8Array(Int32Array.of(1, 2).buffer));
  const path = join(folder, 'model.json');
  const model = { format: 'graph-model', modelTopology: { node, library: {}, versions: {} } };
  writeFileSync(path, JSON.stringify({ ...model, weightsManifest: [{ paths: ['weights.bin'], weights }] }));
  return path;
}

test('a graph model of TensorFlow.js predicts by the output that is chosen', async (t) => {
  const model = await openModelJson(graphModel(temporaryDirectory(t)));
  assert.deepEqual(model.inputs, [{ name: 'pictures', dtype: 'float32', shape: [null, 2, 2, 1] }]);
  assert.deepEqual(
    model.outputs.map(({ name }) => name),
    ['head'],
  );
  assert.deepEqual(predicted(model, 'head', Float32Array.of(1, 2, 3, 4, 0, 0, 0, 1)), [-10, -1]);
});

test('weights that are not there are missing, whatever else cannot be read is corrupt', async (t) => {
  const path = await layersModel(t);
  const json = { modelTopology: {}, weightsManifest: [] };
  for (const [text, problem] of [
    ['{"modelTopology": ', /JSON/],
    ['{}', /no modelTopology/],
    ['null', /cannot be read/],
    ['[]', /cannot be read/],
    ['', /JSON/],
    [JSON.stringify({ ...json, modelTopology: 'cnn' }), /no modelTopology/],
    [JSON.stringify({ ...json, weightsManifest: {} }), /weightsManifest/],
    [JSON.stringify({ ...json, weightsManifest: [{ weights: [] }] }), /weightsManifest: 0: paths/],
    [JSON.stringify(json), /cannot be read/],
    [
      JSON.stringify({
        ...json,
        format: 'graph-model',
        modelTopology: { node: [], library: {}, versions: {} },
      }),
      /without input/,
    ],
  ] as const) {
    const other = join(temporaryDirectory(t), 'model.json');
    writeFileSync(other, text);
    await assert.rejects(openModelJson(other), failure('ERR_DATA_CORRUPT', problem));
  }
  rmSync(join(path, '..', 'weights.bin'));
  await assert.rejects(openModelJson(path), failure('ERR_DATA_MISSING', /weights\.bin are not there/));
  const other = writeSavedModel(
    temporaryDirectory(t),
    { type: TYPE.float32, shape: SHAPE },
    { a: [1] },
    { signature: 'train' },
  );
  await assert.rejects(
    openSavedModel(other),
    failure('ERR_DATA_CORRUPT', /no signature serving_default .* but train/),
  );
  writeFileSync(join(other, 'saved_model.pb'), 'no model');
  await assert.rejects(openSavedModel(other), failure('ERR_DATA_CORRUPT', /cannot be read/));
});

test('a model of Keras 3 is told apart, with the way to write it', async (t) => {
  const path = join(temporaryDirectory(t), 'model.json');
  const layer = {
    class_name: 'InputLayer',
    config: { batch_shape: [null, 2, 2, 1], dtype: 'float32', name: 'in' },
  };
  const model_config = { class_name: 'Sequential', config: { name: 'net', layers: [layer] } };
  const modelTopology = { keras_version: '3.4.1', backend: 'tensorflow', model_config };
  writeFileSync(path, JSON.stringify({ format: 'layers-model', modelTopology, weightsManifest: [] }));
  await assert.rejects(
    openModelJson(path),
    failure('ERR_DATA_CORRUPT', /it is of Keras 3\.4\.1/, /model\.export\(FOLDER\)/),
  );
});

test('a folder and a pipe called model.json are no models, and weights that are cut off are corrupt', async (t) => {
  const folder = temporaryDirectory(t);
  mkdirSync(join(folder, 'model.json'));
  spawnSync('mkfifo', [join(folder, 'pipe.json')]);
  for (const name of ['model.json', 'pipe.json']) {
    await assert.rejects(openModelJson(join(folder, name)), failure('ERR_DATA_CORRUPT', /it is no file/));
  }
  const path = await layersModel(t);
  writeFileSync(join(path, '..', 'weights.bin'), new Uint8Array(3));
  await assert.rejects(
    openModelJson(path),
    failure('ERR_DATA_CORRUPT', /cannot be read/, /give a model\.json/),
  );
});
