import { bytesOf } from '../../proto/float-bytes.js';
import { AttributeReader } from '../graph/attributes.js';
import {
  constantNode,
  DATA_TYPE,
  int32Vector,
  numbersOf,
  refTo,
  sameRef,
  type TensorRef,
  type TensorType,
  type TensorValue,
} from '../graph/graph.js';
import type { InferenceTrace } from '../graph/inference-trace.js';
import { type Origin, type RecordedOp, UntraceableError } from '../graph/recording.js';
import {
  ANY,
  INPUT,
  type InferenceGraph,
  type InferenceNode,
  inputNode,
  nodeName,
  outputNode,
} from './inference-graph.js';
import type { LayerWeight } from './layer-weights.js';

/**
 * Makes one graph for any number of samples of two traces with different ones, and different values. A side that differs between them is the
 * number of samples, or a multiple of it.
 *
 * @throws {UntraceableError} Naming the first op that takes what JavaScript makes of the samples, or whose form depends on their
 *   number in another way.
 */
export function graphOfTraces(
  first: InferenceTrace,
  second: InferenceTrace,
  weights: readonly LayerWeight[],
): InferenceGraph {
  const pairs = new TracePairs(first, second, weights);
  first.ops.forEach((op, i) => {
    pairs.add(op, second.ops[i], i);
  });
  return pairs.graph();
}

const OTHER_FORM = 'has another form for other samples, or another number of them';

/** Grows a graph op by op, walking both traces at once. */
class TracePairs {
  readonly #first: InferenceTrace;
  readonly #second: InferenceTrace;
  readonly #weights: readonly LayerWeight[];
  readonly #nodes: InferenceNode[] = [];
  readonly #refs = [new Map<number, TensorRef>(), new Map<number, TensorRef>()] as const;
  readonly #attributes = new AttributeReader();

  constructor(first: InferenceTrace, second: InferenceTrace, weights: readonly LayerWeight[]) {
    this.#first = first;
    this.#second = second;
    this.#weights = weights;
    const input = [...first.origins].find(([, { kind }]) => kind === 'input');
    const other = [...second.origins].find(([, { kind }]) => kind === 'input');
    const { type } = input![1] as Extract<Origin, { kind: 'input' }>;
    this.#nodes.push(inputNode({ ...type, shape: [ANY, ...type.shape.slice(1)] }));
    this.#refs[0].set(input![0], refTo(INPUT));
    this.#refs[1].set(other![0], refTo(INPUT));
  }

  add(a: RecordedOp, b: RecordedOp | undefined, position: number): void {
    if (b === undefined || a.op !== b.op || JSON.stringify(a.attributes) !== JSON.stringify(b.attributes)) {
      throw untraceable(a, OTHER_FORM);
    }
    const outputs = a.outputs.map((type, i) => anyType(type, b.outputs[i]!));
    const inputs = a.inputs.map((id, i) =>
      a.op === 'Reshape' && i === 1 ? this.#target(outputs[0]!, a) : this.#resolve(id, b.inputs[i]!, a, i),
    );
    const name = this.#nameOf(a, a.op);
    const { op, layer } = a;
    this.#nodes.push({ name, op, attributes: this.#attributes.of(a), inputs, outputs, layer, position });
    a.outputs.forEach(({ id }, i) => {
      this.#refs[0].set(id, refTo(name, i));
      this.#refs[1].set(b.outputs[i]!.id, refTo(name, i));
    });
  }

