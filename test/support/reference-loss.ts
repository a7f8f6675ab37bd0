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

/** T² · mean over rows of w · KL(q ‖ softmax(logits / T)). */
export function distillation(
  logits: Rows,
  softTargets: Rows,
  temperature: number,
  weights?: readonly number[],
): number {
  const rows = logits.map((row, i) => {
    const p = softmax(row, temperature);
    const terms = softTargets[i]!.map((q, c) => (q === 0 ? 0 : q * Math.log(q / p[c]!)));
    return (weights?.[i] ?? 1) * terms.reduce((a, b) => a + b);
  });
  return temperature ** 2 * mean(rows);
}

/** T² · mean over rows of w · the cross-entropy of softmax(logits / T) with q. */
export function crossEntropyToSoft(
  logits: Rows,
  softTargets: Rows,
  temperature: number,
  weights?: readonly number[],
): number {
  const rows = logits.map((row, i) => {
    const p = softmax(row, temperature);
    return (weights?.[i] ?? 1) * softTargets[i]!.reduce((sum, q, c) => sum - q * Math.log(p[c]!), 0);
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

/** T² · mean over rows of w · KL(softmax(logits / T) ‖ q). */
export function reverseKl(
  logits: Rows,
  softTargets: Rows,
  temperature: number,
  weights?: readonly number[],
): number {
  const rows = logits.map((row, i) => {
    const p = softmax(row, temperature);
    return (
      (weights?.[i] ?? 1) * p.reduce((sum, own, c) => sum + own * Math.log(own / softTargets[i]![c]!), 0)
    );
  });
  return temperature ** 2 * mean(rows);
}

/** Mean over rows of w · the mean over classes of (z − t)². */
export function logitMse(logits: Rows, targets: Rows, weights?: readonly number[]): number {
  return mean(
    logits.map((row, i) => (weights?.[i] ?? 1) * mean(row.map((z, c) => (z - targets[i]![c]!) ** 2))),
  );
}

/**
 * T² · mean over rows of w · (α · KL of the two-way distributions + β · KL of the others'): the sums as they stand in
 * the paper, over two vectors made class by class.
 */
export function decoupled(
  logits: Rows,
  softTargets: Rows,
  labels: readonly number[],
  options: { readonly temperature: number; readonly target: number; readonly others: number },
  weights?: readonly number[],
): number {
  const { temperature, target, others } = options;
  const kl = (q: readonly number[], p: readonly number[]): number =>
    q.reduce((sum, value, c) => sum + (value === 0 ? 0 : value * Math.log(value / p[c]!)), 0);
  const rows = logits.map((row, i) => {
    const [p, q] = [softmax(row, temperature), softTargets[i]!];
    const label = labels[i]!;
    const without = (values: readonly number[]): number[] => values.filter((_, c) => c !== label);
    const restOf = (values: readonly number[]): number => without(values).reduce((a, b) => a + b);
    const among = (values: readonly number[]): number[] =>
      without(values).map((value) => value / restOf(values));
    const binary = kl([q[label]!, restOf(q)], [p[label]!, restOf(p)]);
    return (weights?.[i] ?? 1) * (target * binary + others * kl(among(q), among(p)));
  });
  return temperature ** 2 * mean(rows);
}

/** Rows of mean 0 and deviation 1, with n − 1 in the deviation's denominator and 1e-7 added to it. */
export function standardize(rows: Rows): number[][] {
  return rows.map((row) => {
    const center = mean(row);
    const variance = row.reduce((sum, value) => sum + (value - center) ** 2, 0) / (row.length - 1);
    return row.map((value) => (value - center) / (Math.sqrt(variance) + 1e-7));
  });
}
