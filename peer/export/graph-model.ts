import { type Attribute, DATA_TYPE, type GraphNode, type TensorType } from '../graph/graph.js';
import { INPUT, type InferenceGraph, inputType, outputType } from './inference-graph.js';
import type { ModelFiles } from './model-folder.js';

/** Element types as a graph model names them: in its attributes, and in its list of weights. */
const TYPES = new Map<number, readonly [attribute: string, weight: string]>([
  [DATA_TYPE.float32, ['DT_FLOAT', 'float32']],
  [DATA_TYPE.int32, ['DT_INT32', 'int32']],
  [DATA_TYPE.int64, ['DT_INT64', 'int32']],
  [DATA_TYPE.bool, ['DT_BOOL', 'bool']],
]);
const SHARD = 'weights.bin';

/** Writes a graph as a TensorFlow.js graph model, which holds TensorFlow's ops and needs no layer of anybody's own. */
export function graphModelFiles(graph: InferenceGraph): ModelFiles {
  const constants = graph.nodes.flatMap((node) => {
    const { value } = node.attributes;
    return value?.kind === 'tensor' ? [{ name: node.name, ...value.value }] : [];
  });
  const model = {
    format: 'graph-model',
    generatedBy: 'codistill',
    convertedBy: null,
    signature: {
      inputs: { [INPUT]: tensorInfo(INPUT, inputType(graph)) },
      outputs: { [graph.output]: tensorInfo(graph.output, outputType(graph)) },
    },
    modelTopology: { node: graph.nodes.map(nodeJson), versions: {} },
    weightsManifest: [
      {
        paths: [SHARD],
        weights: constants.map(({ name, shape, dtype }) => ({ name, shape, dtype: TYPES.get(dtype)![1] })),
      },
    ],
  };
  return { 'model.json': JSON.stringify(model), [SHARD]: constants.map(({ bytes }) => bytes) };
}

function tensorInfo(name: string, { dtype, shape }: TensorType): object {
  return { name: `${name}:0`, dtype: TYPES.get(dtype)![0], tensorShape: shapeJson(shape) };
}

function nodeJson({ name, op, inputs, attributes }: GraphNode): object {
  const input = inputs.map(({ node, output }) => (output === 0 ? node : `${node}:${output}`));
  const attr = Object.entries(attributes).map(([key, value]) => [key, attributeJson(value)] as const);
  return { name, op, input, attr: Object.fromEntries(attr) };
}

/** An attribute as protobuf's JSON has it: whole numbers as strings, bytes in base64. */
function attributeJson(attribute: Attribute): object {
  switch (attribute.kind) {
    case 'type':
      return { type: typeName(attribute.value) };
    case 'types':
      return { list: { type: attribute.value.map(typeName) } };
    case 'int':
      return { i: String(attribute.value) };
    case 'ints':
      return { list: { i: attribute.value.map(String) } };
    case 'float':
      return { f: attribute.value };
    case 'floats':
      return { list: { f: attribute.value } };
    case 'bool':
      return { b: attribute.value };
    case 'bools':
      return { list: { b: attribute.value } };
    case 'string':
      return { s: Buffer.from(attribute.value).toString('base64') };
    case 'shape':
      return { shape: shapeJson(attribute.value) };
    case 'texts':
      return { tensor: textsJson(attribute.value) };
    case 'tensor':
      return {
        tensor: { dtype: typeName(attribute.value.dtype), tensorShape: shapeJson(attribute.value.shape) },
      };
  }
}

function textsJson(texts: readonly string[]): object {
  const stringVal = texts.map((text) => Buffer.from(text).toString('base64'));
  return { dtype: 'DT_STRING', tensorShape: shapeJson([texts.length]), stringVal };
}

function typeName(dtype: number): string {
  return TYPES.get(dtype)?.[0] ?? `DT_${dtype}`;
}

function shapeJson(shape: readonly number[]): object {
  return { dim: shape.map((size) => ({ size: String(size) })) };
}
