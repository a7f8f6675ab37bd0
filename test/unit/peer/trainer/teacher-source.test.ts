import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { architectureOf } from '../../../../peer/export/architecture.js';
import { describeModel, type ExportedModel, writeFiles } from '../../../../peer/export/model-folder.js';
import { safetensorsFiles } from '../../../../peer/export/safetensors-model.js';
import { saveCheckpoint } from '../../../../peer/files/checkpoint.js';
import type { LearnedData } from '../../../../peer/files/checkpoint-format.js';
import { peerDirectory } from '../../../../peer/files/life.js';
import { type LayersModel, tf } from '../../../../peer/model/backend.js';
import { createNetwork } from '../../../../peer/model/networks/catalog.js';
import { namedWeights } from '../../../../peer/model/weights.js';
import type { TeacherSpec } from '../../../../peer/trainer/teacher-interface.js';
import { type FrozenNetwork, loadTeacher, type TaughtData } from '../../../../peer/trainer/teacher-source.js';
import { CodistillError } from '../../../../proto/errors.js';
import { eagerPrediction } from '../../../support/eager-prediction.js';
import { temporaryDirectory } from '../../../support/launch.js';
import { REPOSITORY } from '../../../support/repository.js';
import { TYPE, writeSavedModel } from '../../../support/saved-model-kit.js';

const SAVED_MODEL = join(REPOSITORY, 'test', 'support', 'saved-model');
const SHAPE = { inputShape: [2, 2, 1] as const, classes: 3, positions: 1 };
const DATA = { ...SHAPE, digest: 'd', classNames: ['cat', 'dog', 'emu'] };
const LEARNED = { digest: 'd', classNames: DATA.classNames, normalization: { mean: [0.25], std: [2] } };
const INPUTS = Float32Array.from({ length: 8 }, (_, i) => i / 8);

const WISHES = { output: '', input: '', gives: '' } as const;

function load(
  source: string,
  data: TaughtData,
  warn: (message: string) => void,
  wishes: Partial<TeacherSpec> = {},
): Promise<FrozenNetwork> {
  return loadTeacher({ ...WISHES, source, ...wishes }, data, warn);
}

async function network(): Promise<LayersModel> {
  return createNetwork('mlp:5', { ...SHAPE, seed: 7 });
}

function save(model: LayersModel, directory: string, data?: LearnedData): void {
  const tensors = namedWeights(model).map(({ name, variable }) => ({
    name,
    shape: [...variable.shape],
    values: variable.dataSync() as Float32Array,
  }));
  const facts = {
    epoch: 0,
    network: 'mlp:5',
    runSpecHash: 'x',
    peerId: 'a',
    optimizerUpdates: 3,
    metrics: {},
  };
  saveCheckpoint(directory, { ...facts, step: 3, tensors, data }, { best: true });
}

test('a peer of an earlier run is found by its run directory, or by its own, whatever network it has', async (t) => {
  const runDir = temporaryDirectory(t);
  const model = await network();
  const directory = peerDirectory(runDir, 'a');
  mkdirSync(directory, { recursive: true });
  save(model, join(directory, 'checkpoints'), LEARNED);
  for (const source of [join(runDir, 'a'), directory]) {
    const frozen = await load(source, DATA, assert.fail);
    assert.ok(frozen.kind === 'network' && frozen.name === 'mlp:5');
    assert.deepEqual(eagerPrediction(frozen.network)(INPUTS, 2), eagerPrediction(model)(INPUTS, 2));
  }
});

test('exported weights teach by the network that the run spec names, and fit no other', async (t) => {
  const folder = temporaryDirectory(t);
  const model = await network();
  writeFiles(folder, safetensorsFiles(architectureOf(model)));
  const frozen = await load(folder, DATA, assert.fail, { network: 'mlp:5' });
  assert.ok(frozen.kind === 'network' && frozen.name === 'mlp:5');
  assert.deepEqual(eagerPrediction(frozen.network)(INPUTS, 2), eagerPrediction(model)(INPUTS, 2));
  await assert.rejects(load(folder, DATA, assert.fail, { network: 'mlp:6' }), {
    code: 'ERR_SHAPE',
    message:
      /^teacher .*: its weights do not fit the network: hidden1\/kernel is \[4,5\], the network needs \[4,6\]$/,
  });
});

/** What `codistill export` writes beside a model of the data here. */
function describe(folder: string, more: Partial<ExportedModel> = {}): void {
  const input = { kind: 'picture', shape: [2, 2, 1], range: [0, 1], mean: [0.25], std: [2], view: 'full' };
  const shape = { input, positions: 1, classes: 3, classNames: DATA.classNames } as const;
  const facts = { network: 'mlp:5', format: 'safetensors', takesPixels: false, output: 'logits' } as const;
  describeModel(folder, { ...facts, ...shape, ...more } as ExportedModel);
}

