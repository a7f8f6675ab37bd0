/** A row of logits or of what was made of them: plain or typed. */
export type Row = ArrayLike<number>;

/**
 * Logarithm of the softmax of one row, in float64.
 *
 * @param values - Where the row lies; not changed.
 * @param start - Its first element.
 * @param temperature - `T > 0`, divides the logits.
 * @returns float64 `[classes]`. The largest logit is subtracted first, so that no power overflows.
 */
export function logSoftmax(values: Row, start: number, classes: number, temperature = 1): Float64Array {
  const written = new Float64Array(classes);
  writeLogSoftmax(values, start, classes, temperature, written, 0);
  return written;
}

/** Writes {@link logSoftmax} of one row to `to`, from element `at` on. */
export function writeLogSoftmax(
  values: Row,
  start: number,
  classes: number,
  temperature: number,
  to: Float64Array,
  at: number,
): void {
  const largest = largestOf(values, start, classes);
  let normalizer = 0;
  for (let c = 0; c < classes; c++) {
    to[at + c] = (values[start + c]! - largest) / temperature;
    normalizer += Math.exp(to[at + c]!);
  }
  const logOfSum = Math.log(normalizer);
  for (let c = at; c < at + classes; c++) to[c]! -= logOfSum;
}

/** Cross-entropy of one row with a hard label: −ln softmax(logits)[label], nats, float64. */
export function crossEntropy(values: Row, start: number, classes: number, label: number): number {
  return logNormalizer(values, start, classes) - values[start + label]!;
}

/** ln Σ_c exp(logits[c]) of one row, in float64: the difference between a logit and its logarithmic probability. */
export function logNormalizer(values: Row, start: number, classes: number): number {
  const largest = largestOf(values, start, classes);
  let sum = 0;
  for (let c = start; c < start + classes; c++) sum += Math.exp(values[c]! - largest);
  return largest + Math.log(sum);
}

export function largestOf(values: Row, start: number, classes: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let c = start; c < start + classes; c++) largest = Math.max(largest, values[c]!);
  return largest;
}

/** Position of the largest of a row, the first of equals, as TensorFlow's argmax. */
export function topClass(values: Row, start: number, classes: number): number {
  let top = 0;
  for (let c = 1; c < classes; c++) if (values[start + c]! > values[start + top]!) top = c;
  return top;
}

/** The top class of each row, uint32 `[rows]`. */
export function topClasses(values: Row, classes: number): Uint32Array {
  return Uint32Array.from({ length: values.length / classes }, (_, row) =>
    topClass(values, row * classes, classes),
  );
}
