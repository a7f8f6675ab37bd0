import { type LayersModel, tf } from './backend.js';
import { deepestLogits } from './exits.js';
import { type Metrics, metricsOf } from './scores.js';

export { agreement, ensembleMetrics, type Metrics, meanProbabilities, metricsOf } from './scores.js';

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
  const classes = model.outputs[0]!.shape.at(-1)!;
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
  return (inputs, rows) => predictBatch(model, inputs, rows);
}

function predictBatch(model: LayersModel, inputs: Float32Array, rows: number): Float32Array {
  const sampleShape = model.inputs[0]!.shape.slice(1) as number[]; // [height, width, channels] or [tokens]
  const size = sampleShape.reduce((product, side) => product * side, rows);
  return tf.tidy(() => {
    const samples = tf.tensor(inputs.subarray(0, size), [rows, ...sampleShape], 'float32');
    const logits = deepestLogits(model, samples, false); // [rows · positions, classes]
    return logits.dataSync() as Float32Array;
  });
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
