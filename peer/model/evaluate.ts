import { type Metrics, metricsOf } from '../core/scoring/scores.js';
import { type LayersModel, tf } from './backend.js';
import { deepestLogits } from './exits.js';
import type { FeatureTap } from './feature-tap.js';

/** Samples for one forward pass. Only the first `rows`, and their labels, are read. */
export interface EvaluationBatch {
  /** float32 `[rows * the size of a sample]`, normalised as in training, not augmented. */
  readonly inputs: Float32Array;
  /** int32 `[rows * positions]`. */
  readonly labels: Int32Array;
  readonly rows: number;
}

/** Predicts one batch: `rows` samples to float32 logits `[rows * positions * classes]`. */
export type Predict = (inputs: Float32Array, rows: number) => Float32Array;

/** Logits and features of a batch, of one forward pass. */
export interface NetworkOutputs {
  /** float32 `[rows * positions * classes]`. */
  readonly logits: Float32Array;
  /** float32 `[rows * size]`, where the network is tapped. */
  readonly features?: Float32Array;
}

/** As {@link Predict}, with the features that students are sent beside the logits. */
export type PredictOutputs = (inputs: Float32Array, rows: number) => NetworkOutputs;

/**
 * Logits of a network in inference mode (moving statistics, no dropout), batch after batch.
 *
 * @param batches - Read once; a batch may be overwritten when the next one is asked for.
 * @param predict - How a batch is predicted. @default op by op
 * @returns float32 `[all rows * positions * classes]`, in the order of the batches. No tensor is left behind.
 */
export function predictLogits(
  model: LayersModel,
  batches: Iterable<Pick<EvaluationBatch, 'inputs' | 'rows'>>,
  predict: Predict = eagerPrediction(model),
): Float32Array {
  const parts: Float32Array[] = [];
  for (const { inputs, rows } of batches) parts.push(predict(inputs, rows));
  return concatenated(parts);
}

/**
 * Accuracy and loss of a network over batches with labels, in inference mode. No tensor is left behind.
 *
 * @throws {ShapeError} `ERR_SHAPE` when there is no sample at all.
 */
export function evaluate(
  model: LayersModel,
  batches: Iterable<EvaluationBatch>,
  predict: Predict = eagerPrediction(model),
): Metrics {
  return evaluatePrediction(predict, batches, model.outputs[0]!.shape.at(-1)!);
}

/** As {@link evaluate}, of any function that predicts logits `[rows * positions * classes]`. */
export function evaluatePrediction(
  predict: Predict,
  batches: Iterable<EvaluationBatch>,
  classes: number,
): Metrics {
  const logits: Float32Array[] = [];
  const labels: number[] = [];
  for (const batch of batches) {
    const predicted = predict(batch.inputs, batch.rows);
    logits.push(predicted);
    for (let row = 0; row < predicted.length / classes; row++) labels.push(batch.labels[row]!);
  }
  return metricsOf(concatenated(logits), Int32Array.from(labels), classes);
}

/** Predictions op by op from JavaScript. */
export function eagerPrediction(model: LayersModel): Predict {
  return (inputs, rows) => predictBatch(model, undefined, inputs, rows).logits;
}

/** As {@link eagerPrediction}, with the features of a tap, if there is one. */
export function eagerOutputs(model: LayersModel, tap: FeatureTap | undefined): PredictOutputs {
  return (inputs, rows) => predictBatch(model, tap, inputs, rows);
}

function predictBatch(
  model: LayersModel,
  tap: FeatureTap | undefined,
  inputs: Float32Array,
  rows: number,
): NetworkOutputs {
  const sampleShape = model.inputs[0]!.shape.slice(1) as number[]; // [height, width, channels] or [tokens]
  const size = sampleShape.reduce((product, side) => product * side, rows);
  let outputs: NetworkOutputs | undefined;
  tf.tidy(() => {
    const samples = tf.tensor(inputs.subarray(0, size), [rows, ...sampleShape], 'float32');
    if (tap === undefined) {
      const logits = deepestLogits(model, samples, false); // [rows · positions, classes]
      outputs = { logits: logits.dataSync() as Float32Array };
      return;
    }
    const { logits, features } = tap.forward(samples, false);
    outputs = {
      logits: logits.dataSync() as Float32Array,
      features: features.dataSync() as Float32Array,
    };
  });
  return outputs!;
}

/** Logits of one batch after the other. */
export function concatenated(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((size, part) => size + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
