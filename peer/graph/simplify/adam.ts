import {
  constantNode,
  DATA_TYPE,
  FLOAT,
  type GraphNode,
  opNode,
  refTo,
  SCALAR,
  type StepGraph,
  sameRef,
  scalarValue,
  type TensorRef,
  type VariableUpdate,
} from '../graph.js';
import { type MovingAverage, UpdateView } from './rewrite.js';

const ZERO = 'adam_zero';

/**
 * Adam in one op a weight, `ResourceApplyAdam`, instead of a dozen passes over it. TensorFlow's form has ε outside the
 * correction of √v, so it gets ε and the step size scaled:
 *
 *   stepSize · m / (√v / root + ε)  =  stepSize · root · m / (√v + ε · root)
 *
 * And it takes 1 − β of the rounded β, where tfjs rounds 1 − β itself: for 0.999 these are 1.3e-5 apart. So m and v
 * here are `scale` times smaller each, which rate and ε make up for; weights differ in the last bits only.
 */
export function withFusedAdam(graph: StepGraph): StepGraph {
  const view = new UpdateView(graph);
  const fused = graph.updates.map((update) => fusedAdam(update, view)).filter((one) => one !== undefined);
  if (fused.length === 0) return graph;
  const replaced = new Set(fused.flatMap(({ updates }) => updates));
  return {
    ...graph,
    nodes: [...graph.nodes, scalar(ZERO, 0), ...fused.flatMap(({ nodes }) => nodes)],
    updates: [
      ...graph.updates.filter((update) => !replaced.has(update)),
      ...fused.map(({ update }) => update),
    ],
  };
}

interface FusedAdam {
  readonly update: VariableUpdate;
  readonly nodes: readonly GraphNode[];
  /** The three assignments that it stands for. */
  readonly updates: readonly VariableUpdate[];
}

/** `w − m / (√v / root + ε) · stepSize`, with m and v averages of the gradient and its square. */
function fusedAdam(update: VariableUpdate, view: UpdateView): FusedAdam | undefined {
  const [from, change] = view.inputs(update.inputs[0], 'Sub');
  if (from === undefined || view.variable(from) !== update.variables[0]) return undefined;
  const [quotient, stepSize] = view.inputs(change, 'Mul');
  const [m, denominator] = view.inputs(quotient, 'RealDiv');
  const [corrected, epsilon] = view.inputs(denominator, 'Add');
  const [rootOfV, root] = view.inputs(corrected, 'RealDiv');
  const [v] = view.inputs(rootOfV, 'Sqrt');
  const [first, second] = [view.movingAverage(m), view.movingAverage(v)];
  if (first === undefined || second === undefined || view.constant(epsilon) === undefined) return undefined;
  const [gradient] = view.inputs(second.value, 'Square');
  if (gradient === undefined || !sameRef(gradient, first.value)) return undefined;
  return fuse(update, first, second, { stepSize: stepSize!, root: root!, epsilon: epsilon! });
}

function fuse(
  update: VariableUpdate,
  first: MovingAverage,
  second: MovingAverage,
  scalars: { readonly stepSize: TensorRef; readonly root: TensorRef; readonly epsilon: TensorRef },
): FusedAdam {
  const { stepSize, root, epsilon } = scalars;
  const prefix = `adam_${update.variables[0]}`;
  const zero = refTo(ZERO); // powers of β of 0: the corrections are in the rate already
  const [rate, scaledEpsilon] = [refTo(`${prefix}_rate`), refTo(`${prefix}_epsilon`)];
  return {
    nodes: [
      scalar(`${prefix}_root_scale`, 1 / Math.sqrt(scaleOf(second))),
      product(`${prefix}_root`, root, refTo(`${prefix}_root_scale`)),
      product(scaledEpsilon.node, epsilon, refTo(`${prefix}_root`)),
      scalar(`${prefix}_rate_scale`, scaleOf(first)),
      product(`${prefix}_step`, stepSize, refTo(`${prefix}_rate_scale`)),
      product(rate.node, refTo(`${prefix}_step`), refTo(`${prefix}_root`)),
    ],
    updates: [update, first.update, second.update],
    update: {
      op: 'ResourceApplyAdam',
      variables: [update, first.update, second.update].map(({ variables }) => variables[0]!),
      inputs: [zero, zero, rate, first.kept, second.kept, scaledEpsilon, first.value],
      checked: 6,
      attributes: { T: FLOAT, use_locking: { kind: 'bool', value: true } },
    },
  };
}

/** The eager average is this many times TensorFlow's. */
function scaleOf({ share, keptShare }: MovingAverage): number {
  return share / Math.fround(1 - keptShare);
}

function scalar(name: string, value: number): GraphNode {
  return constantNode(name, scalarValue(DATA_TYPE.float32, value));
}

function product(name: string, a: TensorRef, b: TensorRef): GraphNode {
  return opNode(name, 'Mul', [a, b], SCALAR, { T: FLOAT });
}
