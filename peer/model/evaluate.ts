import { bytesOf, floatsOf } from '../../proto/float-bytes.js';
import { joined } from '../../proto/payload.js';
import { type Metrics, metricsOf } from '../core/scoring/scores.js';
import { type LayersModel, tf } from './backend.js';
import { deepestLogits } from './exits.js';
import type { FeatureTap } from './feature-tap.js';

/** Samples of a batch that is only evaluated: enough to be fast, few enough for any network of the zoo. */
export const EVALUATION_BATCH = 250;

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

/** The shape of one sample as a network takes it: `[height, width, channels]` or `[tokens]`. */
export function sampleShapeOf(network: LayersModel): number[] {
  return network.inputs[0]!.shape.slice(1) as number[];
}

/**
 * Logits batch after batch.
 *
 * @param batches - Read once; a batch may be overwritten when the next one is asked for.
 * @returns float32 `[all rows * positions * classes]`, in the order of the batches.
 */
export function predictLogits(
  predict: Predict,
  batches: Iterable<Pick<EvaluationBatch, 'inputs' | 'rows'>>,
): Float32Array {
  const parts: Float32Array[] = [];
  for (const { inputs, rows } of batches) parts.push(predict(inputs, rows));
  return concatenated(parts);
}

/**
 * Accuracy and loss over batches with labels.
 *
 * @throws {ShapeError} `ERR_SHAPE` when there is no sample at all.
 */
export function evaluate(predict: Predict, batches: Iterable<EvaluationBatch>, classes: number): Metrics {
  const logits: Float32Array[] = [];
  const labels: number[] = [];
  for (const batch of batches) {
    const predicted = predict(batch.inputs, batch.rows);
    logits.push(predicted);
    for (let row = 0; row < predicted.length / classes; row++) labels.push(batch.labels[row]!);
  }
  return metricsOf(concatenated(logits), Int32Array.from(labels), classes);
}

/**
 * Predictions op by op from JavaScript, in inference mode (moving statistics, no dropout), with the features of a tap, if
 * there is one. No tensor is left behind.
 */
export function eagerOutputs(model: LayersModel, tap?: FeatureTap): PredictOutputs {
  const sampleShape = sampleShapeOf(model);
  return (inputs, rows) =>
    tf.tidy((): { logits: Float32Array; features?: Float32Array } => {
      const size = sampleShape.reduce((product, side) => product * side, rows);
      const samples = tf.tensor(inputs.subarray(0, size), [rows, ...sampleShape], 'float32');
      // Logits are [rows · positions, classes].
      if (tap === undefined)
        return { logits: deepestLogits(model, samples, false).dataSync() as Float32Array };
      const { logits, features } = tap.forward(samples, false);
      return { logits: logits.dataSync() as Float32Array, features: features.dataSync() as Float32Array };
    });
}

/** Logits of one batch after the other. */
export function concatenated(parts: readonly Float32Array[]): Float32Array {
  return floatsOf(joined(...parts.map(bytesOf)));
}
