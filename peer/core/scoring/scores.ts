import { ShapeError } from '../../../proto/errors.js';
import { logNormalizer, topClass, topClasses } from '../teaching/softmax.js';

/** Quality of predictions against hard labels. */
export interface Metrics {
  /** Share of samples whose top class is the label, 0 to 1. */
  readonly accuracy: number;
  /** Mean negative log-likelihood of the label, nats. */
  readonly loss: number;
}

/**
 * Bits that a model of a text needs for the next character.
 *
 * @param loss - Mean negative log-likelihood of a token, nats.
 */
export function bitsPerCharacter(
  loss: number,
  { tokensPerCharacter }: { readonly tokensPerCharacter: number },
): number {
  return (loss / Math.LN2) * tokensPerCharacter;
}

/**
 * Metrics of one peer's logits, summed in float64.
 *
 * @param logits - float32 `[rows * classes]`.
 * @param labels - int32 `[rows]`.
 * @throws {ShapeError} `ERR_SHAPE` when sizes differ or there is no row.
 */
export function metricsOf(logits: Float32Array, labels: Int32Array, classes: number): Metrics {
  return ensembleMetrics([logits], labels, classes);
}

/**
 * Metrics of the ensemble: the mean of the peers' probabilities at temperature 1.
 *
 * @param logitsPerPeer - Each float32 `[rows * classes]` over the same samples; at least one.
 * @param labels - int32 `[rows]`.
 * @throws {ShapeError} `ERR_SHAPE` when sizes differ, or there is no peer or no row.
 */
export function ensembleMetrics(
  logitsPerPeer: readonly Float32Array[],
  labels: Int32Array,
  classes: number,
): Metrics {
  checkSizes(logitsPerPeer, labels.length * classes);
  const probabilities = new Float64Array(classes);
  const logProbabilities = logitsPerPeer.map(() => new Float64Array(classes));
  let correct = 0;
  let loss = 0;
  labels.forEach((label, row) => {
    logitsPerPeer.forEach((logits, peer) => {
      writeLogSoftmax(logits, row * classes, logProbabilities[peer]!);
    });
    for (let c = 0; c < classes; c++) {
      probabilities[c] = 0;
      for (const peer of logProbabilities) probabilities[c]! += Math.exp(peer[c]!);
    }
    if (topClass(probabilities, 0, classes) === label) correct++;
    loss -= logMeanExp(logProbabilities.map((peer) => peer[label]!));
  });
  return { accuracy: correct / labels.length, loss: loss / labels.length };
}

/**
 * The mean of the peers' probabilities at temperature 1, summed in float64: the ensemble's, or those of one peer.
 *
 * @param logitsPerPeer - Each float32 `[rows * classes]` over the same samples; at least one.
 * @returns float32 `[rows * classes]`, rows sum to 1.
 * @throws {ShapeError} `ERR_SHAPE` when sizes differ, or there is no peer or no row.
 */
export function ensembleProbabilities(logitsPerPeer: readonly Float32Array[], classes: number): Float32Array {
  const size = logitsPerPeer[0]?.length ?? 0;
  checkSizes(logitsPerPeer, size);
  const mean = new Float32Array(size);
  const rows = logitsPerPeer.map(() => new Float64Array(classes));
  for (let start = 0; start < size; start += classes) {
    logitsPerPeer.forEach((logits, peer) => {
      writeLogSoftmax(logits, start, rows[peer]!);
    });
    for (let c = 0; c < classes; c++) {
      let sum = 0;
      for (const row of rows) sum += Math.exp(row[c]!);
      mean[start + c] = sum / rows.length;
    }
  }
  return mean;
}

/**
 * Agreement of the cohort: the mean over pairs of peers of the share of samples with the same top class. One minus it
 * is the prediction churn (Anil et al. 2018, section 3.5).
 *
 * @param logitsPerPeer - At least two, each float32 `[rows * classes]` over the same samples; probabilities do as well.
 * @returns 0 to 1.
 * @throws {ShapeError} `ERR_SHAPE` when sizes differ, or there are fewer than two peers or no row.
 */
export function agreement(logitsPerPeer: readonly Float32Array[], classes: number): number {
  checkSizes(logitsPerPeer, logitsPerPeer[0]?.length ?? 0);
  const rows = logitsPerPeer[0]!.length / classes;
  const tops = logitsPerPeer.map((logits) => topClasses(logits, classes));
  let same = 0;
  let pairs = 0;
  for (let a = 0; a < tops.length; a++) {
    for (let b = a + 1; b < tops.length; b++) {
      pairs++;
      same += tops[a]!.reduce((sum, top, row) => sum + (top === tops[b]![row] ? 1 : 0), 0);
    }
  }
  if (pairs === 0) throw new ShapeError('agreement of one peer');
  return same / (pairs * rows);
}

function checkSizes(logitsPerPeer: readonly Float32Array[], size: number): void {
  if (logitsPerPeer.length === 0 || size === 0) throw new ShapeError('scores of no predictions');
  const wrong = logitsPerPeer.findIndex((logits) => logits.length !== size);
  if (wrong === -1) return;
  throw new ShapeError(`peer ${wrong} has ${logitsPerPeer[wrong]!.length} logits, ${size} expected`);
}

/** Writes the logarithm of one row's softmax into an array that the caller uses again for every row. */
function writeLogSoftmax(logits: Float32Array, start: number, into: Float64Array): void {
  const normalizer = logNormalizer(logits, start, into.length);
  for (let c = 0; c < into.length; c++) into[c] = logits[start + c]! - normalizer;
}

function logMeanExp(values: readonly number[]): number {
  const largest = Math.max(...values);
  const sum = values.reduce((total, value) => total + Math.exp(value - largest), 0);
  return largest + Math.log(sum / values.length);
}
