import {
  type GraphNode,
  numbersOf,
  READ_VARIABLE,
  refText,
  refTo,
  type StepGraph,
  type TensorRef,
  type TensorType,
  type TensorValue,
  type VariableUpdate,
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
  const follow = (ref: TensorRef): TensorRef => aliases.get(refText(ref)) ?? ref;
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
    else if (replacement.kind === 'alias') aliases.set(refText(refTo(node.name)), replacement.ref);
    else for (const one of replacement.nodes) push(one);
  }
  return { ...graph, nodes, ...withRoots(graph, follow) };
}

function signature(op: string, inputs: readonly TensorRef[]): string {
  return `${op}(${inputs.map(refText).join()})`;
}

/** A node's attribute as a plain value, whatever its kind. */
export function attributeOf(node: GraphNode, name: string): unknown {
  return node.attributes[name]?.value;
}

/** Whether a value is a constant of this number alone. */
export function isFilledWith(ref: TensorRef, number: number, lookup: Lookup): boolean {
  const value = lookup.constant(ref);
  return value !== undefined && numbersOf(value).every((one) => one === number);
}

/** A moving average `old · kept + value · share` that is assigned to the variable that held `old`; the shares sum to 1. */
export interface MovingAverage {
  readonly update: VariableUpdate;
  readonly old: TensorRef;
  readonly value: TensorRef;
  readonly kept: TensorRef;
  readonly keptShare: number;
  readonly share: number;
}

/** The updates of a step and the nodes behind them, for rules that make one op of several. Nothing lies behind `undefined`. */
export class UpdateView {
  /** The assignments of computed values to variables. */
  readonly assignments: readonly VariableUpdate[];
  readonly #nodes: ReadonlyMap<string, GraphNode>;
  readonly #assigned: ReadonlyMap<string, VariableUpdate>;

  constructor({ nodes, updates }: StepGraph) {
    this.#nodes = new Map(nodes.map((node) => [node.name, node]));
    this.assignments = updates.filter(({ op }) => op === 'AssignVariableOp');
    this.#assigned = new Map(this.assignments.map((update) => [update.inputs[0]!.node, update]));
  }

  node(ref: TensorRef | undefined): GraphNode | undefined {
    return ref === undefined ? undefined : this.#nodes.get(ref.node);
  }

  /** Inputs of the node behind a reference, none when it is another op. */
  inputs(ref: TensorRef | undefined, op: string): readonly (TensorRef | undefined)[] {
    const node = this.node(ref);
    return node?.op === op ? node.inputs : [];
  }

  /** The variable that is read, by its position. */
  variable(ref: TensorRef | undefined): number | undefined {
    const node = this.node(ref);
    return node?.op === READ_VARIABLE ? (node.attributes.index!.value as number) : undefined;
  }

  movingAverage(ref: TensorRef | undefined): MovingAverage | undefined {
    const update = ref && this.#assigned.get(ref.node);
    const [decayed, added] = this.inputs(ref, 'Add');
    const [old, kept] = this.inputs(decayed, 'Mul');
    const [value, factor] = this.inputs(added, 'Mul');
    const [keptShare, share] = [this.constant(kept), this.constant(factor)];
    if (update === undefined || keptShare === undefined || share === undefined) return undefined;
    if (Math.abs(keptShare + share - 1) > 1e-6 || this.variable(old) !== update.variables[0])
      return undefined;
    return { update, old: old!, value: value!, kept: kept!, keptShare, share };
  }

  /** A constant scalar's value. */
  constant(ref: TensorRef | undefined): number | undefined {
    const attribute = this.node(ref)?.attributes.value;
    const isScalar = attribute?.kind === 'tensor' && attribute.value.shape.length === 0;
    return isScalar ? numbersOf(attribute.value)[0] : undefined;
  }
}
