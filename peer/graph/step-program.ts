import type { StepForm } from '../core/teaching/step-form.js';
import type { StepContext } from '../model/step-context.js';
import { type CompilationServices, type CompiledProgram, compile } from './compilation.js';
import { DATA_TYPE, refText, type StepGraph } from './graph.js';
import { guardedUpdate, REPORT } from './guarded-update.js';
import { inPrecision, type Precision } from './low-precision.js';
import { hasPoolingWorkspaces, withPoolingWorkspaces } from './pooling.js';
import { simplified } from './simplify/simplify.js';
import { DISCARD, FORWARD, splitAtLogits } from './split.js';
import { stateVariables, traceStep } from './traced-step.js';

/** Numbers that no training uses, so that a constant made of one of them is recognised in a trace. */
const TRACE_VALUES = [
  { seed: 3, step: 104_729, learningRate: 0.012_345_67, weightDecay: 0.023_456_78, optimizerUpdates: 17 },
  { seed: 5, step: 130_363, learningRate: 0.034_567_89, weightDecay: 0.045_678_91, optimizerUpdates: 29 },
] as const;

/** The steps that one program computes. */
export interface ProgramShape {
  readonly rows: number;
  /** `split`: forward and update are two runs, with the cohort asked in between; the others are one. */
  readonly form: StepForm;
  readonly precision: Precision;
}

/** A training step that TensorFlow runs as one graph, or as two. */
export interface StepProgram extends CompiledProgram {
  readonly fetches: {
    readonly report: string;
    readonly logits: string;
    /** Of the same run as the logits, or as {@link FORWARD}; where there is a feature loss. */
    readonly features?: string;
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
  shape: ProgramShape,
  services: CompilationServices,
  simplify: (graph: StepGraph) => StepGraph = simplified,
): StepProgram {
  const { rows, form, precision } = shape;
  const logits = { dtype: DATA_TYPE.float32, shape: [rows * (context.positions ?? 1), context.classes] };
  const taught = form !== 'alone';
  const compiled = compile(
    {
      family: familyOf(context, shape),
      trace: (values, script) => traceStep(context, { rows, taught }, TRACE_VALUES[values], script),
      finish: (graph) => {
        const simple = inPrecision(simplify(graph), precision);
        const { nodes, results, updates, variables } =
          form === 'split' ? splitAtLogits(withPoolingWorkspaces(simple)) : simple;
        const update = guardedUpdate(results, updates, { variables, logits });
        const fetches: StepProgram['fetches'] = {
          report: REPORT,
          logits: refText(simple.results.logits),
          ...(simple.results.features === undefined ? {} : { features: refText(simple.results.features) }),
          forward: FORWARD,
          discard: DISCARD,
        };
        return { nodes: [...nodes, ...update], fetches };
      },
    },
    services,
  );
  return compiled as StepProgram;
}

/** Which steps may share their ops; what their constants are, a trace tells. */
function familyOf(context: StepContext, shape: ProgramShape): string {
  const { network, variables, inputShape, positions = 1, spec } = context;
  const { loss, standardize, feature, temperature, exitWeight, exitTemperature, exitHint } =
    spec.distillation;
  return JSON.stringify({
    kind: 'step',
    ...shape,
    inputShape,
    positions,
    loss: { loss, standardize, feature, plain: temperature === 1, clipped: spec.training.clipNorm > 0 },
    ...(spec.training.weightDecaySchedule.length === 0 ? {} : { decay: 'changing' }),
    exits: network.outputs.length > 1 ? [network.outputs.length, exitWeight, exitTemperature, exitHint] : [],
    layers: network.layers.map((layer) => layer.getClassName()),
    state: stateVariables(context).map((variable) => variable.shape),
    trainable: variables.map(({ trainable }) => trainable),
    // The one thing that graphs are made by, besides the trace, and that is not the same on every machine.
    poolingWorkspaces: shape.form === 'split' && hasPoolingWorkspaces(),
  });
}
