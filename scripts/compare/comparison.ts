import { type GateResult, type HypothesisResult, judge, openGates } from './hypotheses.js';
import { type Estimate, estimate, type MeanTest, testMean } from './inference.js';
import { METRICS, type Metric, type MetricKey } from './metrics.js';
import { paired, type RunMeasures, type Samples } from './samples.js';
import type { Study, Variant } from './study.js';
import type { RunFailure } from './study-directory.js';

/** A run that did not end as it should. */
export interface FailedRun extends RunFailure {
  readonly variant: string;
  readonly seed: number;
}

/** One metric of one variant. */
export interface Cell {
  readonly values: Readonly<Record<string, number>>;
  readonly estimate: Estimate;
  /** This variant minus its baseline, seed by seed; `null` for the baseline itself, and without a common seed. */
  readonly difference: MeanTest | null;
}

export interface Row {
  /** As in a study file: `testAccuracy`, or `testAccuracy@big` of one peer. */
  readonly key: string;
  readonly title: string;
  readonly metric: Metric;
  /** By variant; missing where nothing was measured. */
  readonly cells: Readonly<Record<string, Cell>>;
}

export interface Column {
  readonly variant: string;
  readonly about: string;
  readonly against: string;
  readonly runsPlanned: number;
  readonly runsDone: number;
  readonly failures: readonly FailedRun[];
}

/** A study's table and its verdicts. */
export interface Comparison {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly gates: readonly GateResult[];
  readonly hypotheses: readonly HypothesisResult[];
}

/** Computes everything that is said of a study. Pure. */
export function compare(
  study: Study,
  samples: Samples,
  runs: readonly RunMeasures[],
  failures: readonly FailedRun[],
): Comparison {
  const gates = openGates(study, samples);
  return {
    columns: study.variants.map(({ name, about, against }) => ({
      variant: name,
      about,
      against,
      runsPlanned: study.seeds.length,
      runsDone: runs.filter(({ variant }) => variant === name).length,
      failures: failures.filter(({ variant }) => variant === name),
    })),
    rows: rowsOf(study, samples),
    gates,
    hypotheses: judge(study, samples, gates),
  };
}

/** The metrics that are shown for each peer where the cohort's networks differ. */
const BY_PEER: readonly Metric['name'][] = [
  'testAccuracy',
  'bestTestAccuracy',
  'testLoss',
  'samplesPerSecond',
];

function rowsOf(study: Study, samples: Samples): readonly Row[] {
  const ids = mixedPeers(study.variants);
  const keys = METRICS.flatMap((metric): MetricKey[] => [
    { metric, peer: undefined },
    ...(BY_PEER.includes(metric.name) ? ids.map((peer) => ({ metric, peer })) : []),
  ]);
  return keys.flatMap((key) => {
    const cells = study.variants.flatMap((variant): (readonly [string, Cell])[] => {
      const cell = cellOf(variant, key, samples);
      return cell === undefined ? [] : [[variant.name, cell]];
    });
    if (cells.length === 0) return [];
    const { metric, peer } = key;
    const suffix = peer === undefined ? '' : ` of ${peer}`;
    return [
      {
        key: peer === undefined ? metric.name : `${metric.name}@${peer}`,
        title: `${metric.title}${suffix}`,
        metric,
        cells: Object.fromEntries(cells),
      },
    ];
  });
}

/** Ids of the learners of cohorts in which not all have the same network. */
function mixedPeers(variants: readonly Variant[]): readonly string[] {
  const ids = variants.flatMap(({ spec }) => {
    const learners = spec.peers.filter(({ role }) => role === 'learner');
    return new Set(learners.map(({ network }) => network)).size > 1 ? learners.map(({ id }) => id) : [];
  });
  return [...new Set(ids)].sort();
}

function cellOf({ name, against }: Variant, key: MetricKey, samples: Samples): Cell | undefined {
  const sample = samples.of(name, key);
  if (sample.size === 0) return undefined;
  const pairs = against === name ? [] : paired(sample, samples.of(against, key));
  return {
    values: Object.fromEntries(sample),
    estimate: estimate([...sample.values()]),
    difference: pairs.length === 0 ? null : testMean(pairs.map(([, value, other]) => value - other)),
  };
}
