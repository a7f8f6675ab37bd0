import { commonPoints } from './curve.js';
import { type Estimate, estimate } from './inference.js';
import type { Samples } from './samples.js';
import type { Study } from './study.js';

/** A variant's mean curve over its seeds. */
export interface VariantCurve {
  readonly variant: string;
  readonly points: readonly {
    readonly step: number;
    /** Mean training time at this step; `null` where it is not known. */
    readonly seconds: number | null;
    readonly validationLoss: Estimate;
    readonly validationAccuracy: Estimate;
  }[];
}

export type Curves = readonly VariantCurve[];

/** Mean curves at the steps that all of a variant's runs have. */
export function meanCurves(study: Study, samples: Samples): Curves {
  return study.variants.map(({ name }) => {
    const points = commonPoints(samples.curvesOf(name)).map((found) => {
      const seconds = found.map((point) => point.seconds);
      return {
        step: found[0]!.step,
        seconds: seconds.includes(null) ? null : estimate(seconds as number[]).mean,
        validationLoss: estimate(found.map((point) => point.validationLoss)),
        validationAccuracy: estimate(found.map((point) => point.validationAccuracy)),
      };
    });
    return { variant: name, points };
  });
}
