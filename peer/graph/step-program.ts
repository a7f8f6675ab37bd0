import { graphOfTraces } from './comparison.js';
import { DATA_TYPE, inputName, pruned, type StepGraph, type TensorRef } from './graph.js';
import { guardedUpdate, REPORT } from './guarded-update.js';
import { withPoolingWorkspaces } from './pooling.js';
import { type Feeds, Program } from './program.js';
import { simplified } from './simplify/simplify.js';
import { DISCARD, FORWARD, splitAtLogits } from './split.js';
import { traceStep } from './traced-step.js';
import type { StepContext } from './training-step.js';

/** Numbers that no training uses, so that a constant made of one of them is recognised in a trace. */
const TRACE_VALUES = [
  { seed: 3, step: 104_729, learningRate: 0.012_345_67, optimizerUpdates: 17 },
  { seed: 5, step: 130_363, learningRate: 0.034_567_89, optimizerUpdates: 29 },
] as const;

/** What one program is made for. */
export interface ProgramShape {
  readonly rows: number;
  /** `split`: forward and update are two runs, with the cohort asked in between; `whole`: one run, nobody teaches. */
  readonly form: 'whole' | 'split';
}

/** A training step that TensorFlow runs as one graph, or as two. */
export interface StepProgram {
  readonly program: Program;
  /** The inputs that the graph really has, of those a step offers. */
  readonly inputs: ReadonlySet<string>;
  readonly fetches: {
    readonly report: string;
    readonly logits: string;
    readonly forward: string;
    readonly discard: string;
  };
}

/**
 * Compiles the step of a context for one batch size.
 *
 * @param simplify - Rewrites the traced step; the identity leaves tfjs's own ops, which equal the eager step bit for bit.
 * @throws {UntraceableError} When the step depends on what a graph cannot hold.
 */
export function compileStep(
  context: StepContext,
  { rows, form }: ProgramShape,
  simplify: (graph: StepGraph) => StepGraph = simplified,
): StepProgram {
  const taught = form === 'split';
  const [first, second] = TRACE_VALUES.map((values) => traceStep(context, rows, taught, values));
  const traced = simplify(pruned(graphOfTraces(first!, second!)));
  const graph: StepGraph = form === 'split' ? splitAtLogits(withPoolingWorkspaces(traced)) : traced;
  const logits = { dtype: DATA_TYPE.float32, shape: [rows, context.classes] };
  const update = guardedUpdate(graph.results, graph.updates, { variables: graph.variables, logits });
  const nodes = [...graph.nodes, ...update];
  return {
    program: new Program(nodes, graph.variables),
    inputs: new Set(graph.nodes.filter(({ op }) => op === 'Placeholder').map(({ name }) => name)),
    fetches: { report: REPORT, logits: refText(traced.results.logits), forward: FORWARD, discard: DISCARD },
  };
}

/** Those of the offered tensors that the graph has a use for, by node. */
export function feedsOf({ inputs }: StepProgram, offered: Feeds): Feeds {
  const named = Object.entries(offered).map(([name, tensor]) => [inputName(name), tensor] as const);
  return Object.fromEntries(named.filter(([name]) => inputs.has(name)));
}

function refText({ node, output }: TensorRef): string {
  return `${node}:${output}`;
}
