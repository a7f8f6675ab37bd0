/** A convex function of weights that are `≥ 0` and sum to 1. */
export interface SimplexProblem {
  /** Writes the function's gradient at `weights` into `gradient`. */
  gradientAt(weights: Float64Array, gradient: Float64Array): void;
  /** Derivative of the function along `weights + t · (e_to − e_from)` at `t`; never falls with `t`. */
  slope(weights: Float64Array, from: number, to: number, t: number): number;
}

/** Moves of weight from one corner to another: for two corners one does, for a handful a few rounds of all pairs. */
const MOVES_MAX = 100;
const SLOPES_MAX = 40;

/**
 * Weights that minimise a convex function over the simplex, by pairwise Frank–Wolfe: weight moves from the corner with
 * the steepest rise that still has some to the one with the steepest fall, as far as it helps, until no move promises
 * more than `gapMax`. Bounded in every loop, so a function of NaN ends too.
 *
 * @param corners - Weights to choose, at least 1.
 * @param gapMax - Largest difference to the minimum that is accepted (the Frank–Wolfe gap bounds it).
 * @returns float64 `[corners]`, each `≥ 0`, sum 1 within rounding. Starts from equal weights, so it is reproducible.
 * @remarks Source: Lacoste-Julien and Jaggi 2015 (arXiv 1511.05932), algorithm 2, with a line search by the secant
 *   rule of Illinois.
 */
export function minimizeOverSimplex(problem: SimplexProblem, corners: number, gapMax: number): Float64Array {
  const weights = new Float64Array(corners).fill(1 / corners);
  const gradient = new Float64Array(corners);
  for (let move = 0; move < MOVES_MAX; move++) {
    problem.gradientAt(weights, gradient);
    const { from, to, gap } = steepest(weights, gradient);
    if (!(gap > gapMax)) break;
    const all = weights[from]!;
    const step = lineSearch((t) => problem.slope(weights, from, to, t), all, gapMax / 4);
    weights[to]! += step;
    weights[from] = all - step;
  }
  return weights;
}

function steepest(
  weights: Float64Array,
  gradient: Float64Array,
): { readonly from: number; readonly to: number; readonly gap: number } {
  let from = -1;
  let to = 0;
  let mean = 0;
  for (let i = 0; i < weights.length; i++) {
    mean += weights[i]! * gradient[i]!;
    if (gradient[i]! < gradient[to]!) to = i;
    if (weights[i]! > 0 && (from === -1 || gradient[i]! > gradient[from]!)) from = i;
  }
  return { from, to, gap: mean - gradient[to]! };
}

/** Where a slope that is negative at 0 and never falls crosses 0, or `end` if it is not positive before. */
function lineSearch(slope: (t: number) => number, end: number, slopeMax: number): number {
  let [low, lowSlope, high, highSlope] = [0, slope(0), end, slope(end)];
  if (!(highSlope > 0)) return end;
  let moved: 'low' | 'high' | undefined;
  for (let count = 0; count < SLOPES_MAX; count++) {
    const t = (low * highSlope - high * lowSlope) / (highSlope - lowSlope);
    const value = slope(t);
    if (!(Math.abs(value) > slopeMax)) return t;
    const side = value > 0 ? 'high' : 'low';
    const again = side === moved; // the other end stays where it is: halved, or this one would only creep to the root
    if (side === 'high') {
      [high, highSlope] = [t, value];
      if (again) lowSlope /= 2;
    } else {
      [low, lowSlope] = [t, value];
      if (again) highSlope /= 2;
    }
    moved = side;
  }
  return (low + high) / 2;
}
