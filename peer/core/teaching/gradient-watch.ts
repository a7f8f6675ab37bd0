/** Measurements before which nothing is judged. */
const JUDGED_MIN = 5;

/** Below this a weight teaches next to nothing, above it the labels are drowned. */
const RATIO_MIN = 0.01;
const RATIO_MAX = 100;

/** A schedule counts as at work where it gives at least this share of the whole weight. */
const SHARE_JUDGED = 0.5;

/** No ratio counts as further from 1 than this: one of 0, of equal predictions, would make any mean 0. */
const RATIO_LIMIT = 1e6;

/**
 * Watches how strongly teachers pull at the logits compared with labels, over a whole run: single batches differ, and where
 * a schedule begins near 0 so does the ratio.
 */
export class GradientWatch {
  /** Of the last measured step; NaN where nobody taught. */
  latest = Number.NaN;
  #logSum = 0;
  #judged = 0;
  #warned = false;

  /**
   * Takes a measurement.
   *
   * @param ratio - As `gradientRatio` measures it; NaN: the step was not taught.
   * @param share - Share of the whole weight that the schedule gives the step.
   * @returns A warning the first time that there is one, otherwise nothing.
   */
  note(ratio: number, share: number): readonly string[] {
    this.latest = ratio;
    if (Number.isNaN(ratio) || share < SHARE_JUDGED) return [];
    this.#logSum += Math.log(Math.min(Math.max(ratio, 1 / RATIO_LIMIT), RATIO_LIMIT));
    this.#judged++;
    const warnings = this.#warned ? [] : weightWarning(this.mean);
    this.#warned ||= warnings.length > 0;
    return warnings;
  }

  /** Geometric mean of the ratios at work; NaN before there are enough to judge by. */
  get mean(): number {
    return this.#judged < JUDGED_MIN ? Number.NaN : Math.exp(this.#logSum / this.#judged);
  }
}

/** One line where teachers pull too weakly or too strongly at the logits, otherwise none. */
export function weightWarning(ratio: number): readonly string[] {
  const times = Number(ratio.toPrecision(2));
  const text = `is pulled at its logits ${times} times as strongly by teachers as by labels`;
  if (ratio < RATIO_MIN) return [`${text}: at this distillation weight they teach next to nothing`];
  if (ratio > RATIO_MAX) return [`${text}: at this distillation weight they drown the labels`];
  return [];
}
