import { tensorflow } from '#generated/tensorflow';
import {
  type Attribute,
  DATA_TYPE,
  type GraphNode,
  STRING,
  type TensorRef,
  type TensorType,
  type TensorValue,
} from './graph.js';

/** The `GraphDef` version of TensorFlow 2; older producers get older semantics. */
const GRAPH_PRODUCER = 1882;

/** The tag under which the graph lies in its SavedModel. */
export const GRAPH_TAG = 'step';

/** Writes nodes as a TensorFlow GraphDef. */
export function graphBytes(nodes: readonly GraphNode[]): Uint8Array {
  return tensorflow.GraphDef.encode(graphOf(nodes)).finish();
}

function graphOf(nodes: readonly GraphNode[]): tensorflow.GraphDef.$Properties {
  return { node: nodes.map(nodeDef), versions: { producer: GRAPH_PRODUCER } };
}

/** The way by which others use a SavedModel: its tag, and the tensors that go in and come out, by name. */
export interface ServingInterface {
  readonly tag: string;
  readonly signature: string;
  readonly inputs: Readonly<Record<string, TensorType>>;
  readonly outputs: Readonly<Record<string, TensorType>>;
  /** How its variables are restored; absent: it has none. */
  readonly restoring?: Pick<tensorflow.MetaGraphDef.$Properties, 'saverDef' | 'collectionDef'>;
}

/**
 * Writes nodes as the `saved_model.pb` of a TensorFlow SavedModel.
 *
 * @param serving - Absent: no signature, as the native binding runs a graph by the names of its nodes. Tensors in it have the
 *   names of their nodes.
 */
export function savedModelBytes(nodes: readonly GraphNode[], serving?: ServingInterface): Uint8Array {
  const tags = [serving?.tag ?? GRAPH_TAG];
  const signatureDef = serving === undefined ? {} : { [serving.signature]: signatureOf(serving) };
  return tensorflow.SavedModel.encode({
    savedModelSchemaVersion: 1,
    metaGraphs: [{ metaInfoDef: { tags }, graphDef: graphOf(nodes), signatureDef, ...serving?.restoring }],
  }).finish();
}

function signatureOf({ inputs, outputs }: ServingInterface): tensorflow.SignatureDef.$Properties {
  const infos = (
    tensors: Readonly<Record<string, TensorType>>,
  ): Record<string, tensorflow.TensorInfo.$Properties> =>
    Object.fromEntries(
      Object.entries(tensors).map(([name, { dtype, shape }]) => [
        name,
        { name: `${name}:0`, dtype, tensorShape: shapeProto(shape) },
      ]),
    );
  return { inputs: infos(inputs), outputs: infos(outputs), methodName: 'tensorflow/serving/predict' };
}

function nodeDef(node: GraphNode): tensorflow.NodeDef.$Properties {
  const { name, op, inputs, controls = [], attributes } = node;
  const attr = Object.entries(attributes).map(([key, attribute]) => [key, attrValue(attribute)] as const);
  return {
    name,
    op,
    input: [...inputs.map(inputText), ...controls.map((control) => `^${control}`)],
    attr: Object.fromEntries(attr),
  };
}

function inputText({ node, output }: TensorRef): string {
  return output === 0 ? node : `${node}:${output}`;
}

function attrValue(attribute: Attribute): tensorflow.AttrValue.$Properties {
  switch (attribute.kind) {
    case 'type':
      return { type: attribute.value };
    case 'types':
      return { list: { type: [...attribute.value] } };
    case 'int':
      return { i: attribute.value };
    case 'ints':
      return { list: { i: [...attribute.value] } };
    case 'float':
      return { f: attribute.value };
    case 'floats':
      return { list: { f: [...attribute.value] } };
    case 'bool':
      return { b: attribute.value };
    case 'bools':
      return { list: { b: [...attribute.value] } };
    case 'string':
      return { s: new TextEncoder().encode(attribute.value) };
    case 'shape':
      return { shape: shapeProto(attribute.value) };
    case 'texts':
      return { tensor: textsProto(attribute.value) };
    case 'tensor':
      return { tensor: tensorProto(attribute.value) };
  }
}

function textsProto(texts: readonly string[]): tensorflow.TensorProto.$Properties {
  const stringVal = texts.map((text) => new TextEncoder().encode(text));
  return { dtype: STRING, tensorShape: shapeProto([texts.length]), stringVal };
}

export function shapeProto(shape: readonly number[]): tensorflow.TensorShapeProto.$Properties {
  return { dim: shape.map((size) => ({ size })) };
}

/** A tensor of equal elements is written as one: the ones and zeros of an activation would be megabytes. */
function tensorProto({ dtype, shape, bytes }: TensorValue): tensorflow.TensorProto.$Properties {
  const head = { dtype, tensorShape: shapeProto(shape) };
  const width = dtype === DATA_TYPE.bool ? 1 : 4;
  const uniform = dtype !== DATA_TYPE.int64 && bytes.length > width && repeats(bytes, width);
  if (!uniform) return { ...head, tensorContent: bytes };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (dtype === DATA_TYPE.bool) return { ...head, boolVal: [bytes[0] !== 0] };
  if (dtype === DATA_TYPE.int32) return { ...head, intVal: [view.getInt32(0, true)] };
  return { ...head, floatVal: [view.getFloat32(0, true)] };
}

function repeats(bytes: Uint8Array, width: number): boolean {
  for (let i = width; i < bytes.length; i++) if (bytes[i] !== bytes[i - width]) return false;
  return true;
}
