import { tensorflow } from '#generated/tensorflow';
import {
  type GraphNode,
  identityNode,
  opNode,
  placeholderNode,
  RESOURCE,
  refTo,
  STRING,
  type TensorRef,
  type TensorType,
  type TensorValue,
} from '../graph/graph.js';
import type { InferenceGraph } from './inference-graph.js';

const FILENAME = 'save/filename';
const SAVED = 'save/saved';
const RESTORED = 'save/restored';
/** The second version of the checkpoint format. */
const V2 = 2;

/** A graph whose weights are variables, and how these are restored. */
export interface VariablesGraph {
  readonly nodes: readonly GraphNode[];
  /** By the name of the variable. */
  readonly values: ReadonlyMap<string, TensorValue>;
  readonly restoring: Pick<tensorflow.MetaGraphDef.$Properties, 'saverDef' | 'collectionDef'>;
}

/**
 * Makes a variable of each weight, and adds the nodes that restore and save them all. TensorFlow copies a graph many times as it
 * loads and optimizes it, and would copy weights that are constants with it.
 */
export function variablesGraph({ nodes }: InferenceGraph): VariablesGraph {
  const values = new Map<string, TensorValue>();
  for (const { name, weight, attributes } of nodes) {
    if (weight === true && attributes.value?.kind === 'tensor') values.set(name, attributes.value.value);
  }
  if (values.size === 0) return { nodes, values, restoring: {} };
  const read = (ref: TensorRef): TensorRef => (values.has(ref.node) ? refTo(readName(ref.node)) : ref);
  const others = nodes.filter(({ name }) => !values.has(name));
  return {
    nodes: [
      ...others.map((node) => ({ ...node, inputs: node.inputs.map(read) })),
      ...[...values].flatMap(([name, value]) => variableNodes(name, value)),
      ...saverNodes(values),
    ],
    values,
    restoring: {
      saverDef: {
        filenameTensorName: `${FILENAME}:0`,
        saveTensorName: `${SAVED}:0`,
        restoreOpName: RESTORED,
        version: V2,
      },
      collectionDef: { variables: { bytesList: { value: [...values.keys()].map(variableDef) } } },
    },
  };
}

function readName(variable: string): string {
  return `${variable}/Read/ReadVariableOp`;
}

function assignName(variable: string): string {
  return `${variable}/Assign`;
}

function variableNodes(name: string, { dtype, shape }: TensorType): GraphNode[] {
  const type = { kind: 'type', value: dtype } as const;
  const attributes = {
    dtype: type,
    shape: { kind: 'shape', value: shape },
    shared_name: { kind: 'string', value: name },
  } as const;
  return [
    opNode(name, 'VarHandleOp', [], { dtype: RESOURCE, shape: [] }, attributes),
    opNode(readName(name), 'ReadVariableOp', [refTo(name)], { dtype, shape }, { dtype: type }),
  ];
}

/** A variable as Python lists it with the model. */
function variableDef(name: string): Uint8Array {
  return tensorflow.VariableDef.encode({
    variableName: `${name}:0`,
    initializerName: assignName(name),
    snapshotName: `${readName(name)}:0`,
    isResource: true,
  }).finish();
}

function saverNodes(values: ReadonlyMap<string, TensorType>): GraphNode[] {
  const names = [...values.keys()];
  const types = [...values.values()];
  const dtypes = { kind: 'types', value: types.map(({ dtype }) => dtype) } as const;
  const filename = { dtype: STRING, shape: [] };
  const places = [refTo(FILENAME), refTo('save/names'), refTo('save/slices')];
  const assignments = names.map((name, i): GraphNode => {
    const attributes = { dtype: { kind: 'type', value: types[i]!.dtype } } as const;
    const inputs = [refTo(name), refTo('save/read', i)];
    return { name: assignName(name), op: 'AssignVariableOp', inputs, attributes, outputs: [] };
  });
  const written = [...places, ...names.map((name) => refTo(readName(name)))];
  return [
    placeholderNode(FILENAME, filename),
    textsNode('save/names', names),
    textsNode(
      'save/slices',
      names.map(() => ''), // the whole of each
    ),
    { name: 'save/read', op: 'RestoreV2', inputs: places, attributes: { dtypes }, outputs: types },
    ...assignments,
    { name: RESTORED, op: 'NoOp', inputs: [], controls: names.map(assignName), attributes: {}, outputs: [] },
    { name: 'save/write', op: 'SaveV2', inputs: written, attributes: { dtypes }, outputs: [] },
    { ...identityNode(SAVED, refTo(FILENAME), filename), controls: ['save/write'] },
  ];
}

function textsNode(name: string, texts: readonly string[]): GraphNode {
  const attributes = {
    dtype: { kind: 'type', value: STRING },
    value: { kind: 'texts', value: texts },
  } as const;
  return opNode(name, 'Const', [], { dtype: STRING, shape: [texts.length] }, attributes);
}
