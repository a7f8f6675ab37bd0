import { FLOAT, type StepGraph, sameRef, type TensorRef, type VariableUpdate } from '../graph.js';
import { UpdateView } from './rewrite.js';

const LOCKED = { kind: 'bool', value: true } as const;

/**
 * Gradient descent in one op a weight instead of three to six passes over it: `ResourceApplyMomentum` for
 *
 *   v ← μ · v + g,   w ← w − lr · (g + μ · v)   or, without Nesterov,   w ← w − lr · v
 *
 * and `ResourceApplyGradientDescent` for w ← w − lr · g. The same formula; the last bits may differ.
 */
export function withFusedDescent(graph: StepGraph): StepGraph {
  const view = new UpdateView(graph);
  const fused = new Map<VariableUpdate, VariableUpdate>();
  const replaced = new Set<VariableUpdate>();
  for (const update of view.assignments) {
    const descent = descentOf(update, view);
    if (descent === undefined) continue;
    const slot = slotOf(descent.direction, view);
    fused.set(
      update,
      slot === undefined ? plainDescent(update, descent) : momentumDescent(update, descent, slot),
    );
    if (slot !== undefined) replaced.add(slot.update);
  }
  const updates = graph.updates
    .filter((update) => !replaced.has(update))
    .map((update) => fused.get(update) ?? update);
  return { ...graph, updates };
}

/** `w − direction · learningRate`. */
interface Descent {
  readonly direction: TensorRef;
  readonly learningRate: TensorRef;
}

function descentOf({ variables, inputs }: VariableUpdate, view: UpdateView): Descent | undefined {
  const [from, change] = view.inputs(inputs[0], 'Sub');
  const [direction, learningRate] = view.inputs(change, 'Mul');
  const rate = view.node(learningRate);
  const isRate = rate?.op === 'Placeholder' && rate.outputs[0]!.shape.length === 0;
  return isRate && view.variable(from) === variables[0]
    ? { direction: direction!, learningRate: learningRate! }
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

function slotOf(direction: TensorRef, view: UpdateView): Slot | undefined {
  for (const update of view.assignments) {
    const variable = update.variables[0]!;
    const value = update.inputs[0]!;
    const [decayed, gradient] = view.inputs(value, 'Add');
    const [velocity, momentum] = view.inputs(decayed, 'Mul');
    if (view.variable(velocity) !== variable || view.constant(momentum) === undefined) continue;
    const slot = { update, variable, gradient: gradient!, momentum: momentum! };
    if (sameRef(direction, value)) return { ...slot, nesterov: false };
    const [now, ahead] = view.inputs(direction, 'Add');
    const [moved, again] = view.inputs(ahead, 'Mul');
    if (now === undefined || !sameRef(now, slot.gradient)) continue;
    if (moved === undefined || !sameRef(moved, value)) continue;
    if (view.constant(again) === view.constant(momentum)) return { ...slot, nesterov: true };
  }
  return undefined;
}

function plainDescent({ variables }: VariableUpdate, { direction, learningRate }: Descent): VariableUpdate {
  return {
    op: 'ResourceApplyGradientDescent',
    variables,
    inputs: [learningRate, direction],
    checked: 1,
    attributes: { T: FLOAT, use_locking: LOCKED },
  };
}

function momentumDescent(
  { variables }: VariableUpdate,
  { learningRate }: Descent,
  slot: Slot,
): VariableUpdate {
  return {
    op: 'ResourceApplyMomentum',
    variables: [...variables, slot.variable],
    inputs: [learningRate, slot.gradient, slot.momentum],
    checked: 1,
    attributes: { T: FLOAT, use_locking: LOCKED, use_nesterov: { kind: 'bool', value: slot.nesterov } },
  };
}
