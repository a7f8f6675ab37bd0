import { ShapeError } from '../../proto/errors.js';

/**
 * Soft targets of a peer: the weighted mean of its teachers' probabilities.
 *
 *   q[r, c] = Σ_t w[t] · softmax(logits_t[r] / T)[c]  /  Σ_t w[t]
 *
 * Everything is summed in float64, teacher by teacher in the given order, and rounded to float32 once: with teachers
 * sorted by peer id the order in which predictions arrive cannot change a bit.
 *
 * @param teachers - Logits of each teacher, float32 `[rows * classes]`, sorted by peer id. At least one.
 * @param weights - One for each teacher, `≥ 0`, not all 0; absent: all equal.
 * @param temperature - `T`, dimensionless, `> 0`.
 * @returns Probabilities, float32 `[rows * classes]`; each row sums to 1 within rounding.
 * @throws {ShapeError} `ERR_SHAPE` when there is no teacher, or a size or a weight does not fit.
 * @remarks Averaging probabilities, not logits, keeps the gradient equal to that of the mean of the KL divergences to
 *   each teacher (Zhang et al. 2018, arXiv 1706.00384, equations 8 and 9); averaged logits would not.
 */
export function softTargets(
  teachers: readonly Float32Array[],
  weights: readonly number[] | undefined,
  rows: number,
  classes: number,
  temperature: number,
): Float32Array {
  checkShapes(teachers, weights, rows * classes);
  const total = weights === undefined ? teachers.length : weights.reduce((sum, weight) => sum + weight, 0);
  const sums = new Float64Array(rows * classes);
  teachers.forEach((logits, t) => {
    const share = (weights?.[t] ?? 1) / total;
    for (let start = 0; start < sums.length; start += classes) {
      addProbabilities(sums, logits, start, classes, temperature, share);
    }
  });
  return Float32Array.from(sums);
}

/** Adds share · softmax(logits / T) of one row. The largest logit is subtracted first, so that no power overflows. */
function addProbabilities(
  sums: Float64Array,
  logits: Float32Array,
  start: number,
  classes: number,
  temperature: number,
  share: number,
): void {
  let largest = Number.NEGATIVE_INFINITY;
  for (let c = start; c < start + classes; c++) largest = Math.max(largest, logits[c]!);
  let normalizer = 0;
  for (let c = start; c < start + classes; c++) normalizer += Math.exp((logits[c]! - largest) / temperature);
  const factor = share / normalizer;
  for (let c = start; c < start + classes; c++) {
    sums[c]! += factor * Math.exp((logits[c]! - largest) / temperature);
  }
}

function checkShapes(
  teachers: readonly Float32Array[],
  weights: readonly number[] | undefined,
  size: number,
): void {
  if (teachers.length === 0) throw new ShapeError('soft targets of no teacher');
  const wrong = teachers.findIndex((logits) => logits.length !== size);
  if (wrong !== -1) {
    throw new ShapeError(`teacher ${wrong} has ${teachers[wrong]!.length} logits, ${size} expected`);
  }
  if (weights === undefined) return;
  if (weights.length !== teachers.length) {
    throw new ShapeError(`${weights.length} weights for ${teachers.length} teachers`);
  }
  const usable = weights.every((weight) => Number.isFinite(weight) && weight >= 0);
  if (!usable || weights.every((weight) => weight === 0)) {
    throw new ShapeError(`teacher weights [${weights}] are not all finite, ≥ 0, and one of them above 0`);
  }
}
