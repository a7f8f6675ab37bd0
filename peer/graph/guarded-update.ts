import {
  constantNode,
  DATA_TYPE,
  FLOAT,
  type GraphNode,
  identityNode,
  int32Vector,
  opNode,
  packNode,
  refTo,
  reshapeNodes,
  SCALAR,
  type StepResults,
  scalarValue,
  type TensorRef,
  type TensorType,
  type VariableUpdate,
} from './graph.js';
import { handleName } from './variables.js';

/** Fetching it updates the variables; float32 `[supervised, distillation, feature, exits, 1 if updated, else 0]`. */
export const REPORT = 'report';

/** Runs when the variables may be changed. */
const UPDATING = 'updating';

const FLAG: TensorType = { dtype: DATA_TYPE.bool, shape: [] };
const SUM_ATTRIBUTES = {
  T: FLOAT,
  Tidx: { kind: 'type', value: DATA_TYPE.int32 },
  keep_dims: { kind: 'bool', value: false },
} as const;
/** TensorFlow shares a sum of this many elements or more out between threads. */
const LARGE = 2 ** 16;
const LOSSES: TensorType = { dtype: DATA_TYPE.float32, shape: [5] };

/**
 * Nodes that change the variables, unless a logit, a loss, a gradient or a new value is not finite: then no variable is
 * touched. Losses alone would not do: oneDNN's relu makes 0 of a NaN, so that a NaN in a picture or a sum may show in
 * the gradients only, and so may that of a weight which its constraint passes through a relu. The ops that change variables come after one branch of a switch, so refusing costs nothing.
 */
export function guardedUpdate(
  results: StepResults,
  updates: readonly VariableUpdate[],
  { variables, logits }: { readonly variables: readonly TensorType[]; readonly logits: TensorType },
): GraphNode[] {
  const { supervised, distillation, feature, exits, gradients } = results;
  const scalars = [supervised, distillation, feature, exits, gradients].filter((ref) => ref !== undefined);
  const finite = finiteNodes([
    { ref: results.logits, shape: logits.shape },
    ...scalars.map((ref) => ({ ref, shape: [] })),
    ...updates.map(({ inputs, checked, variables: changed }) => ({
      ref: inputs[checked]!,
      shape: variables[changed[0]!]!.shape, // values and gradients have their variable's shape
    })),
  ]);
  const changes = updates.map(updateNode);
  const names = changes.map(({ name }) => name);
  return [...finite, ...permissionNodes(), ...changes, ...reportNodes(results, names)];
}

interface Checked {
  readonly ref: TensorRef;
  readonly shape: readonly number[];
}

/**
 * `all_finite`: whether every element of the given tensors is finite. A sum carries any NaN or infinity, at one pass
 * over memory. Large tensors become the sums of their columns by a product with ones: TensorFlow would share a sum of
 * that size out to its threads and sleep until they are done, which takes longer than the sum. Vectors of one length,
 * of which networks with batch normalisation have dozens, are added up first: one op costs more than their sum.
 */
function finiteNodes(checked: readonly Checked[]): GraphNode[] {
  const added: GraphNode[] = [];
  const scalars: TensorRef[] = [];
  const summed: Checked[] = [];
  const vectors = new Map<number, TensorRef[]>();
  checked.forEach((one, i) => {
    const { ref, shape } = one;
    const length = shape.at(-1);
    if (length === undefined) scalars.push(ref);
    else if (shape.length > 1 && elements(shape) < LARGE) summed.push(one);
    else {
      const columns = shape.length === 1 ? { nodes: [], ref } : columnSums(`columns_${i}`, one);
      added.push(...columns.nodes);
      vectors.set(length, [...(vectors.get(length) ?? []), columns.ref]);
    }
  });
  for (const [length, refs] of vectors) {
    const name = `vectors_of_${length}`;
    if (refs.length > 1) added.push(additionNode(name, refs, { dtype: DATA_TYPE.float32, shape: [length] }));
    summed.push({ ref: refs.length > 1 ? refTo(name) : refs[0]!, shape: [length] });
  }
  const ranks = [...new Set(summed.map(({ shape }) => shape.length))];
  const axesName = (rank: number): string => `axes_of_${rank}`;
  const axes = ranks.map((rank) =>
    constantNode(axesName(rank), int32Vector(Array.from({ length: rank }, (_, axis) => axis))),
  );
  const sums = summed.map(({ ref, shape }, i) =>
    opNode(`sum_${i}`, 'Sum', [ref, refTo(axesName(shape.length))], SCALAR, SUM_ATTRIBUTES),
  );
  const all = [...scalars, ...sums.map(({ name }) => refTo(name))];
  return [
    ...added,
    ...axes,
    ...sums,
    additionNode('sum_of_all', all, SCALAR),
    opNode('all_finite', 'IsFinite', [refTo('sum_of_all')], FLAG, { T: FLOAT }),
  ];
}

