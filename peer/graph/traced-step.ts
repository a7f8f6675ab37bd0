import { softTargets } from '../core/targets.js';
import { type Scalar, type Tensor, type Tensor2D, tf, type Variable } from '../model/backend.js';
import { distillationLoss, supervisedLoss } from '../model/losses.js';
import { setDropoutStep } from '../model/seeded-dropout.js';
import { namedWeights } from '../model/weights.js';
import { withLayerNames } from './layer-names.js';
import { type Recorder, type Recording, record } from './recorder.js';
import type { StepContext } from './training-step.js';

/** Values that are made up for a trace; two traces differ in every one of them. */
export interface TraceValues {
  readonly seed: number;
  readonly step: number;
  readonly learningRate: number;
  readonly optimizerUpdates: number;
}

/** One step, recorded. */
export interface TracedStep {
  readonly recording: Recording;
  /** Ids of logits and losses. */
  readonly results: { readonly logits: number; readonly supervised: number; readonly distillation?: number };
  /** Each variable's id after the step; its old one when the step leaves it alone. */
  readonly variables: readonly number[];
  /** Numbers that the step computes in JavaScript from the step's own, by the name of the input they become. */
  readonly scalars: Readonly<Record<string, number>>;
}

/** The variables of a step in a fixed order: weights, moving statistics, optimizer slots. */
export function stateVariables({ network, optimizer }: StepContext): Variable[] {
  return [...namedWeights(network), ...optimizer.slots()].map(({ variable }) => variable);
}

/**
 * Runs one training step on made-up values and records it. Weights, statistics, slots and the optimizer's counter are
 * put back; they are references, so this costs no copy.
 *
 * @param taught - Whether the loss has its distillation term.
 */
export function traceStep(
  context: StepContext,
  rows: number,
  taught: boolean,
  values: TraceValues,
): TracedStep {
  const { network, optimizer } = context;
  const { updates } = optimizer;
  const state = stateVariables(context);
  const kept = state.map((variable) => variable.clone());
  let traced: Omit<TracedStep, 'recording'> | undefined;
  try {
    optimizer.restoreUpdates(values.optimizerUpdates);
    setDropoutStep(network, values.step);
    const scalars = { step: values.step, ...optimizer.scalars(values.learningRate) };
    const recording = record((recorder) =>
      tf.tidy(() => {
        state.forEach((variable, index) => {
          recorder.mark(variable, { kind: 'variable', index });
        });
        const results = withLayerNames(network, recorder, () =>
          runStep(context, rows, taught, values, recorder),
        );
        traced = { results, scalars, variables: state.map((variable) => recorder.idOf(variable)) };
      }),
    );
    return { ...traced!, recording };
  } finally {
    state.forEach((variable, i) => {
      variable.assign(kept[i]!);
    });
    optimizer.restoreUpdates(updates);
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
  const { network, variables, optimizer, classes, spec, inputShape } = context;
  const { temperature } = spec.distillation;
  const input = (name: string, tensor: Tensor): Tensor => {
    recorder.mark(tensor, { kind: 'input', name });
    return tensor;
  };
  const images = input('images', tf.randomNormal([rows, ...inputShape], 0, 1, 'float32', values.seed));
  const labels = input(
    'labels',
    tf.tensor1d(
      Int32Array.from({ length: rows }, (_, row) => (row + values.seed) % classes),
      'int32',
    ),
  );
  let results: TracedStep['results'] | undefined;
  const { value, grads } = tf.variableGrads(() => {
    const logits = network.apply(images, { training: true }) as Tensor2D; // [rows, classes]
    recorder.enter(undefined);
    const hard = supervisedLoss(logits, labels as Parameters<typeof supervisedLoss>[1]);
    const ids = { logits: recorder.idOf(logits), supervised: recorder.idOf(hard) };
    if (!taught) {
      results = ids;
      return hard;
    }
    const teacher = tf.randomNormal([rows, classes], 0, 1, 'float32', values.seed).dataSync() as Float32Array;
    const probabilities = softTargets([teacher], undefined, rows, classes, temperature);
    const targets = input('softTargets', tf.tensor2d(probabilities, [rows, classes])) as Tensor2D;
    const weight = input('weight', tf.scalar(0.5 + 1 / values.seed));
    const soft = distillationLoss(logits, targets, temperature);
    results = { ...ids, distillation: recorder.idOf(soft) };
    return tf.add(hard, tf.mul(soft, weight)) as Scalar;
  }, [...variables]);
  optimizer.apply(grads, values.learningRate);
  tf.dispose([value, grads]);
  return results!;
}
