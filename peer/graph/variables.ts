import {
  constantNode,
  DATA_TYPE,
  type GraphNode,
  opNode,
  placeholderNode,
  READ_VARIABLE,
  RESOURCE,
  refTo,
  type TensorType,
} from './graph.js';

/** Runs when every variable was given a value. */
export const LOADED = 'loaded';

/** The node that a variable's new value is fed to, before `LOADED` is fetched. */
export function newValueName(variable: number): string {
  return `variable_${variable}_new`;
}

/** The node whose output is a variable's value. */
export function readName(variable: number): string {
  return `variable_${variable}_read`;
}

/** The node that stands for a variable itself. */
export function handleName(variable: number): string {
  return `variable_${variable}`;
}

/** A variable's value as a node of a step, not yet bound to a handle. */
export function readNode(variable: number, type: TensorType): GraphNode {
  return opNode(readName(variable), READ_VARIABLE, [], type, { index: { kind: 'int', value: variable } });
}

/** Puts a resource variable behind each read of a step, and the nodes that load it. */
export function withVariables(nodes: readonly GraphNode[], variables: readonly TensorType[]): GraphNode[] {
  const others = nodes.filter((node) => node.op !== READ_VARIABLE);
  return [...variables.flatMap(variableNodes), ...others, loaded(variables.length)];
}

function variableNodes(type: TensorType, variable: number): GraphNode[] {
  const handle = handleName(variable);
  const dtype = { kind: 'type', value: type.dtype } as const;
  const placeholder = placeholderNode(newValueName(variable), type);
  // A fed value may lie in JavaScript's memory, which only its own thread may release: the variable gets a copy.
  const copy = `${placeholder.name}_copy`;
  return [
    opNode(
      handle,
      'VarHandleOp',
      [],
      { dtype: RESOURCE, shape: [] },
      {
        dtype,
        shape: { kind: 'shape', value: type.shape },
        shared_name: { kind: 'string', value: handle },
      },
    ),
    opNode(readName(variable), 'ReadVariableOp', [refTo(handle)], type, { dtype }),
    placeholder,
    opNode(copy, 'DeepCopy', [refTo(placeholder.name)], type, { T: dtype }),
    {
      name: `${placeholder.name}_load`,
      op: 'AssignVariableOp',
      attributes: { dtype },
      inputs: [refTo(handle), refTo(copy)],
      outputs: [],
    },
  ];
}

function loaded(variables: number): GraphNode {
  const controls = Array.from({ length: variables }, (_, variable) => `${newValueName(variable)}_load`);
  return marker(LOADED, controls);
}

/** A node to fetch so that others run: the binding has no other way to run a node without output. */
export function marker(name: string, controls: readonly string[]): GraphNode {
  const value = { dtype: DATA_TYPE.bool, shape: [], bytes: Uint8Array.of(1) };
  return { ...constantNode(name, value), controls };
}
