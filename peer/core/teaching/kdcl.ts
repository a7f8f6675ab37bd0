import { minimizeOverSimplex } from './simplex.js';
import { crossEntropy, largestOf, logSoftmax, type Row } from './softmax.js';

/**
 * One row's logits of several networks: each `[classes]` from `start` on. As in the paper the peer's own are among them.
 */
export interface RowOfNetworks {
  readonly networks: readonly Row[];
  readonly start: number;
  readonly classes: number;
  readonly label: number;
}

/** Nats of cross-entropy within which the convex weights are the best. */
const GAP_MAX = 1e-4;

/**
 * KDCL-Naive: the logits of the network with the least cross-entropy on the sample's label, the first of equals.
 *
 * @returns float64 `[classes]`.
 * @remarks Source: Guo et al. 2020, "Online Knowledge Distillation via Collaborative Learning" (CVPR), section 3.
 */
export function naiveLogits({ networks, start, classes, label }: RowOfNetworks): Float64Array {
  const losses = networks.map((network) => crossEntropy(network, start, classes, label));
  const best = networks[losses.indexOf(Math.min(...losses))] ?? networks[0]!;
  return Float64Array.from({ length: classes }, (_, c) => best[start + c]!);
}

/**
 * KDCL-MinLogit: what every network grants a class against the label's at the most cautious.
 *
 *   z[c] = min_i (z_i[c] − z_i[label]),  so z[label] = 0
 *
 * @returns float64 `[classes]`. Its softmax has at least the label's probability of the best network.
 * @remarks Source: Guo et al. 2020 (CVPR), section 3.
 */
export function minLogits({ networks, start, classes, label }: RowOfNetworks): Float64Array {
  return Float64Array.from({ length: classes }, (_, c) => {
    let least = Number.POSITIVE_INFINITY;
    for (const network of networks) least = Math.min(least, network[start + c]! - network[start + label]!);
    return least;
  });
}

/**
 * KDCL-Linear: the convex combination of the networks' logits with the least cross-entropy on the sample's label.
 *
 *   z = Σ_i a_i · z_i,   a = argmin −ln softmax(Σ_i a_i · z_i)[label],   a_i ≥ 0, Σ_i a_i = 1
 *
 * A convex problem in as many unknowns as networks, solved to 1e-4 nats.
 *
 * @returns float64 `[classes]`.
 * @remarks Source: Guo et al. 2020 (CVPR), section 3.
 */
export function linearLogits({ networks, start, classes, label }: RowOfNetworks): Float64Array {
  const combined = new Float64Array(classes);
  const powers = new Float64Array(classes);
  const combine = (weights: Float64Array): void => {
    combined.fill(0);
    networks.forEach((network, i) => {
      if (weights[i] === 0) return;
      for (let c = 0; c < classes; c++) combined[c]! += weights[i]! * network[start + c]!;
    });
  };
  /** Powers of `combined + t · (to − from)`, not normalised, and their sum. */
  const exponentiate = (from: Row | undefined, to: Row | undefined, t: number): number => {
    for (let c = 0; c < classes; c++) {
      const change = from === undefined || to === undefined ? 0 : to[start + c]! - from[start + c]!;
      powers[c] = combined[c]! + t * change;
    }
    const largest = largestOf(powers, 0, classes);
    let sum = 0;
    for (let c = 0; c < classes; c++) {
      powers[c] = Math.exp(powers[c]! - largest);
      sum += powers[c]!;
    }
    return sum;
  };
  const weights = minimizeOverSimplex(
    {
      gradientAt(at, gradient) {
        combine(at);
        const sum = exponentiate(undefined, undefined, 0);
        networks.forEach((network, i) => {
          let mean = 0;
          for (let c = 0; c < classes; c++) mean += powers[c]! * network[start + c]!;
          gradient[i] = mean / sum - network[start + label]!;
        });
      },
      slope(_, from, to, t) {
        const [a, b] = [networks[from]!, networks[to]!];
        const sum = exponentiate(a, b, t);
        let mean = 0;
        for (let c = 0; c < classes; c++) mean += powers[c]! * (b[start + c]! - a[start + c]!);
        return mean / sum - (b[start + label]! - a[start + label]!);
      },
    },
    networks.length,
    GAP_MAX,
  );
  combine(weights);
  return combined;
}

/**
 * KDCL-General: weights of the networks whose mean of probabilities errs least, from the covariance of their errors.
 *
 *   C[i, j] = mean over the rows of Σ_c (p_i[c] − y[c]) · (p_j[c] − y[c]),   w = argmin wᵀ C w,   w_i ≥ 0, Σ_i w_i = 1
 *
 * Where no weight is at its bound this is the paper's w = C⁻¹ 1 / (1ᵀ C⁻¹ 1); unbounded, weights of networks that err
 * alike turn negative, and with them the targets.
 *
 * The paper takes C from the validation set, once an epoch. Teachers answer for training samples only, so here C is of
 * the batch itself, predicted before anybody is updated by it: in the first epoch that is as good as held out; later a
 * network that has learned the training set by heart gets more weight than it deserves.
 *
 * @param networks - Each float32 `[rows * classes]`, the peer's own among them.
 * @param labels - int32 `[rows]`.
 * @param counted - Which rows to count; at least one, else all weights are equal.
 * @returns float64 `[networks]`.
 * @remarks Source: Guo et al. 2020 (CVPR), section 3, after Perrone and Cooper 1993.
 */
export function generalWeights(
  networks: readonly Float32Array[],
  labels: Int32Array,
  classes: number,
  counted: (row: number) => boolean,
): Float64Array {
  const count = networks.length;
  const covariance = Array.from({ length: count }, () => new Float64Array(count));
  for (let row = 0; row < labels.length; row++) {
    if (!counted(row)) continue;
    const errors = networks.map((network) => {
      const error = logSoftmax(network, row * classes, classes).map(Math.exp);
      error[labels[row]!]! -= 1;
      return error;
    });
    errors.forEach((a, i) => {
      errors.forEach((b, j) => {
        for (let c = 0; c < classes; c++) covariance[i]![j]! += a[c]! * b[c]!;
      });
    });
  }
  const product = (i: number, weights: Float64Array): number =>
    weights.reduce((sum, weight, j) => sum + weight * covariance[i]![j]!, 0);
  const scale = covariance.reduce((sum, line, i) => sum + line[i]!, 0) / count;
  return minimizeOverSimplex(
    {
      gradientAt(weights, gradient) {
        for (let i = 0; i < count; i++) gradient[i] = 2 * product(i, weights);
      },
      slope(weights, from, to, t) {
        const curvature = covariance[to]![to]! + covariance[from]![from]! - 2 * covariance[to]![from]!;
        return 2 * (product(to, weights) - product(from, weights) + t * curvature);
      },
    },
    count,
    1e-9 * scale,
  );
}
