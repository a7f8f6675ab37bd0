/** TensorFlow's numbers for the element types that a step may hold. */
export const DATA_TYPE = { float32: 1, int32: 3, int64: 9, bool: 10 } as const;

/** The attribute of an op that works on float32. */
export const FLOAT = { kind: 'type', value: DATA_TYPE.float32 } as const;

/** TensorFlow's numbers for the types of names and of handles of variables. */
export const STRING = 7;
export const RESOURCE = 20;

/** One float32. */
export const SCALAR: TensorType = { dtype: DATA_TYPE.float32, shape: [] };

/** Element type (TensorFlow's number) and shape of a tensor; both are fixed once a step was traced. */
export interface TensorType {
  readonly dtype: number;
  readonly shape: readonly number[];
}

/** One output of a node. */
export interface TensorRef {
  readonly node: string;
  readonly output: number;
}

/** A constant's value: every element, little-endian. */
export interface TensorValue extends TensorType {
  readonly bytes: Uint8Array;
}

/** An attribute as TensorFlow's `AttrValue` tells them apart. */
export type Attribute =
  | { readonly kind: 'type' | 'int' | 'float'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'shape' | 'types' | 'ints' | 'floats'; readonly value: readonly number[] }
  | { readonly kind: 'bools'; readonly value: readonly boolean[] }
  /** A vector of strings, as a tensor. */
  | { readonly kind: 'texts'; readonly value: readonly string[] }
  | { readonly kind: 'tensor'; readonly value: TensorValue };

/** One TensorFlow op. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly inputs: readonly TensorRef[];
  /** Nodes that must have run before, though no value comes from them. */
  readonly controls?: readonly string[];
  readonly outputs: readonly TensorType[];
}

/** Reads a variable, by its position among the step's variables; becomes `VarHandleOp` and `ReadVariableOp`. */
export const READ_VARIABLE = 'CodistillReadVariable';

/** One op that changes variables: their handles are its first inputs, `inputs` the others. */
export interface VariableUpdate {
  readonly op: string;
  readonly variables: readonly number[];
  readonly inputs: readonly TensorRef[];
  /** Which of `inputs` is a gradient or a new value, and must be finite. */
  readonly checked: number;
  readonly attributes: GraphNode['attributes'];
}

/** The update that gives a variable a computed value. */
export function assignment(variable: number, value: TensorRef, { dtype }: TensorType): VariableUpdate {
  const attributes = { dtype: { kind: 'type', value: dtype } } as const;
  return { op: 'AssignVariableOp', variables: [variable], inputs: [value], checked: 0, attributes };
}

/** The results of a step, besides its updates. */
export interface StepResults {
  /** float32 `[rows, classes]`. */
  readonly logits: TensorRef;
  /** Scalars float32, in nats. */
  readonly supervised: TensorRef;
  /** Absent in a step without teachers. */
  readonly distillation?: TensorRef;
  /** float32 `[rows, size]`, where there is a feature loss. */
  readonly features?: TensorRef;
  /** The feature loss; absent in a step without teachers. */
  readonly feature?: TensorRef;
  /** Where the network has exits. */
  readonly exits?: TensorRef;
  /** Where the network constrains weights: the sum of all their gradients. */
  readonly gradients?: TensorRef;
}

/** The same results, each made into something else. */
export function mapResults<From, To>(
  results: { readonly [Name in keyof StepResults]: From },
  change: (result: From, name: keyof StepResults) => To,
): { readonly [Name in keyof StepResults]: To } {
  const entries = Object.entries(results) as [keyof StepResults, From][];
  const changed = entries.map(([name, result]) => [name, change(result, name)] as const);
  return Object.fromEntries(changed) as { readonly [Name in keyof StepResults]: To };
}

/**
 * One training step as data. Nodes stand in topological order: inputs before those that use them. Inputs of the step
 * are `Placeholder` nodes named `input_<name>`.
 */
export interface StepGraph {
  readonly nodes: readonly GraphNode[];
  readonly results: StepResults;
  readonly updates: readonly VariableUpdate[];
  readonly variables: readonly TensorType[];
}

/** An output of a node, the first unless said otherwise. */
export function refTo(node: string, output = 0): TensorRef {
  return { node, output };
}

/** An output by the name that TensorFlow fetches it by. */
export function refText({ node, output }: TensorRef): string {
  return `${node}:${output}`;
}

