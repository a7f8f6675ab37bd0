/** Feature and relation losses in float64 on plain arrays, written as the papers' sums, to check the real ones by. */
import { mean, type Rows } from './reference-loss.js';

/** Mean over rows of w · ‖m / ‖m‖ − t / ‖t‖‖². */
export function attention(maps: Rows, teacher: Rows, weights: readonly number[]): number {
  const unit = (row: readonly number[]): number[] => row.map((value) => value / Math.hypot(...row));
  return mean(
    maps.map((map, r) => {
      const [own, target] = [unit(map), unit(teacher[r]!)];
      return weights[r]! * own.reduce((sum, value, i) => sum + (value - target[i]!) ** 2, 0);
    }),
  );
}

/** (1 / b²) Σ w w (S − T)² over rows of similarities of length 1, of the samples that count. */
export function similarity(embeddings: Rows, teacher: Rows, weights: readonly number[]): number {
  const related = (rows: Rows): number[][] => {
    const products = rows.map((a, i) =>
      rows.map((b, j) => (weights[i]! > 0 && weights[j]! > 0 ? dot(a, b) : 0)),
    );
    return products.map((row) => row.map((value) => value / (Math.hypot(...row) || 1)));
  };
  const [own, target] = [related(embeddings), related(teacher)];
  return mean(
    own.flatMap((row, i) => row.map((value, j) => weights[i]! * weights[j]! * (value - target[i]![j]!) ** 2)),
  );
}

/** 25 · distances + 50 · angles, every vector and every angle computed by itself. */
export function relational(embeddings: Rows, teacher: Rows, weights: readonly number[]): number {
  const size = embeddings.length;
  const all = Array.from({ length: size }, (_, i) => i);
  const counted = (i: number, j: number): boolean => i !== j && weights[i]! > 0 && weights[j]! > 0;
  const distances = (rows: Rows): number[][] => {
    const plain = all.map((i) =>
      all.map((j) => (counted(i, j) ? Math.hypot(...minus(rows[j]!, rows[i]!)) : 0)),
    );
    const average = mean(plain.flatMap((row, i) => row.filter((_, j) => counted(i, j))));
    return plain.map((row) => row.map((value) => value / average));
  };
  const directions = (rows: Rows): number[][][] =>
    all.map((i) =>
      all.map((j) => {
        const along = minus(rows[j]!, rows[i]!);
        return counted(i, j) ? along.map((value) => value / Math.hypot(...along)) : along.map(() => 0);
      }),
    );
  const [d, t] = [distances(embeddings), distances(teacher)];
  const [e, f] = [directions(embeddings), directions(teacher)];
  const apart = all.flatMap((i) => all.map((j) => weights[i]! * weights[j]! * huber(d[i]![j]! - t[i]![j]!)));
  const turned = all.flatMap((i) =>
    all.flatMap((j) =>
      all.map((k) => {
        const error = dot(e[i]![j]!, e[i]![k]!) - dot(f[i]![j]!, f[i]![k]!);
        return weights[i]! * weights[j]! * weights[k]! * huber(error);
      }),
    ),
  );
  return 25 * mean(apart) + 50 * mean(turned);
}

/** Mean over rows of w / columns · ‖f · K + b − t‖². */
export function hint(
  features: Rows,
  teacher: Rows,
  weights: readonly number[],
  { kernel, bias }: { readonly kernel: Rows; readonly bias: readonly number[] },
): number {
  return mean(
    features.map((row, r) => {
      const errors = bias.map((offset, c) => {
        const guess = row.reduce((sum, value, k) => sum + value * kernel[k]![c]!, offset);
        return (guess - teacher[r]![c]!) ** 2;
      });
      return weights[r]! * mean(errors);
    }),
  );
}

function huber(error: number): number {
  return Math.abs(error) < 1 ? error ** 2 / 2 : Math.abs(error) - 0.5;
}

function minus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, i) => value - b[i]!);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
