import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { ANY, type InferenceGraph, inputNode, outputNode } from '../../../../peer/export/inference-graph.js';
import { writeFiles } from '../../../../peer/export/model-folder.js';
import { openRuntime } from '../../../../peer/export/open-runtime.js';
import { savedModelFiles } from '../../../../peer/export/saved-model.js';
import { constantNode, DATA_TYPE, FLOAT, opNode, refTo, scalarValue } from '../../../../peer/graph/graph.js';
import { openSavedModel } from '../../../../peer/trainer/foreign-model.js';
import { bytesOf } from '../../../../proto/float-bytes.js';
import { failure, temporaryFolder } from '../../../support/data-files.js';

const DATA = join('variables', 'variables.data-00000-of-00001');
const INDEX = join('variables', 'variables.index');

/** A graph that adds its weights, one beside the other, to what goes in. */
function weightsGraph(weights: Readonly<Record<string, Float32Array>>): InferenceGraph {
  const float32 = DATA_TYPE.float32;
  const all = Object.entries(weights);
  const length = all.reduce((sum, [, values]) => sum + values.length, 0);
  const type = { dtype: float32, shape: [ANY, length] };
  const axis = constantNode('axis', scalarValue(DATA_TYPE.int32, 1));
  const joined = [...all.map(([name]) => refTo(name)), refTo('axis')];
  return {
    output: 'logits',
    nodes: [
      inputNode(type),
      ...all.map(([name, values]) => ({
        ...constantNode(name, { dtype: float32, shape: [1, values.length], bytes: bytesOf(values) }),
        weight: true,
      })),
      axis,
      opNode(
        'joined',
        'ConcatV2',
        joined,
        { dtype: float32, shape: [1, length] },
        {
          T: FLOAT,
          Tidx: { kind: 'type', value: DATA_TYPE.int32 },
          N: { kind: 'int', value: all.length },
        },
      ),
      opNode('sum', 'AddV2', [refTo('input'), refTo('joined')], type, { T: FLOAT }),
      outputNode('logits', refTo('sum'), type),
    ],
  };
}

/** Weights whose names come in no order, of sizes and places that take one, two and three bytes to tell. */
function manyWeights(): Record<string, Float32Array> {
  const sizes = Array.from({ length: 200 }, (_, i) => (i === 7 ? 9_000 : 1 + ((i * 31) % 70)));
  return Object.fromEntries(
    sizes.map((size, i) => [
      `${'deep/'.repeat(i % 40)}layer_${(i * 77) % 200}/kernel`,
      Float32Array.from({ length: size }, (_, at) => Math.sin(i + 1 + at * at)),
    ]),
  );
}

async function written(t: TestContext, graph: InferenceGraph): Promise<string> {
  const directory = await temporaryFolder(t);
  writeFiles(directory, savedModelFiles(graph));
  return directory;
}

function openWeights(directory: string, length: number) {
  return openRuntime(directory, { format: 'savedmodel', shape: [length], output: 'logits' });
}

test('TensorFlow restores every weight of a SavedModel bit by bit', async (t) => {
  const weights = manyWeights();
  const expected = Object.values(weights).flatMap((values) => [...values]);
  const directory = await written(t, weightsGraph(weights));
  const runtime = await openWeights(directory, expected.length);
  assert.deepEqual([...(await runtime.predict(new Float32Array(expected.length), 1))], expected);
  await runtime.close();
});

test('no weight is in the graph, which TensorFlow copies', async (t) => {
  const few = await written(t, weightsGraph({ a: new Float32Array(1).fill(2) }));
  const many = await written(t, weightsGraph({ a: Float32Array.from({ length: 100_000 }, (_, i) => i) }));
  const [small, large] = [few, many].map(
    (directory) => readFileSync(join(directory, 'saved_model.pb')).length,
  );
  assert.ok(large! - small! < 100, `${small} and ${large} bytes`);
  assert.equal(readFileSync(join(many, DATA)).length, 400_000);
});

test('a SavedModel whose variables are damaged is not loaded', async (t) => {
  const weights = { a: Float32Array.of(1, 2, 3), b: Float32Array.of(4) };
  for (const [file, at] of [
    [DATA, 5],
    [DATA, 15],
    [INDEX, 20],
    [INDEX, -1],
  ] as const) {
    const directory = await written(t, weightsGraph(weights));
    const bytes = readFileSync(join(directory, file));
    bytes[at < 0 ? bytes.length + at : at]! ^= 4;
    writeFileSync(join(directory, file), bytes);
    await assert.rejects(openWeights(directory, 4), /Failed to load SavedModel/, `${file}, byte ${at}`);
  }
});

test('a SavedModel whose variables are not there is refused before it predicts, also as a teacher', async (t) => {
  const directory = await written(t, weightsGraph({ a: Float32Array.of(1, 2, 3), b: Float32Array.of(4) }));
  rmSync(join(directory, DATA));
  await assert.rejects(openWeights(directory, 4), /variables\.data-00000-of-00001/);
  rmSync(join(directory, 'variables'), { recursive: true });
  const missing = failure(
    'ERR_DATA_MISSING',
    /its variables .*variables\.index are not there/,
    /beside saved_model\.pb/,
  );
  await assert.rejects(openWeights(directory, 4), missing);
  await assert.rejects(openSavedModel(directory), missing);
});

test('a SavedModel may lie in a folder whose name TensorFlow would take for a pattern', async (t) => {
  const folder = await temporaryFolder(t);
  for (const name of ['lr [0.1]', 'a*', 'what?', 'a\\b', 'lr {0.1} ü']) {
    const directory = join(folder, name);
    mkdirSync(directory);
    writeFiles(
      directory,
      savedModelFiles(weightsGraph({ a: Float32Array.of(1, 2, 3), b: Float32Array.of(4) })),
    );
    const runtime = await openWeights(directory, 4);
    assert.deepEqual([...(await runtime.predict(new Float32Array(4), 1))], [1, 2, 3, 4], name);
    await runtime.close();
    assert.equal((await openSavedModel(directory)).outputs.length, 1);
  }
});

test('a graph without weights has no variables', async (t) => {
  const type = { dtype: DATA_TYPE.float32, shape: [ANY, 2] };
  const directory = await written(t, {
    output: 'logits',
    nodes: [inputNode(type), outputNode('logits', refTo('input'), type)],
  });
  assert.deepEqual(readdirSync(directory), ['saved_model.pb']);
  const runtime = await openWeights(directory, 2);
  assert.deepEqual([...(await runtime.predict(Float32Array.of(1, 2), 1))], [1, 2]);
  await runtime.close();
});
