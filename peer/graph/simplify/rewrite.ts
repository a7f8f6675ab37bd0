import {
  type GraphNode,
  refTo,
  type StepGraph,
  type TensorRef,
  type TensorType,
  type TensorValue,
  withRoots,
} from '../graph.js';

/** A rule's view of the nodes before its own, which are rewritten already. */
export interface Lookup {
  producer(ref: TensorRef): GraphNode;
  typeOf(ref: TensorRef): TensorType;
  /** A constant's value, `undefined` for anything computed. */
  constant(ref: TensorRef): TensorValue | undefined;
  /** Name of a node that computes `op` of these inputs alone, if there is one. */
  find(op: string, inputs: readonly TensorRef[]): string | undefined;
}

/** A node's replacement: another output for its only one, or other nodes, the last of which takes its name. */
export type Replacement =
  | { readonly kind: 'alias'; readonly ref: TensorRef }
  | { readonly kind: 'nodes'; readonly nodes: readonly GraphNode[] };

/** Looks at one node; `undefined` leaves it alone. */
export type Rule = (node: GraphNode, lookup: Lookup) => Replacement | undefined;

/** Applies a rule to every node, inputs first, so that a rule sees the nodes before as it rewrote them. */
export function rewritten(graph: StepGraph, rule: Rule): StepGraph {
  const aliases = new Map<string, TensorRef>();
  const nodes: GraphNode[] = [];
  const byName = new Map<string, GraphNode>();
  const byInputs = new Map<string, string>();
  const follow = (ref: TensorRef): TensorRef => aliases.get(keyOf(ref)) ?? ref;
  const lookup: Lookup = {
    producer: ({ node }) => byName.get(node)!,
    typeOf: ({ node, output }) => byName.get(node)!.outputs[output]!,
    constant(ref) {
      const attribute = byName.get(ref.node)!.attributes.value;
      return attribute?.kind === 'tensor' ? attribute.value : undefined;
    },
    find: (op, inputs) => byInputs.get(signature(op, inputs)),
  };
  const push = (node: GraphNode): void => {
    nodes.push(node);
    byName.set(node.name, node);
    byInputs.set(signature(node.op, node.inputs), node.name);
  };
  for (const original of graph.nodes) {
    const node = { ...original, inputs: original.inputs.map(follow) };
    const replacement = rule(node, lookup);
    if (replacement === undefined) push(node);
    else if (replacement.kind === 'alias') aliases.set(keyOf(refTo(node.name)), replacement.ref);
    else for (const one of replacement.nodes) push(one);
  }
  return { ...graph, nodes, ...withRoots(graph, follow) };
}

function keyOf({ node, output }: TensorRef): string {
  return `${node}:${output}`;
}

function signature(op: string, inputs: readonly TensorRef[]): string {
  return `${op}(${inputs.map(keyOf).join()})`;
}

/** A node's attribute as a plain value, whatever its kind. */
export function attributeOf(node: GraphNode, name: string): unknown {
  return node.attributes[name]?.value;
}

/** The numbers of an int32 or float32 constant. */
export function numbersOf({ dtype, bytes }: TensorValue): Float32Array | Int32Array {
  const copy = bytes.slice().buffer;
  return dtype === 1 ? new Float32Array(copy) : new Int32Array(copy);
}
