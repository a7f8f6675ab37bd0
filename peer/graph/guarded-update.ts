import {
  constantNode,
  DATA_TYPE,
  type GraphNode,
  int32Vector,
  refTo,
  type StepResults,
  type TensorRef,
  type TensorType,
  type VariableUpdate,
} from './graph.js';
import { handleName, readName } from './variables.js';

/** Fetching it updates the variables; float32 `[supervised, distillation, 1 if updated, else 0]`. */
export const REPORT = 'report';

const FLOAT = { kind: 'type', value: DATA_TYPE.float32 } as const;
const SCALAR: TensorType = { dtype: DATA_TYPE.float32, shape: [] };
const FLAG: TensorType = { dtype: DATA_TYPE.bool, shape: [] };
const SUM_ATTRIBUTES = {
  T: FLOAT,
  Tidx: { kind: 'type', value: DATA_TYPE.int32 },
  keep_dims: { kind: 'bool', value: false },
} as const;
const LOSSES: TensorType = { dtype: DATA_TYPE.float32, shape: [3] };

/**
 * Nodes that change the variables, unless a logit, a loss, a gradient or a new value is not finite: then no variable is
 * touched. Losses alone would not do: oneDNN's relu makes 0 of a NaN, so that a NaN in a picture or a sum may show in
 * the gradients only. What changes variables lies on one branch of a switch, so refusing costs nothing.
 */
export function guardedUpdate(
  results: StepResults,
  updates: readonly VariableUpdate[],
  { variables, logits }: { readonly variables: readonly TensorType[]; readonly logits: TensorType },
): GraphNode[] {
  const losses = [results.supervised, ...(results.distillation === undefined ? [] : [results.distillation])];
  const finite = finiteNodes([
    { ref: results.logits, rank: logits.shape.length },
    ...losses.map((ref) => ({ ref, rank: 0 })),
    ...updates.map(({ inputs, gate, variables: changed }) => ({
      ref: inputs[gate]!,
      rank: variables[changed[0]!]!.shape.length,
    })),
  ]);
  const gated = updates.map((update, i) => gatedNodes(update, i, variables));
  const names = gated.map(([, update]) => update.name);
  return [...finite, ...gated.flat(), ...reportNodes(results, names)];
}

/** `all_finite`: every element of the given tensors is. Sums carry what is not, at one pass over memory each. */
function finiteNodes(checked: readonly { readonly ref: TensorRef; readonly rank: number }[]): GraphNode[] {
  const ranks = [...new Set(checked.map(({ rank }) => rank))].filter((rank) => rank > 0);
  const axesName = (rank: number): string => `axes_of_${rank}`;
  const axes = ranks.map((rank) =>
    constantNode(axesName(rank), int32Vector(Array.from({ length: rank }, (_, axis) => axis))),
  );
  const sums = checked.flatMap(({ ref, rank }, i) =>
    rank === 0 ? [] : [node(`sum_${i}`, 'Sum', [ref, refTo(axesName(rank))], SCALAR, SUM_ATTRIBUTES)],
  );
  const scalars = checked.map(({ ref, rank }, i) => (rank === 0 ? ref : refTo(`sum_${i}`)));
  const count = { kind: 'int', value: scalars.length } as const;
  return [
    ...axes,
    ...sums,
    node('sum_of_all', 'AddN', scalars, SCALAR, { T: FLOAT, N: count }),
    node('all_finite', 'IsFinite', [refTo('sum_of_all')], FLAG, { T: FLOAT }),
  ];
}

/** A switch before the op that changes the variables, and the op. */
function gatedNodes(
  update: VariableUpdate,
  position: number,
  variables: readonly TensorType[],
): readonly [GraphNode, GraphNode] {
  const gate = `update_${position}_gate`;
  const type = variables[update.variables[0]!]!; // values and gradients have their variable's shape
  const inputs = update.inputs.map((input, i) => (i === update.gate ? refTo(gate, 1) : input));
  return [
    node(gate, 'Switch', [update.inputs[update.gate]!, refTo('all_finite')], type, {
      T: { kind: 'type', value: type.dtype },
    }),
    {
      name: `update_${position}`,
      op: update.op,
      attributes: update.attributes,
      inputs: [...update.variables.map((variable) => refTo(handleName(variable))), ...inputs],
      controls: update.variables.map(readName), // the step computes with the values before it
      outputs: [],
    },
  ];
}

/** A fetched value must come by on both branches: with the assignments made, or past them. */
function reportNodes({ supervised, distillation }: StepResults, assignments: readonly string[]): GraphNode[] {
  const zero = constantNode('no_distillation', { ...SCALAR, bytes: new Uint8Array(4) });
  const soft = distillation ?? refTo(zero.name);
  return [
    ...(distillation === undefined ? [zero] : []),
    node('applied', 'Cast', [refTo('all_finite')], SCALAR, {
      SrcT: { kind: 'type', value: DATA_TYPE.bool },
      DstT: FLOAT,
    }),
    node('losses', 'Pack', [supervised, soft, refTo('applied')], LOSSES, {
      T: FLOAT,
      N: { kind: 'int', value: 3 },
      axis: { kind: 'int', value: 0 },
    }),
    node('losses_gate', 'Switch', [refTo('losses'), refTo('all_finite')], LOSSES, { T: FLOAT }),
    { ...identity('losses_updated', refTo('losses_gate', 1), LOSSES), controls: assignments },
    node(REPORT, 'Merge', [refTo('losses_gate'), refTo('losses_updated')], LOSSES, {
      T: FLOAT,
      N: { kind: 'int', value: 2 },
    }),
  ];
}

function node(
  name: string,
  op: string,
  inputs: readonly TensorRef[],
  output: TensorType,
  attributes: GraphNode['attributes'],
): GraphNode {
  return { name, op, inputs, attributes, outputs: [output] };
}

function identity(name: string, input: TensorRef, type: TensorType): GraphNode {
  return node(name, 'Identity', [input], type, { T: { kind: 'type', value: type.dtype } });
}
