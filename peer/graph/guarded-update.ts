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
const LOSSES: TensorType = { dtype: DATA_TYPE.float32, shape: [3] };

/**
 * Nodes that assign the new values, unless a loss or a logit is not finite: then no variable is touched. The
 * assignments lie on one branch of a switch, so refusing costs nothing and nothing is computed twice.
 */
export function guardedUpdate(
  results: StepResults,
  updates: readonly VariableUpdate[],
  variables: readonly TensorType[],
): GraphNode[] {
  const finite = finiteNodes(results);
  const gated = updates.map((update, i) => gatedNodes(update, i, variables));
  const names = gated.map(([, update]) => update.name);
  return [...finite, ...gated.flat(), ...reportNodes(results, names)];
}

/** `all_finite`: every logit and every loss is. */
function finiteNodes({ logits, supervised, distillation }: StepResults): GraphNode[] {
  const logitsFinite: GraphNode[] = [
    node('logits_finite', 'IsFinite', [logits], FLAG, { T: FLOAT }),
    constantNode('logits_axes', int32Vector([0, 1])),
    node('logits_all_finite', 'All', [refTo('logits_finite'), refTo('logits_axes')], FLAG, {
      keep_dims: { kind: 'bool', value: false },
      Tidx: { kind: 'type', value: DATA_TYPE.int32 },
    }),
    node('supervised_finite', 'IsFinite', [supervised], FLAG, { T: FLOAT }),
    node('hard_finite', 'LogicalAnd', [refTo('logits_all_finite'), refTo('supervised_finite')], FLAG, {}),
  ];
  if (distillation === undefined)
    return [...logitsFinite, identity('all_finite', refTo('hard_finite'), FLAG)];
  return [
    ...logitsFinite,
    node('distillation_finite', 'IsFinite', [distillation], FLAG, { T: FLOAT }),
    node('all_finite', 'LogicalAnd', [refTo('hard_finite'), refTo('distillation_finite')], FLAG, {}),
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
