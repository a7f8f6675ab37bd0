import { type Tensor, tf, type Variable } from '../model/backend.js';
import { setDropoutStep } from '../model/seeded-dropout.js';
import type { StepContext } from '../model/step-context.js';
import { forwardPass, type Lessons, lessonsOf, namedLessons, stepLoss } from '../model/step-loss.js';
import { applyGradients } from '../model/train.js';
import { namedWeights } from '../model/weights.js';
import { mapResults, type StepResults } from './graph.js';
import { type Recorder, record, withLayerNames } from './recorder.js';
import type { Recording } from './recording.js';
import type { OpScript } from './replay.js';

/** Made-up values of a trace; two traces differ in every one of them. */
export interface TraceValues {
  readonly seed: number;
  readonly step: number;
  readonly learningRate: number;
  /** Where the decay changes in the run. */
  readonly weightDecay: number;
  readonly optimizerUpdates: number;
}

export interface TracedStep {
  readonly recording: Recording;
  readonly results: ResultIds;
  /** Each variable's id after the step; its old one when the step leaves it alone. */
  readonly variables: readonly number[];
  /** Numbers that the step computes in JavaScript from the step's own, by the name of the input they become. */
  readonly scalars: Readonly<Record<string, number>>;
}

/** A step's results, each by the binding's id of its tensor. */
export type ResultIds = { readonly [Name in keyof StepResults]: number };

/** The variables of a step in a fixed order: weights, moving statistics, optimizer slots, those of the feature loss. */
export function stateVariables({ network, optimizer, features }: StepContext): Variable[] {
  const all = [...namedWeights(network), ...optimizer.slots(), ...(features?.variables ?? [])];
  return all.map(({ variable }) => variable);
}

/**
 * Runs one training step on made-up values and records it. Weights, statistics, slots and the optimizer's counter are
 * put back; they are references, so this costs no copy.
 *
 * @param taught - Whether the loss has its distillation term.
 * @param script - Of an earlier trace: nothing is computed; see {@link record}.
 */
export function traceStep(
  context: StepContext,
  { rows, taught }: { readonly rows: number; readonly taught: boolean },
  values: TraceValues,
  script?: OpScript,
): TracedStep {
  const { network, optimizer } = context;
  const { updates } = optimizer;
  const state = stateVariables(context);
  const kept = state.map((variable) => variable.clone());
  try {
    optimizer.updates = values.optimizerUpdates;
    setDropoutStep(network, values.step);
    const scalars = {
      step: values.step,
      ...optimizer.scalars(values.learningRate, decayOf(context, values)),
    };
    const { result, ...recording } = record(
      (recorder) =>
        tf.tidy(() => {
          state.forEach((variable, index) => {
            recorder.mark(variable, { kind: 'variable', index });
          });
          const results = withLayerNames(network, recorder, () =>
            runStep(context, rows, taught, values, recorder),
          );
          return { results, variables: state.map((variable) => recorder.idOf(variable)) };
        }),
      script,
    );
    return { ...result, recording, scalars };
  } finally {
    state.forEach((variable, i) => {
      variable.assign(kept[i]!);
    });
    optimizer.updates = updates;
    tf.dispose(kept);
  }
}

/** The step itself, as `trainStep` defines it, on tensors that are marked as its inputs. */
function runStep(
  context: StepContext,
  rows: number,
  taught: boolean,
  values: TraceValues,
  recorder: Recorder,
): TracedStep['results'] {
  const { variables, classes, positions = 1, inputShape } = context;
  const predictions = rows * positions;
  const input = <T extends Tensor>(name: string, tensor: T): T => {
    recorder.mark(tensor, { kind: 'input', name });
    return tensor;
  };
  const images = input('images', tf.randomNormal([rows, ...inputShape], 0, 1, 'float32', values.seed));
  const labels = input('labels', tf.tensor1d(tracedLabels(predictions, classes, values), 'int32'));
  let results: TracedStep['results'] | undefined;
  const { value, grads } = tf.variableGrads(() => {
    const pass = forwardPass(context, images);
    recorder.enter(undefined);
    const lessons = taught ? tracedLessons(context, rows, values) : undefined;
    for (const [name, tensor] of Object.entries(lessons === undefined ? {} : namedLessons(lessons)))
      input(name, tensor);
    const { total, ...losses } = stepLoss(context, pass, labels, lessons);
    const { at: _, ...outputs } = pass;
    results = mapResults<Tensor, number>({ ...outputs, ...losses }, (tensor) => recorder.idOf(tensor));
    return total;
  }, [...variables]);
  const gradients = context.constraints?.sumOf(grads);
  applyGradients(context, grads, values.learningRate, decayOf(context, values));
  tf.dispose([value, grads]);
  return { ...results!, ...(gradients === undefined ? {} : { gradients: recorder.idOf(gradients) }) };
}

/** `undefined` where the decay is the same at every step, and so a constant of the graph. */
function decayOf({ spec }: StepContext, { weightDecay }: TraceValues): number | undefined {
  return spec.training.weightDecaySchedule.length === 0 ? undefined : weightDecay;
}

function tracedLabels(rows: number, classes: number, { seed }: TraceValues): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => (row + seed) % classes);
}

/** Targets of no teacher, in the form that the losses take: the graph's inputs are marked, so values do not matter. */
function tracedLessons(context: StepContext, rows: number, values: TraceValues): Lessons {
  const { classes, positions = 1 } = context;
  const labels = tracedLabels(rows * positions, classes, values);
  const batch = { labels, rows, step: values.step };
  return lessonsOf(context, batch, new Float32Array(labels.length * classes), []);
}
