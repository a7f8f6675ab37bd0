import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { graphFiles } from '../../../../peer/export/graph-files.js';
import { writeFiles } from '../../../../peer/export/model-folder.js';
import { openOnnxModel } from '../../../../peer/trainer/onnx-teacher.js';
import { findTeacher } from '../../../../peer/trainer/teacher-place.js';
import { loadTeacher } from '../../../../peer/trainer/teacher-source.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { failure } from '../../../support/data-files.js';
import { eagerPrediction } from '../../../support/eager-prediction.js';
import { hasOnnxRuntime, seenSamples, traced, trainedNetwork } from '../../../support/export-kit.js';
import { temporaryDirectory } from '../../../support/launch.js';

const WITH_RUNTIME = { skip: hasOnnxRuntime() ? false : 'onnxruntime-node is not installed' };
const SAMPLES = 5;

function teacherAt(source: string) {
  return parseRunSpec({ peers: [{ id: 'a' }, { id: 't', role: 'teacher', source }] }).peers[1]!;
}

test('an ONNX model of pictures or of text teaches what its network predicts', WITH_RUNTIME, async (t) => {
  for (const [name, reads] of [
    ['resnet20', 'picture'],
    ['gru:4-8', 'text'],
  ] as const) {
    const network = await trainedNetwork(name, reads);
    const folder = temporaryDirectory(t);
    writeFiles(folder, graphFiles('onnx', traced('a', network).graph));
    const inputShape = network.inputs[0]!.shape.slice(1) as [number];
    const positions = reads === 'text' ? 8 : 1;
    const data = { inputShape, classes: 6, positions, classNames: [], digest: '' };
    const frozen = await loadTeacher(teacherAt(folder), data, assert.fail);
    assert.ok(frozen.kind === 'predict');
    const { seen } = seenSamples(network, SAMPLES);
    for (const rows of [SAMPLES, 2]) {
      const expected = eagerPrediction(network)(seen, rows);
      const found = frozen.predict(seen, rows);
      assert.equal(found.length, expected.length);
      found.forEach((one, i) => {
        assert.ok(Math.abs(one - expected[i]!) < 1e-4, `${name}: ${one} for ${expected[i]}`);
      });
    }
  }
});

test('an ONNX model is found by its file or its folder', (t) => {
  const folder = temporaryDirectory(t);
  const path = join(folder, 'model.onnx');
  writeFileSync(path, '');
  assert.deepEqual(findTeacher(teacherAt(folder)), { kind: 'onnx', path });
  assert.deepEqual(findTeacher(teacherAt(path)), { kind: 'onnx', path });
});

test('an ONNX model that does not fit the data, or is none, is refused', WITH_RUNTIME, async (t) => {
  const folder = temporaryDirectory(t);
  writeFiles(folder, graphFiles('onnx', traced('a', await trainedNetwork('mlp:8')).graph));
  const data = { inputShape: [9, 11, 3] as const, classes: 7, positions: 1, classNames: [], digest: '' };
  const refused = loadTeacher(teacherAt(folder), data, assert.fail);
  await assert.rejects(refused, failure('ERR_CLASS_COUNT', /gives 6 logits, the data have 7 classes/));
  const damaged = join(folder, 'damaged.onnx');
  writeFileSync(damaged, 'damaged');
  assert.throws(() => openOnnxModel(damaged), failure('ERR_DATA_CORRUPT', /damaged\.onnx cannot be read/));
  mkdirSync(join(folder, 'empty.onnx'));
  assert.throws(() => openOnnxModel(join(folder, 'empty.onnx')), { code: 'ERR_DATA_CORRUPT' });
});

test('without ONNX Runtime the error says how to get it', (t) => {
  const path = join(temporaryDirectory(t), 'model.onnx');
  assert.throws(
    () => openOnnxModel(path, 'no-such-runtime'),
    failure('ERR_EXPORT_RUNTIME', /^no-such-runtime does not load: .*\nnpm install no-such-runtime/),
  );
});
