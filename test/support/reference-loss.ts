/** Losses in float64 on plain arrays, written once more and as directly as the formulas, to check the real ones by. */

export type Rows = readonly (readonly number[])[];

export function softmax(logits: readonly number[], temperature = 1): number[] {
  const powers = logits.map((logit) => Math.exp(logit / temperature));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

/** Mean over rows of −ln softmax(logits)[label]. */
export function crossEntropy(logits: Rows, labels: readonly number[]): number {
  return mean(logits.map((row, i) => -Math.log(softmax(row)[labels[i]!]!)));
}

/** T² · mean over rows of KL(q ‖ softmax(logits / T)). */
export function distillation(logits: Rows, softTargets: Rows, temperature: number): number {
  const rows = logits.map((row, i) => {
    const p = softmax(row, temperature);
    return softTargets[i]!.reduce((sum, q, c) => sum + (q === 0 ? 0 : q * Math.log(q / p[c]!)), 0);
  });
  return temperature ** 2 * mean(rows);
}

/** Central finite differences of a function of rows, in its shape. */
export function finiteDifferences(of: (logits: Rows) => number, at: Rows, delta = 1e-5): number[][] {
  return at.map((row, r) =>
    row.map((_, c) => {
      const moved = (by: number): Rows =>
        at.map((line, i) => line.map((value, j) => (i === r && j === c ? value + by : value)));
      return (of(moved(delta)) - of(moved(-delta))) / (2 * delta);
    }),
  );
}

export function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
