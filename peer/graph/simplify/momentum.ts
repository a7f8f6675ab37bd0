import {
  type GraphNode,
  READ_VARIABLE,
  type StepGraph,
  sameRef,
  type TensorRef,
  type VariableUpdate,
} from '../graph.js';
import { numbersOf } from './rewrite.js';

const FLOAT = { kind: 'type', value: 1 } as const;
const LOCKED = { kind: 'bool', value: true } as const;

/**
 * Gradient descent in one op a weight instead of three to six passes over it: `ResourceApplyMomentum` for
 *
 *   v ← μ · v + g,   w ← w − lr · (g + μ · v)   or, without Nesterov,   w ← w − lr · v
 *
 * and `ResourceApplyGradientDescent` for w ← w − lr · g. The same formula; the last bits may differ.
 */
export function withFusedDescent(graph: StepGraph): StepGraph {
  const nodes = new Map(graph.nodes.map((node) => [node.name, node]));
  const producer = (ref: TensorRef): GraphNode => nodes.get(ref.node)!;
  const assignments = new Map(
    graph.updates
      .filter(({ op }) => op === 'AssignVariableOp')
      .map((update) => [update.variables[0]!, update] as const),
  );
  const fused = new Map<VariableUpdate, VariableUpdate>();
  const replaced = new Set<VariableUpdate>();
  for (const [weight, update] of assignments) {
    const descent = descentOf(weight, update.inputs[0]!, producer);
    if (descent === undefined) continue;
    const slot = slotOf(descent.direction, assignments, producer);
    fused.set(
      update,
      slot === undefined ? plainDescent(weight, descent) : momentumDescent(weight, descent, slot),
    );
    if (slot !== undefined) replaced.add(slot.update);
  }
  const updates = graph.updates
    .filter((update) => !replaced.has(update))
    .map((update) => fused.get(update) ?? update);
  return { ...graph, updates };
}

type Producer = (ref: TensorRef) => GraphNode;

/** `w − direction · learningRate`. */
interface Descent {
  readonly direction: TensorRef;
  readonly learningRate: TensorRef;
}

function descentOf(weight: number, value: TensorRef, producer: Producer): Descent | undefined {
  const difference = producer(value);
  if (difference.op !== 'Sub') return undefined;
  const [from, change] = difference.inputs as readonly [TensorRef, TensorRef];
  const product = producer(change);
  if (variableOf(from, producer) !== weight || product.op !== 'Mul') return undefined;
  const [direction, learningRate] = product.inputs as readonly [TensorRef, TensorRef];
  return producer(learningRate).op === 'Placeholder' && isScalar(learningRate, producer)
    ? { direction, learningRate }
    : undefined;
}

/** The velocity that a direction comes from: `v · momentum + gradient`. */
interface Slot {
  readonly update: VariableUpdate;
  readonly variable: number;
  readonly gradient: TensorRef;
  readonly momentum: TensorRef;
  readonly nesterov: boolean;
}

function slotOf(
  direction: TensorRef,
  assignments: ReadonlyMap<number, VariableUpdate>,
  producer: Producer,
): Slot | undefined {
  for (const [variable, update] of assignments) {
    const [value] = update.inputs as readonly [TensorRef];
    const sum = producer(value);
    if (sum.op !== 'Add') continue;
    const [decayed, gradient] = sum.inputs as readonly [TensorRef, TensorRef];
    const momentum = factorOf(decayed, (ref) => variableOf(ref, producer) === variable, producer);
    if (momentum === undefined) continue;
    const slot = { update, variable, gradient, momentum };
    if (sameRef(direction, value)) return { ...slot, nesterov: false };
    const ahead = producer(direction);
    if (ahead.op !== 'Add' || !sameRef(ahead.inputs[0]!, gradient)) continue;
    const again = factorOf(ahead.inputs[1]!, (ref) => sameRef(ref, value), producer);
    if (again !== undefined && sameNumber(again, momentum, producer)) return { ...slot, nesterov: true };
  }
  return undefined;
}

function plainDescent(weight: number, { direction, learningRate }: Descent): VariableUpdate {
  return {
    op: 'ResourceApplyGradientDescent',
    variables: [weight],
    inputs: [learningRate, direction],
    checked: 1,
    attributes: { T: FLOAT, use_locking: LOCKED },
  };
}

function momentumDescent(weight: number, { learningRate }: Descent, slot: Slot): VariableUpdate {
  return {
    op: 'ResourceApplyMomentum',
    variables: [weight, slot.variable],
    inputs: [learningRate, slot.gradient, slot.momentum],
    checked: 1,
    attributes: { T: FLOAT, use_locking: LOCKED, use_nesterov: { kind: 'bool', value: slot.nesterov } },
  };
}

/** The constant number that a value is multiplied by. */
function factorOf(
  ref: TensorRef,
  isValue: (ref: TensorRef) => boolean,
  producer: Producer,
): TensorRef | undefined {
  const product = producer(ref);
  if (product.op !== 'Mul') return undefined;
  const [value, factor] = product.inputs as readonly [TensorRef, TensorRef];
  return isValue(value) && producer(factor).op === 'Const' && isScalar(factor, producer) ? factor : undefined;
}

function sameNumber(a: TensorRef, b: TensorRef, producer: Producer): boolean {
  const [first, second] = [a, b].map((ref) => {
    const { value } = producer(ref).attributes;
    return value?.kind === 'tensor' ? numbersOf(value.value)[0] : undefined;
  });
  return first !== undefined && first === second;
}

function variableOf(ref: TensorRef, producer: Producer): number | undefined {
  const { op, attributes } = producer(ref);
  return op === READ_VARIABLE ? (attributes.index!.value as number) : undefined;
}

function isScalar(ref: TensorRef, producer: Producer): boolean {
  return producer(ref).outputs[ref.output]!.shape.length === 0;
}