export function sameRef(a: TensorRef, b: TensorRef): boolean {
  return a.node === b.node && a.output === b.output;
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((side, i) => side === b[i]);
}

/** Every reference that keeps a node alive from outside. */
export function rootsOf({ results, updates }: StepGraph): TensorRef[] {
  return [...Object.values(results), ...updates.flatMap(({ inputs }) => inputs)];
}

/** Names of the nodes that the given outputs depend on, their own included. */
export function ancestorsOf(
  nodes: readonly Pick<GraphNode, 'name' | 'inputs'>[],
  roots: readonly TensorRef[],
): Set<string> {
  const found = new Set(roots.map(({ node }) => node));
  for (const node of [...nodes].reverse()) {
    if (found.has(node.name)) for (const input of node.inputs) found.add(input.node);
  }
  return found;
}

/** Leaves out what no result and no update needs. */
export function pruned(graph: StepGraph): StepGraph {
  const needed = ancestorsOf(graph.nodes, rootsOf(graph));
  return { ...graph, nodes: graph.nodes.filter((node) => needed.has(node.name)) };
}

/** The same graph, every reference from outside replaced. */
export function withRoots(
  graph: StepGraph,
  replace: (ref: TensorRef) => TensorRef,
): Pick<StepGraph, 'results' | 'updates'> {
  return {
    results: mapResults(graph.results, replace),
    updates: graph.updates.map((update) => ({ ...update, inputs: update.inputs.map(replace) })),
  };
}

/** A node with one output. */
export function opNode(
  name: string,
  op: string,
  inputs: readonly TensorRef[],
  output: TensorType,
  attributes: GraphNode['attributes'],
): GraphNode {
  return { name, op, inputs, attributes, outputs: [output] };
}

export function constantNode(name: string, value: TensorValue): GraphNode {
  const { dtype, shape } = value;
  const attributes = { dtype: { kind: 'type', value: dtype }, value: { kind: 'tensor', value } } as const;
  return opNode(name, 'Const', [], { dtype, shape }, attributes);
}

/** An int32 vector as a constant's value. */
export function int32Vector(numbers: readonly number[]): TensorValue {
  const bytes = new Uint8Array(Int32Array.from(numbers).buffer);
  return { dtype: DATA_TYPE.int32, shape: [numbers.length], bytes };
}

/** A number as a constant's value, int32 or float32. */
export function scalarValue(dtype: number, value: number): TensorValue {
  const array = dtype === DATA_TYPE.int32 ? Int32Array.of(value) : Float32Array.of(value);
  return { dtype, shape: [], bytes: new Uint8Array(array.buffer) };
}

/** The numbers of an int32 or float32 constant. */
export function numbersOf({ dtype, bytes }: TensorValue): Float32Array | Int32Array {
  const copy = bytes.slice().buffer;
  return dtype === DATA_TYPE.float32 ? new Float32Array(copy) : new Int32Array(copy);
}

/** A node that an input of the step is fed to. */
export function placeholderNode(name: string, type: TensorType): GraphNode {
  const { dtype, shape } = type;
  const attributes = {
    dtype: { kind: 'type', value: dtype },
    shape: { kind: 'shape', value: shape },
  } as const;
  return opNode(name, 'Placeholder', [], type, attributes);
}

export function identityNode(name: string, input: TensorRef, type: TensorType): GraphNode {
  return opNode(name, 'Identity', [input], type, { T: { kind: 'type', value: type.dtype } });
}

/** A tensor in another shape: the node of that name comes last, after its constant. */
export function reshapeNodes(name: string, input: TensorRef, type: TensorType): GraphNode[] {
  const target = constantNode(`${name}_shape`, int32Vector(type.shape));
  const attributes = {
    T: { kind: 'type', value: type.dtype },
    Tshape: { kind: 'type', value: DATA_TYPE.int32 },
  } as const;
  return [target, opNode(name, 'Reshape', [input, refTo(target.name)], type, attributes)];
}

/** Scalars as one vector. */
export function packNode(name: string, scalars: readonly TensorRef[], dtype: number): GraphNode {
  const attributes = {
    T: { kind: 'type', value: dtype },
    N: { kind: 'int', value: scalars.length },
    axis: { kind: 'int', value: 0 },
  } as const;
  return opNode(name, 'Pack', scalars, { dtype, shape: [scalars.length] }, attributes);
}

/** Name of the node that an input of the step is fed to. */
export function inputName(input: string): string {
  return `input_${input}`;
}
