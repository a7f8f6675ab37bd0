import { assertNever } from '../../../proto/errors.js';
import type { RunSpec } from '../../../proto/run-spec.js';
import { crossEntropy } from './softmax.js';
import type { Teaching } from './teaching.js';

/** Each teacher's share in each row of a batch. */
export interface TeacherShares {
  /** For each teacher float64 `[rows]`: its share in a row's target. Those of a row sum to 1, or are all 0. */
  readonly shares: readonly Float64Array[];
  /** float32 `[rows]`, 0 to 1: the mean coverage of the teachers that cover a row; 0 where none does. */
  readonly rowWeights: Float32Array;
}

/**
 * Weighs the teachers of each row against each other.
 *
 *   share[t, r] ∝ weight[t] · coverage[t, r] · f[t, r]
 *
 * - `edges`: f = 1, the weights are those of the graph's edges.
 * - `validation`: f = the teacher's validation accuracy; one that has not said its own counts as the mean of the others.
 * - `confidence`: f = exp(−CE of the row's label) = the probability the teacher gives the label, at T = 1: the softmax
 *   over the teachers of their negative cross-entropies, row by row. After Zhang et al. 2022, "Confidence-Aware
 *   Multi-Teacher Knowledge Distillation" (arXiv 2201.00007), equation 4, which weighs by 1 − softmax(CE) instead: with
 *   many teachers that hardly tells them apart.
 *
 * @param teachings - Each with `rows` rows, sorted by peer id; one of weight 0 has no share and covers nothing.
 * @param labels - int32 `[rows]`.
 */
export function teacherShares(
  teachings: readonly Teaching[],
  labels: Int32Array,
  classes: number,
  by: RunSpec['distillation']['teacherWeights'],
): TeacherShares {
  const rows = labels.length;
  const shares = teachings.map(() => new Float64Array(rows));
  const rowWeights = new Float32Array(rows);
  const factors = factorsOf(teachings, labels, classes, by);
  for (let row = 0; row < rows; row++) {
    let covering = 0;
    let coverage = 0;
    let total = 0;
    const factor = factors(row);
    teachings.forEach((teaching, t) => {
      const covered = coverageOf(teaching, row, rows);
      if (covered === 0) return;
      const share = teaching.weight * covered * factor[t]!;
      shares[t]![row] = share;
      total += share;
      coverage += covered;
      covering++;
    });
    if (covering === 0) continue;
    rowWeights[row] = coverage / covering;
    for (const share of shares) share[row]! /= total;
  }
  return { shares, rowWeights };
}

/** For a row, a positive factor for each teacher that covers it. */
function factorsOf(
  teachings: readonly Teaching[],
  labels: Int32Array,
  classes: number,
  by: RunSpec['distillation']['teacherWeights'],
): (row: number) => readonly number[] {
  switch (by) {
    case 'edges': {
      const ones = teachings.map(() => 1);
      return () => ones;
    }
    case 'validation': {
      const known = teachings.flatMap(({ validationAccuracy }) => validationAccuracy ?? []);
      const mean = known.length === 0 ? 1 : known.reduce((sum, accuracy) => sum + accuracy, 0) / known.length;
      const factors = teachings.map(({ validationAccuracy }) =>
        Math.max(validationAccuracy ?? mean, ACCURACY_MIN),
      );
      return () => factors;
    }
    case 'confidence':
      return (row) => {
        const losses = teachings.map((teaching) =>
          coverageOf(teaching, row, labels.length) > 0
            ? crossEntropy(teaching.logits, row * classes, classes, labels[row]!)
            : Number.POSITIVE_INFINITY,
        );
        const least = Math.min(...losses); // the best teacher's factor is 1: not all can underflow
        return losses.map((loss) => (loss === Number.POSITIVE_INFINITY ? 0 : Math.exp(least - loss)));
      };
    default:
      return assertNever(by);
  }
}

/** How far a row counts; 0 of a teacher that is not learned from. */
function coverageOf({ weight, coverage }: Teaching, row: number, rows: number): number {
  if (weight === 0) return 0;
  return coverage === undefined ? 1 : coverage[Math.floor((row * coverage.length) / rows)]!;
}

/** So that teachers who are all never right still have shares. */
const ACCURACY_MIN = 1e-3;