test('what was exported is shown pixels as it learned them, and refused where its classes mean something else', async (t) => {
  const folder = temporaryDirectory(t);
  writeFiles(folder, safetensorsFiles(architectureOf(await network())));
  writeSavedModel(folder, { type: TYPE.float32, shape: [-1, 2, 2, 1] }, { logits: [1, 2, 3] });
  const files = [join(folder, 'weights.safetensors'), folder];
  const warnings: string[] = [];
  const normalizationOf = async (source: string, wishes: Partial<TeacherSpec> = {}) =>
    (await load(source, DATA, (line) => warnings.push(line), { network: 'mlp:5', ...wishes })).normalization;
  for (const file of files) {
    describe(folder);
    assert.deepEqual(await normalizationOf(file), { mean: [0.25], std: [2] });
    describe(folder, { takesPixels: true });
    assert.deepEqual(await normalizationOf(file), { mean: [0], std: [1 / 255] });
    describe(folder, { classNames: ['cat', 'emu', 'dog'] });
    await assert.rejects(normalizationOf(file), {
      code: 'ERR_CLASS_NAMES',
      message: /"dog" here and "emu" there/,
    });
    assert.deepEqual(warnings.splice(0), []);
    describe(folder, { classNames: [] });
    await normalizationOf(file);
    assert.match(warnings.splice(0).join(), /does not name its classes/);
    writeFileSync(join(folder, 'preprocessing.json'), '{}');
    await assert.rejects(normalizationOf(file), { code: 'ERR_DATA_MISSING', message: /input: Invalid/ });
  }
  describe(folder);
  assert.equal(await normalizationOf(folder, { input: '0..1' }), undefined, 'the user says how');
});

test('a peer of an earlier run whose classes mean something else is refused; one that does not say is doubted', async (t) => {
  const directory = temporaryDirectory(t);
  const model = await network();
  const warnings: string[] = [];
  const loadIt = () => load(directory, DATA, (message) => warnings.push(message));
  for (const classNames of [
    ['dog', 'cat', 'emu'],
    ['cat', 'dog', 'eel'],
    ['cat', 'dog'],
  ]) {
    save(model, join(directory, 'checkpoints'), { ...LEARNED, digest: 'e', classNames });
    await assert.rejects(loadIt(), { code: 'ERR_CLASS_NAMES' });
  }
  assert.deepEqual(warnings, []);
  save(model, join(directory, 'checkpoints'), { ...LEARNED, digest: 'e' });
  await loadIt();
  save(model, join(directory, 'checkpoints'));
  await loadIt();
  assert.match(warnings.join('\n'), /other samples of the same classes\n.*does not name its classes/);
});

test('a tfjs layers model is loaded from its model.json, and refused when it does not fit the data', async (t) => {
  const directory = temporaryDirectory(t);
  const model = tf.sequential({
    layers: [tf.layers.flatten({ inputShape: [2, 2, 1] }), tf.layers.dense({ units: 3 })],
  });
  await model.save(pathToFileURL(directory).href);
  const source = join(directory, 'model.json');
  const frozen = await load(source, DATA, assert.fail);
  assert.ok(frozen.kind === 'network');
  assert.deepEqual(eagerPrediction(frozen.network)(INPUTS, 2), eagerPrediction(model)(INPUTS, 2));
  await assert.rejects(
    load(source, { ...DATA, classes: 4 }, assert.fail),
    /gives 3 logits, the data have 4 classes/,
  );
  await assert.rejects(load(source, { ...DATA, inputShape: [4, 1, 1] }, assert.fail), /takes \[2,2,1\]/);
});

test('a SavedModel that Python wrote predicts by its default signature, and is refused when it does not fit', async () => {
  const frozen = await load(SAVED_MODEL, { ...DATA, inputShape: [4, 4, 1], classes: 4 }, assert.fail);
  assert.ok(frozen.kind === 'predict');
  const images = Float32Array.from({ length: 2 * 16 }, (_, i) => (i === 3 || i === 16 ? 1 : 0));
  // Row r of the weights is 4r/64 … (4r + 3)/64; the images pick rows 3 and 0.
  assert.deepEqual(
    [...frozen.predict(images, 2)],
    [12, 13, 14, 15, 0, 1, 2, 3].map((x) => x / 64),
  );
  for (const [inputShape, classes, code] of [
    [[4, 4, 1], 5, 'ERR_CLASS_COUNT'],
    [[5, 5, 1], 4, 'ERR_SHAPE'],
  ] as const) {
    await assert.rejects(load(SAVED_MODEL, { ...DATA, inputShape, classes }, assert.fail), { code });
  }
});

test('the output and the scale of a model from elsewhere are those that are asked for, or that its type tells', async (t) => {
  const input = { type: TYPE.uint8, shape: [-1, 2, 2, 1] };
  const source = writeSavedModel(temporaryDirectory(t), input, { aux: [0, 0, 0], head: [1, 2, 3] });
  await assert.rejects(load(source, DATA, assert.fail), { code: 'ERR_CONFIG', message: /has 2 outputs/ });
  const frozen = await load(source, DATA, assert.fail, { output: 'head' });
  assert.ok(frozen.kind === 'predict');
  assert.equal(frozen.scale, 'uint8');
  assert.deepEqual([...frozen.predict(Float32Array.of(255, 1, 0, 0), 1)], [256, 512, 768]);
});

test('a peer of an earlier run has a known interface: wishes are refused', async (t) => {
  const directory = temporaryDirectory(t);
  save(await network(), join(directory, 'checkpoints'), LEARNED);
  for (const wish of [{ output: 'head' }, { input: 'uint8' }, { gives: 'probabilities' }] as const) {
    await assert.rejects(load(directory, DATA, assert.fail, wish), {
      code: 'ERR_CONFIG',
      message: /interface is known/,
    });
  }
});

test('what is no teacher is refused with the forms there are', async (t) => {
  const directory = temporaryDirectory(t);
  for (const source of [directory, join(directory, 'nothing')]) {
    await assert.rejects(
      load(source, DATA, assert.fail),
      (error) =>
        error instanceof CodistillError && error.code === 'ERR_DATA_MISSING' && /SavedModel/.test(error.fix),
    );
  }
});
