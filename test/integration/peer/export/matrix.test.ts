/** Every format holds every network and the ensemble, and Python's runtimes score it as the run is scored. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type TestContext, test } from 'node:test';
import { metricsOf } from '../../../../peer/core/scoring/scores.js';
import { evaluationBatches } from '../../../../peer/data/fill.js';
import { evaluateRun } from '../../../../peer/evaluation/evaluate-run.js';
import { exportRun } from '../../../../peer/export/export-run.js';
import { openRuntime } from '../../../../peer/export/open-runtime.js';
import { FORMATS, type Format } from '../../../../peer/export/other-runtime.js';
import { bytesOf, floatsOf } from '../../../../proto/float-bytes.js';
import { temporaryFolder } from '../../../support/data-files.js';
import { type Python, pythonWithTensorflow, pythonWithTorch } from '../../../support/python-packages.js';
import { type KeptRun, keptRun } from '../../../support/saved-run-kit.js';
import { smallText } from '../../../support/small-text.js';
import { userModule } from '../../../support/user-module.js';

const TWO_BRANCHES = `export default ({ tf, inputShape, classes }) => {
  const input = tf.input({ shape: inputShape });
  const branch = (kernelSize, strides) => {
    const made = tf.layers.conv2d({ filters: 4, kernelSize, strides, padding: 'same', activation: 'relu' });
    return tf.layers.flatten().apply(tf.layers.batchNormalization().apply(made.apply(input)));
  };
  const joined = tf.layers.concatenate().apply([branch([3, 2], 2), branch(4, [2, 3])]);
  return tf.model({ inputs: input, outputs: tf.layers.dense({ units: classes }).apply(joined) });
};`;

/**
 * Reads exported models in each way that there is for their format, all of them before one predicts, and writes what each gives beside
 * it.
 */
const READERS = `
import importlib, json, sys
import numpy as np
def savedmodel(folder, output):
    import tensorflow as tf
    model = tf.saved_model.load(folder)
    return lambda inputs: model.signatures["serving_default"](input=tf.constant(inputs))[output].numpy()
def onnx(folder, output):
    import onnxruntime
    session = onnxruntime.InferenceSession(f"{folder}/model.onnx")
    return lambda inputs: session.run([output], {"input": inputs})[0]
def safetensors(folder, output):
    sys.path.insert(0, folder)
    loader = importlib.import_module(sys.argv[1])
    model = loader.load(folder)
    return lambda inputs: loader.predict(model, inputs)
cells = json.loads(sys.argv[2])
loaded = [globals()[cell["format"]](cell["folder"], cell["output"]) for cell in cells]
for cell, predict in zip(cells, loaded):
    inputs = np.fromfile(cell["inputs"], "<f4").reshape(cell["shape"])
    np.ascontiguousarray(predict(inputs), "<f4").tofile(f"{cell['folder']}/{sys.argv[1]}")
`;

interface Cell {
  readonly format: Format;
  readonly folder: string;
  readonly output: 'logits' | 'probabilities';
  /** The file of the test samples as the network sees them. */
  readonly inputs: string;
  readonly shape: readonly number[];
  readonly accuracy: number;
  readonly labels: Int32Array;
  readonly classes: number;
}

/** Exports each peer of a run, and its ensemble, in some formats. */
async function exported(
  { runDir, spec, dataset }: KeptRun,
  formats: readonly Format[],
  python: string,
): Promise<Cell[]> {
  const scores = await evaluateRun({ runDir, spec, cacheDir: runDir, checkpoint: 'best', warn: () => {} });
  const [batch] = evaluationBatches(dataset, dataset.test, dataset.test.count);
  const { inputs: seen, rows } = batch!;
  const inputs = join(runDir, 'seen');
  writeFileSync(inputs, bytesOf(seen));
  const wanted = [
    ...scores.peers.map(({ id, testAccuracy }) => ({ id, accuracy: testAccuracy })),
    ...(scores.ensemble === null || spec.peers.length === 1
      ? []
      : [{ id: undefined, accuracy: scores.ensemble.testAccuracy }]),
  ];
  const cells: Cell[] = [];
  for (const format of formats) {
    for (const { id: peerId, accuracy } of wanted) {
      const folder = join(runDir, `${format}-${peerId}`);
      const options = { runDir, spec, peerId, format, out: folder, python, places: { cacheDir: runDir } };
      const { output, proof } = await exportRun({ ...options, checkpoint: 'best', withPreprocessing: false });
      assert.ok(proof.difference < 1e-4 && proof.syntheticSince === undefined);
      const { classes, inputShape } = dataset;
      const { labels } = dataset.test;
      const shape = [rows, ...inputShape];
      cells.push({ format, folder, output, inputs, shape, accuracy: accuracy!, labels, classes });
    }
  }
  return cells;
}

function scoredAlike(t: TestContext, cells: readonly Cell[], reader: string, python: Python): void {
  const asked = cells.map(({ labels: _, ...cell }) => cell);
  python.run(READERS, [reader, JSON.stringify(asked)]);
  for (const { folder, labels, classes, accuracy } of cells) {
    const found = floatsOf(readFileSync(join(folder, reader)));
    assert.equal(metricsOf(found, labels, classes).accuracy, accuracy, `${reader}, ${folder}`);
  }
  t.diagnostic(`${reader}: ${cells.length} models`);
}

test('every format × every network and the ensemble has the accuracy of the run, read by the other runtime', async (t) => {
  const [torch, tensorflow] = [await pythonWithTorch(), await pythonWithTensorflow()];
  if (torch === undefined || tensorflow === undefined)
    return t.skip('there is no Python with torch, or none with tensorflow');
  process.env.PYTHONPATH = torch.packages;
  const networks = ['mlp:8', 'cnn:2-4-8', 'resnet20', 'wrn-16-2', 'mobilenet', userModule(t, TWO_BRANCHES)];
  const pictures = await keptRun(t, {
    peers: networks.map((network, i) => ({ id: `peer-${i}`, network })),
    data: { name: 'synthetic:classes=4,size=9x11x3,train=40,test=40' },
  });
  const file = join(await temporaryFolder(t), 'small.txt');
  writeFileSync(file, smallText(4_000));
  const text = await keptRun(t, {
    peers: [{ id: 'reader', network: 'gru:4-8' }],
    data: { name: `text:${file},window=8,positions=8` },
  });
  const ofText = FORMATS.filter((format) => format !== 'tfjs-layers'); // which has not the layers of the catalog's texts
  const cells = [
    ...(await exported(pictures, FORMATS, torch.program)),
    ...(await exported(text, ofText, torch.program)),
  ];
  assert.equal(cells.length, FORMATS.length * (networks.length + 1) + ofText.length);
  const of = (...formats: readonly Format[]): Cell[] =>
    cells.filter(({ format }) => formats.includes(format));
  scoredAlike(t, of('safetensors'), 'load_pytorch', torch);
  scoredAlike(t, of('safetensors', 'savedmodel', 'onnx'), 'load_keras', tensorflow);
  for (const { format, folder, output, inputs, shape, accuracy, labels, classes } of of(
    'tfjs',
    'tfjs-layers',
  )) {
    const runtime = await openRuntime(folder, { format, shape: shape.slice(1), output });
    const found = await runtime.predict(floatsOf(readFileSync(inputs)), shape[0]!);
    assert.equal(metricsOf(found, labels, classes).accuracy, accuracy, folder);
    await runtime.close();
  }
});