/** Sums over all axes but the last, a vector; a product with 1 keeps NaN and infinities. */
function columnSums(name: string, { ref, shape }: Checked): { nodes: GraphNode[]; ref: TensorRef } {
  const { dtype } = SCALAR;
  const length = shape.at(-1)!;
  const rows = elements(shape) / length;
  const bytes = new Uint8Array(new Float32Array(rows).fill(1).buffer);
  const ones = constantNode(`${name}_ones`, { dtype, shape: [1, rows], bytes });
  const matrix = reshapeNodes(`${name}_matrix`, ref, { dtype, shape: [rows, length] });
  const product = opNode(
    `${name}_product`,
    'MatMul',
    [refTo(ones.name), shape.length === 2 ? ref : refTo(`${name}_matrix`)],
    { dtype, shape: [1, length] },
    { T: FLOAT, transpose_a: { kind: 'bool', value: false }, transpose_b: { kind: 'bool', value: false } },
  );
  const vector = reshapeNodes(name, refTo(product.name), { dtype, shape: [length] });
  return { nodes: [ones, ...(shape.length === 2 ? [] : matrix), product, ...vector], ref: refTo(name) };
}

function elements(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

function additionNode(name: string, refs: readonly TensorRef[], type: TensorType): GraphNode {
  return opNode(name, 'AddN', refs, type, { T: FLOAT, N: { kind: 'int', value: refs.length } });
}

/** `updating` lives only if all is finite; nodes that depend on a dead node do not run. */
function permissionNodes(): GraphNode[] {
  const flag = refTo('all_finite');
  return [
    opNode('may_update', 'Switch', [flag, flag], FLAG, { T: { kind: 'type', value: DATA_TYPE.bool } }),
    identityNode(UPDATING, refTo('may_update', 1), FLAG),
  ];
}

/**
 * Every read of the step lies before the check, and so before this: what is read goes into a logit, a loss, a gradient
 * or a new value.
 */
function updateNode(update: VariableUpdate, position: number): GraphNode {
  return {
    name: `update_${position}`,
    op: update.op,
    attributes: update.attributes,
    inputs: [...update.variables.map((variable) => refTo(handleName(variable))), ...update.inputs],
    controls: [UPDATING],
    outputs: [],
  };
}

/** A fetched value must come by on both branches: with the assignments made, or past them. */
function reportNodes(results: StepResults, assignments: readonly string[]): GraphNode[] {
  const { supervised, distillation, feature, exits } = results;
  const optional = [distillation, feature, exits];
  const zero = constantNode('no_loss', scalarValue(DATA_TYPE.float32, 0));
  const losses = [supervised, ...optional.map((loss) => loss ?? refTo(zero.name))];
  return [
    ...(optional.includes(undefined) ? [zero] : []),
    opNode('applied', 'Cast', [refTo('all_finite')], SCALAR, {
      SrcT: { kind: 'type', value: DATA_TYPE.bool },
      DstT: FLOAT,
    }),
    packNode('losses', [...losses, refTo('applied')], DATA_TYPE.float32),
    opNode('losses_gate', 'Switch', [refTo('losses'), refTo('all_finite')], LOSSES, { T: FLOAT }),
    { ...identityNode('losses_updated', refTo('losses_gate', 1), LOSSES), controls: assignments },
    opNode(REPORT, 'Merge', [refTo('losses_gate'), refTo('losses_updated')], LOSSES, {
      T: FLOAT,
      N: { kind: 'int', value: 2 },
    }),
  ];
}
