import { AttributeReader } from './attributes.js';
import {
  assignment,
  constantNode,
  DATA_TYPE,
  type GraphNode,
  inputName,
  mapResults,
  packNode,
  placeholderNode,
  refTo,
  type StepGraph,
  sameRef,
  scalarValue,
  type TensorRef,
  type TensorType,
  type TensorValue,
} from './graph.js';
import { type Element, explain } from './lift.js';
import { type Origin, type RecordedOp, UntraceableError } from './recording.js';
import type { TracedStep } from './traced-step.js';
import { readName, readNode } from './variables.js';

/**
 * Checks that a step only computes.
 *
 * @throws {UntraceableError} Naming the first op whose result JavaScript reads, or keeps after the step.
 */
export function checkTraceable({ recording, variables }: TracedStep): void {
  const { read, kept } = recording;
  if (read !== undefined) throw untraceable(read, 'JavaScript looks at its result');
  for (const [id, op] of kept) {
    if (!variables.includes(id)) throw untraceable(op, 'JavaScript keeps its result');
  }
}

/**
 * Makes one graph of two traces of the same step on different values. The ops and constants that are alike in both are
 * the step; constants that differ must be numbers of the step (learning rate, step, Adam's corrections), which become
 * inputs.
 *
 * @throws {UntraceableError} Naming the first op that differs, or takes a value that JavaScript computes at each step.
 */
export function graphOfTraces(first: TracedStep, second: TracedStep): StepGraph {
  const pairs = new TracePairs(first, second);
  const [a, b] = [first.recording.ops, second.recording.ops];
  a.forEach((op, i) => {
    pairs.add(op, b[i]);
  });
  if (b.length > a.length) throw differs(b[a.length]!);
  return pairs.graph();
}

/** The user of a step's results, in errors. */
const END: RecordedOp = {
  op: 'the end of the step',
  attributes: [],
  inputs: [],
  outputs: [],
  layer: undefined,
};

/** Grows a graph op by op, walking both traces at once. */
class TracePairs {
  readonly #first: TracedStep;
  readonly #second: TracedStep;
  readonly #nodes: GraphNode[] = [];
  readonly #names = new Set<string>();
  readonly #refs = [new Map<number, TensorRef>(), new Map<number, TensorRef>()] as const;
  readonly #attributes = new AttributeReader();

  constructor(first: TracedStep, second: TracedStep) {
    this.#first = first;
    this.#second = second;
  }

  add(a: RecordedOp, b: RecordedOp | undefined): void {
    if (b === undefined || a.op !== b.op || JSON.stringify(a.attributes) !== JSON.stringify(b.attributes)) {
      throw differs(a);
    }
    const inputs = a.inputs.map((id, i) => this.#resolve(id, b.inputs[i]!, a));
    const name = `op_${this.#nodes.length}`;
    const attributes = this.#attributes.of(a);
    const outputs = a.outputs.map(({ dtype, shape }) => ({ dtype, shape: [...shape] }));
    this.#push({ name, op: a.op, attributes, inputs, outputs });
    a.outputs.forEach(({ id }, i) => {
      this.#refs[0].set(id, refTo(name, i));
      this.#refs[1].set(b.outputs[i]!.id, refTo(name, i));
    });
  }

  graph(): StepGraph {
    const [first, second] = [this.#first, this.#second];
    const result = (a: number, b: number): TensorRef => this.#resolve(a, b, END);
    const variables: TensorType[] = [];
    for (const origin of first.recording.origins.values()) {
      if (origin.kind === 'variable') variables[origin.index] = origin.type;
    }
    const updates = first.variables.flatMap((id, variable) => {
      const value = result(id, second.variables[variable]!);
      return value.node === readName(variable) ? [] : [assignment(variable, value, variables[variable]!)];
    });
    return {
      nodes: this.#nodes,
      variables,
      updates,
      results: mapResults(first.results, (id, name) => result(id, second.results[name]!)),
    };
  }

  #resolve(a: number, b: number, user: RecordedOp): TensorRef {
    const [known, other] = [this.#refs[0].get(a), this.#refs[1].get(b)];
    if (known !== undefined && other !== undefined && sameRef(known, other)) return known;
    if (known !== undefined || other !== undefined) throw differs(user);
    const ref = this.#leaf(this.#first.recording.origins.get(a), this.#second.recording.origins.get(b), user);
    this.#refs[0].set(a, ref);
    this.#refs[1].set(b, ref);
    return ref;
  }

  #leaf(a: Origin | undefined, b: Origin | undefined, user: RecordedOp): TensorRef {
    if (a === undefined || a.kind !== b?.kind) throw differs(user);
    switch (a.kind) {
      case 'input':
        if (a.name !== (b as typeof a).name) throw differs(user);
        return this.#input(a.name, a.type);
      case 'variable':
        if (a.index !== (b as typeof a).index) throw differs(user);
        return this.#once(readNode(a.index, a.type));
      case 'constant':
        return this.#constant(a.value, (b as typeof a).value, user);
    }
  }

  #constant(a: TensorValue, b: TensorValue, user: RecordedOp): TensorRef {
    const known: readonly number[] = Object.values(DATA_TYPE);
    if (!known.includes(a.dtype)) throw untraceable(user, `takes a constant of type ${a.dtype}`);
    if (a.dtype === b.dtype && Buffer.compare(a.bytes, b.bytes) === 0) {
      return this.#push(constantNode(`constant_${this.#nodes.length}`, a));
    }
    const { scalars: first } = this.#first;
    const elements =
      a.bytes.length === b.bytes.length ? explain(a, b, { first, second: this.#second.scalars }) : undefined;
    if (elements === undefined) throw untraceable(user, 'takes a value that JavaScript makes anew each step');
    return this.#lifted(elements, a);
  }

  /** A scalar is the input itself; a vector is packed from inputs and fixed numbers. */
  #lifted(elements: readonly Element[], { dtype, shape }: TensorValue): TensorRef {
    const scalarType = { dtype, shape: [] };
    const parts = elements.map((element) =>
      element.kind === 'scalar'
        ? this.#input(element.name, scalarType)
        : this.#push(constantNode(`constant_${this.#nodes.length}`, scalarValue(dtype, element.value))),
    );
    if (shape.length === 0) return parts[0]!;
    const packed = this.#push(packNode(`packed_${this.#nodes.length}`, parts, dtype));
    if (shape.length === 1) return packed;
    throw new UntraceableError('a number of the step lies in a matrix', 'Pack', undefined);
  }

  #input(name: string, type: TensorType): TensorRef {
    return this.#once(placeholderNode(inputName(name), type));
  }

  #once(node: GraphNode): TensorRef {
    return this.#names.has(node.name) ? refTo(node.name) : this.#push(node);
  }

  #push(node: GraphNode): TensorRef {
    this.#nodes.push(node);
    this.#names.add(node.name);
    return refTo(node.name);
  }
}

function differs(op: RecordedOp): UntraceableError {
  return untraceable(op, 'differs from step to step');
}

function untraceable({ op, layer }: RecordedOp, reason: string): UntraceableError {
  return new UntraceableError(reason, op, layer);
}
