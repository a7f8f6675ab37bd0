import { meanOf } from './inference.js';
import type { Target } from './study.js';

/** A validation in the course of a training. */
export interface CurvePoint {
  readonly step: number;
  /** Training time up to then, validations and checkpoints not counted; `null` where it is not known. */
  readonly seconds: number | null;
  readonly validationLoss: number;
  readonly validationAccuracy: number;
}

/** By step, rising. */
export type Curve = readonly CurvePoint[];

/** The points of several curves at each step that all of them have. */
export function commonPoints(curves: readonly Curve[]): readonly (readonly CurvePoint[])[] {
  const [first = [], ...others] = curves;
  return first.flatMap((point) => {
    const here = others.map((curve) => curve.find(({ step }) => step === point.step));
    return here.includes(undefined) ? [] : [[point, ...(here as CurvePoint[])]];
  });
}

/** The mean of several peers' curves at the steps that all of them have. */
export function meanCurve(curves: readonly Curve[]): Curve {
  return commonPoints(curves).map((points) => {
    const mean = (of: (one: CurvePoint) => number): number => meanOf(points.map(of));
    return {
      step: points[0]!.step,
      seconds: points.some(({ seconds }) => seconds === null) ? null : mean(({ seconds }) => seconds!),
      validationLoss: mean(({ validationLoss }) => validationLoss),
      validationAccuracy: mean(({ validationAccuracy }) => validationAccuracy),
    };
  });
}

/** The last value of a curve, smoothed as the target says; `null` of an empty one. */
export function finalValue(curve: Curve, target: Target): number | null {
  return smoothed(curve, target).at(-1) ?? null;
}

/** Where a curve first reaches a value: between two validations on the straight line; `null` where it never does. */
export function firstReach(
  curve: Curve,
  target: Target,
  value: number,
): { readonly steps: number; readonly seconds: number | null } | null {
  const values = smoothed(curve, target);
  const sign = target.metric === 'validationLoss' ? 1 : -1;
  const at = values.findIndex((one) => sign * one <= sign * value);
  const point = curve[at];
  if (point === undefined) return null;
  const before = curve[at - 1];
  if (before === undefined) return { steps: point.step, seconds: point.seconds };
  const share = (values[at - 1]! - value) / (values[at - 1]! - values[at]!);
  const between = (from: number, to: number): number => from + share * (to - from);
  const known = before.seconds !== null && point.seconds !== null;
  return {
    steps: between(before.step, point.step),
    seconds: known ? between(before.seconds, point.seconds) : null,
  };
}

/** A centred running mean; at the ends, of the points that there are. */
function smoothed(curve: Curve, { metric, smoothing }: Target): readonly number[] {
  const reach = (smoothing - 1) / 2;
  return curve.map((_, i) => {
    const near = curve.slice(Math.max(0, i - reach), i + reach + 1);
    return meanOf(near.map((point) => point[metric]));
  });
}
