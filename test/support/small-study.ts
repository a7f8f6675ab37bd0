import { parseRunSpec } from '../../proto/run-spec.js';
import { compare } from '../../scripts/compare/comparison.js';
import type { Curve } from '../../scripts/compare/curve.js';
import { meanCurves } from '../../scripts/compare/curves.js';
import type { MetricName } from '../../scripts/compare/metrics.js';
import type { Report } from '../../scripts/compare/report.js';
import { type Retrainings, type RunMeasures, Samples } from '../../scripts/compare/samples.js';
import type { Study, Variant } from '../../scripts/compare/study.js';

/** A variant without particulars. */
export function smallVariant(name: string, against: string, ids: readonly string[] = ['a', 'b']): Variant {
  return { name, about: '', against, spec: parseRunSpec({ peers: ids.map((id) => ({ id })) }) };
}

/** `alone` and `taught` over four seeds, unless said otherwise. */
export function smallStudy(changes: Partial<Study> = {}): Study {
  return {
    name: 'small',
    about: 'Does it help?',
    variants: [smallVariant('alone', 'alone'), smallVariant('taught', 'alone')],
    seeds: [1, 2, 3, 4],
    seedsPerData: 1,
    target: undefined,
    gates: [],
    hypotheses: [],
    ...changes,
  };
}

/** A run in which every peer measured the same, but for what `byPeer` says. */
export function smallRun(
  variant: string,
  seed: number,
  values: Partial<Record<MetricName, number>>,
  { curve = [], ids = ['a', 'b'] }: { curve?: Curve; ids?: readonly string[] } = {},
): RunMeasures {
  return { variant, seed, peers: ids.map((id) => ({ id, values, curve })), values: {} };
}

/** A validation every hundred steps, one a second. */
export function smallCurve(...losses: readonly number[]): Curve {
  return losses.map((validationLoss, i) => ({
    step: 100 * (i + 1),
    seconds: i + 1,
    validationLoss,
    validationAccuracy: 1 - validationLoss / 10,
  }));
}

/** Four pairs of runs: test accuracies 0.80, 0.82, 0.81, 0.83 alone, and 2, 1, 3, 2 points more when taught. */
export const ACCURACIES = {
  alone: [0.8, 0.82, 0.81, 0.83],
  taught: [0.82, 0.83, 0.84, 0.85],
} as const;

export function smallRuns(): readonly RunMeasures[] {
  return (['alone', 'taught'] as const).flatMap((variant) =>
    ACCURACIES[variant].map((testAccuracy, i) =>
      smallRun(
        variant,
        i + 1,
        { testAccuracy, testLoss: 1 - testAccuracy, bytesSent: variant === 'alone' ? 0 : 2_500_000 },
        { curve: smallCurve(1 - testAccuracy / 2, 1 - testAccuracy) },
      ),
    ),
  );
}

/** The whole report of {@link smallRuns}. */
export function smallReport(
  study: Study = smallStudy(),
  runs: readonly RunMeasures[] = smallRuns(),
  retrainings: readonly Retrainings[] = [],
): Report {
  const samples = new Samples(study, runs, retrainings);
  const { name, about, seeds, seedsPerData, target } = study;
  return {
    study: { name, about, seeds, seedsPerData, target: target ?? null },
    facts: {
      command: 'codistill compare small.yaml',
      parallel: 1,
      commits: ['abc'],
      machines: ['2 cores of a CPU'],
      versions: ['codistill 0.1.0'],
      from: '2026-11-22T08:00:00.000Z',
      to: '2026-11-22T09:00:00.000Z',
    },
    comparison: compare(study, samples, runs, []),
    curves: meanCurves(study, samples),
  };
}
