/** Added to a deviation on both sides, so that equal logits standardise to 0: the value of the paper's code. */
export const DEVIATION_MIN = 1e-7;

/**
 * (z − mean) / (deviation + 1e-7) of one row, the deviation with classes − 1 in its denominator.
 *
 * @remarks Source: Sun et al. 2024, "Logit Standardization in Knowledge Distillation" (arXiv 2403.01993), and its code.
 */
export function standardized(
  logits: Float32Array | Float64Array,
  start: number,
  classes: number,
): Float64Array {
  const row = Float64Array.from({ length: classes }, (_, c) => logits[start + c]!);
  const mean = row.reduce((sum, logit) => sum + logit, 0) / classes;
  const squares = row.reduce((sum, logit) => sum + (logit - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (classes - 1)) + DEVIATION_MIN;
  return row.map((logit) => (logit - mean) / deviation);
}