  graph(): InferenceGraph {
    const ref = this.#refs[0].get(this.#first.logits);
    if (ref === undefined) throw new Error('a network whose logits no op makes');
    const type = this.#nodes.find(({ name }) => name === ref.node)!.outputs[ref.output]!;
    return { nodes: [...this.#nodes, outputNode('logits', ref, type)], output: 'logits' };
  }

  /** The shape that a reshape makes, whatever way it was asked for; it finds one side by itself. */
  #target({ shape }: TensorType, user: RecordedOp): TensorRef {
    if (shape.filter((side) => side === ANY).length > 1) throw untraceable(user, OTHER_FORM);
    return this.#push(this.#nameOf(user, 'constant'), int32Vector(shape), user);
  }

  #resolve(a: number, b: number, user: RecordedOp, position: number): TensorRef {
    const [known, other] = [this.#refs[0].get(a), this.#refs[1].get(b)];
    if (known !== undefined && other !== undefined && sameRef(known, other)) return known;
    if (known !== undefined || other !== undefined) throw untraceable(user, OTHER_FORM);
    const [from, beside] = [this.#first.origins.get(a), this.#second.origins.get(b)];
    if (from === undefined || from.kind !== beside?.kind) throw untraceable(user, OTHER_FORM);
    const ref = this.#leaf(from, beside, user, position);
    this.#refs[0].set(a, ref);
    this.#refs[1].set(b, ref);
    return ref;
  }

  #leaf(a: Origin, b: Origin, user: RecordedOp, position: number): TensorRef {
    if (a.kind === 'variable') {
      const { name, shape, values } = this.#weights[a.index]!;
      const { layer } = user;
      const weight = constantNode(name, { dtype: DATA_TYPE.float32, shape, bytes: bytesOf(values) });
      this.#nodes.push({ ...weight, layer, weight: true });
      return refTo(name);
    }
    const { value } = a as Extract<Origin, { kind: 'constant' }>;
    const other = (b as Extract<Origin, { kind: 'constant' }>).value;
    const known: readonly number[] = Object.values(DATA_TYPE);
    if (!known.includes(value.dtype)) throw untraceable(user, `takes a constant of type ${value.dtype}`);
    const common = commonValue(value, other, user, position);
    if (common === undefined)
      throw untraceable(user, 'takes a value that JavaScript computes from the samples, or their number');
    return this.#push(this.#nameOf(user, 'constant'), common, user);
  }

  #push(name: string, value: TensorValue, { layer }: RecordedOp): TensorRef {
    this.#nodes.push({ ...constantNode(name, value), layer });
    return refTo(name);
  }

  #nameOf({ layer }: RecordedOp, what: string): string {
    return nodeName(`${layer ?? 'network'}/${what}_${this.#nodes.length}`);
  }
}

function anyType(a: TensorType, b: TensorType): TensorType {
  return { dtype: a.dtype, shape: a.shape.map((side, i) => (side === b.shape[i] ? side : ANY)) };
}

/** The one value that serves any number of samples in the place of two; `undefined`: there is none. */
function commonValue(
  a: TensorValue,
  b: TensorValue,
  { op }: RecordedOp,
  position: number,
): TensorValue | undefined {
  const sameShape = a.shape.join() === b.shape.join();
  if (sameShape && Buffer.compare(a.bytes, b.bytes) === 0) return a;
  if (sameShape && a.dtype === DATA_TYPE.int32) {
    const [sides, others] = [[...numbersOf(a)], numbersOf(b)];
    const open = sides.map((side, i) => (side === others[i] ? side : ANY));
    // The size of a slice may be all that is left.
    return op === 'Slice' && position === 2 ? int32Vector(open) : undefined;
  }
  // One element in each such direction is stretched over the samples where it meets them.
  const element = uniformElement(a);
  if (sameShape || a.shape.length !== b.shape.length || element === undefined) return undefined;
  const shape = a.shape.map((side, i) => (side === b.shape[i] ? side : 1));
  const count = shape.reduce((product, side) => product * side, 1);
  return { dtype: a.dtype, shape, bytes: Buffer.concat(Array.from({ length: count }, () => element)) };
}

/** The element that a constant repeats; `undefined`: its elements differ. */
function uniformElement({ bytes, dtype }: TensorValue): Uint8Array | undefined {
  const width = dtype === DATA_TYPE.bool ? 1 : dtype === DATA_TYPE.int64 ? 8 : 4;
  const repeated = bytes.every((byte, i) => byte === bytes[i % width]);
  return repeated && bytes.length > 0 ? bytes.slice(0, width) : undefined;
}

function untraceable({ op, layer }: RecordedOp, reason: string): UntraceableError {
  return new UntraceableError(reason, op, layer);
}
