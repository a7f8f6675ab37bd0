import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tensorflow } from '#generated/tensorflow';
import { GRAPH_TAG, savedModelBytes } from '../../../../peer/graph/emit.js';
import { constantNode, DATA_TYPE, type GraphNode, refTo } from '../../../../peer/graph/graph.js';

function graphDefOf(nodes: readonly GraphNode[]): tensorflow.NodeDef.$Properties[] {
  const { metaGraphs } = tensorflow.SavedModel.decode(savedModelBytes(nodes));
  assert.deepEqual(metaGraphs![0]!.metaInfoDef!.tags, [GRAPH_TAG]);
  return [...metaGraphs![0]!.graphDef!.node!];
}

const floats = (...numbers: number[]): Uint8Array => new Uint8Array(Float32Array.from(numbers).buffer);

test('inputs, outputs by number and control inputs are written as TensorFlow reads them', () => {
  const node: GraphNode = {
    name: 'sum',
    op: 'AddV2',
    attributes: { T: { kind: 'type', value: 1 } },
    inputs: [refTo('a'), refTo('b', 2)],
    controls: ['before'],
    outputs: [],
  };
  const [written] = graphDefOf([node]);
  assert.deepEqual([written!.name, written!.op, written!.input], ['sum', 'AddV2', ['a', 'b:2', '^before']]);
  assert.equal(written!.attr!.T!.type, 1);
});

test('attributes of every kind keep their value, false and 0 included', () => {
  const attributes: GraphNode['attributes'] = {
    a: { kind: 'bool', value: false },
    b: { kind: 'int', value: 0 },
    c: { kind: 'float', value: 0.5 },
    d: { kind: 'string', value: 'NHWC' },
    e: { kind: 'shape', value: [2, 3] },
    f: { kind: 'ints', value: [1, 2] },
    g: { kind: 'types', value: [1, 3] },
    h: { kind: 'floats', value: [0.5] },
    i: { kind: 'bools', value: [true, false] },
  };
  const attr = graphDefOf([{ name: 'n', op: 'Op', attributes, inputs: [], outputs: [] }])[0]!.attr!;
  assert.deepEqual([attr.a!.b, Number(attr.b!.i), attr.c!.f], [false, 0, 0.5]);
  assert.equal(new TextDecoder().decode(attr.d!.s!), 'NHWC');
  assert.deepEqual(
    attr.e!.shape!.dim!.map(({ size }) => Number(size)),
    [2, 3],
  );
  const lists = [attr.f!.list!.i!.map(Number), attr.g!.list!.type, attr.h!.list!.f, attr.i!.list!.b];
  assert.deepEqual(lists, [[1, 2], [1, 3], [0.5], [true, false]]);
});

test('strings are written one by one, empty ones too', () => {
  const attributes: GraphNode['attributes'] = { value: { kind: 'texts', value: ['a/kernel', ''] } };
  const [node] = graphDefOf([{ name: 'n', op: 'Const', attributes, inputs: [], outputs: [] }]);
  const { dtype, tensorShape, stringVal } = node!.attr!.value!.tensor!;
  assert.deepEqual([dtype, Number(tensorShape!.dim![0]!.size)], [7, 2]);
  assert.deepEqual(
    stringVal!.map((text) => new TextDecoder().decode(text)),
    ['a/kernel', ''],
  );
});

test('a constant of equal elements is written as one of them', () => {
  const tensorOf = (dtype: number, bytes: Uint8Array, length: number) =>
    graphDefOf([constantNode('c', { dtype, shape: [length], bytes })])[0]!.attr!.value!.tensor!;
  const ones = tensorOf(DATA_TYPE.float32, floats(...Array.from({ length: 1000 }, () => 1)), 1000);
  assert.deepEqual([ones.floatVal, ones.tensorContent!.length], [[1], 0]);
  const mixed = tensorOf(DATA_TYPE.float32, floats(1, 2), 2);
  assert.deepEqual([mixed.floatVal, mixed.tensorContent!.length], [[], 8]);
  const flags = tensorOf(DATA_TYPE.bool, Uint8Array.of(1, 1, 1), 3);
  assert.deepEqual(flags.boolVal, [true]);
});
