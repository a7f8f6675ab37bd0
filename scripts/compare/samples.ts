import { type Curve, finalValue, firstReach, meanCurve } from './curve.js';
import type { MetricKey, MetricName } from './metrics.js';
import { dataSeed, type Study, type Target } from './study.js';

/** The measures of one peer of a run; a metric that does not exist there is missing. */
export interface PeerMeasures {
  readonly id: string;
  readonly values: Partial<Readonly<Record<MetricName, number>>>;
  readonly curve: Curve;
}

/** The measures of one run that ended as it should. */
export interface RunMeasures {
  readonly variant: string;
  readonly seed: number;
  /** The learners: frozen teachers are not what a study compares. */
  readonly peers: readonly PeerMeasures[];
  /** The measures of the run as a whole. */
  readonly values: Partial<Readonly<Record<MetricName, number>>>;
}

/** Differences between trainings on the same data with other seeds, of one variant. */
export interface Retrainings {
  readonly variant: string;
  /** The data's seed. */
  readonly data: number;
  /** Mean over pairs of the share of test samples whose top class differs. */
  readonly churn: number;
  /** Mean over pairs and samples of half the absolute differences of the probabilities. */
  readonly variation: number;
}

/** A metric of one variant by seed; of retrainings by the seed of their data. */
export type Sample = ReadonlyMap<number, number>;

/** Everything that a study's runs have to say, as samples. */
export class Samples {
  readonly #study: Study;
  readonly #runs: readonly RunMeasures[];
  readonly #retrainings: readonly Retrainings[];

  constructor(study: Study, runs: readonly RunMeasures[], retrainings: readonly Retrainings[]) {
    this.#study = study;
    this.#runs = runs;
    this.#retrainings = retrainings;
  }

  /** One value a seed: the mean (or the sum) over the cohort's learners, or one peer's. */
  of(variant: string, { metric, peer }: MetricKey): Sample {
    switch (metric.name) {
      case 'churn':
      case 'variation':
        return this.#retrained(variant, metric.name);
      case 'stepsToTarget':
        return this.#reached(variant, peer, ({ steps }) => steps);
      case 'secondsToTarget':
        return this.#reached(variant, peer, ({ seconds }) => seconds);
      default:
        return this.#measured(variant, { metric, peer });
    }
  }

  /** The mean over seeds and learners of a variant's curve, seed by seed. */
  curvesOf(variant: string): readonly Curve[] {
    return this.#runsOf(variant).map(({ peers }) => meanCurve(peers.map(({ curve }) => curve)));
  }

  #runsOf(variant: string): readonly RunMeasures[] {
    return this.#runs.filter((run) => run.variant === variant);
  }

  /** A value of each of a variant's runs, where there is one. */
  #bySeed(variant: string, measure: (run: RunMeasures) => number | null | undefined): Sample {
    const entries = this.#runsOf(variant).map((run) => [run.seed, measure(run)] as const);
    return new Map(entries.filter((entry): entry is [number, number] => typeof entry[1] === 'number'));
  }

  #measured(variant: string, { metric, peer }: MetricKey): Sample {
    return this.#bySeed(variant, (run) => {
      if (metric.over === 'run') return peer === undefined ? run.values[metric.name] : undefined;
      const values = peersAsked(run, peer).map(({ values: measured }) => measured[metric.name]);
      // A cohort of which one peer has no value has none: the others' mean would be that of another cohort.
      if (values.length === 0 || values.includes(undefined)) return undefined;
      const sum = (values as number[]).reduce((total, value) => total + value, 0);
      return metric.over === 'mean' ? sum / values.length : sum;
    });
  }

  #retrained(variant: string, name: 'churn' | 'variation'): Sample {
    return new Map(
      this.#retrainings.filter((one) => one.variant === variant).map((one) => [one.data, one[name]]),
    );
  }

  #reached(
    variant: string,
    peer: string | undefined,
    read: (reach: { readonly steps: number; readonly seconds: number | null }) => number | null,
  ): Sample {
    const { target } = this.#study;
    if (target === undefined) return new Map();
    return this.#bySeed(variant, (run) => {
      const value = this.#targetOf(run, target);
      if (value === null) return null;
      const curve = meanCurve(peersAsked(run, peer).map((one) => one.curve));
      const reach = firstReach(curve, target, value);
      return reach === null ? null : read(reach);
    });
  }

  #targetOf(run: RunMeasures, target: Target): number | null {
    if (target.value !== 'baseline-final') return target.value;
    const against = this.#study.variants.find(({ name }) => name === run.variant)?.against;
    const baseline = this.#runs.find((one) => one.variant === against && one.seed === run.seed);
    if (baseline === undefined) return null;
    return finalValue(meanCurve(baseline.peers.map(({ curve }) => curve)), target);
  }
}

function peersAsked({ peers }: RunMeasures, peer: string | undefined): readonly PeerMeasures[] {
  return peers.filter(({ id }) => peer === undefined || id === peer);
}

/** The values of two samples where both have one, as pairs; by seed. */
export function paired(
  sample: Sample,
  other: Sample,
): readonly (readonly [seed: number, value: number, other: number])[] {
  return [...sample].flatMap(([seed, value]) => {
    const against = other.get(seed);
    return against === undefined ? [] : [[seed, value, against] as const];
  });
}

/** Seeds that share data, in groups of two and more. */
export function retrainingGroups(study: Study): ReadonlyMap<number, readonly number[]> {
  const groups = new Map<number, number[]>();
  for (const seed of study.seeds) {
    const data = dataSeed(study, seed);
    groups.set(data, [...(groups.get(data) ?? []), seed]);
  }
  return new Map([...groups].filter(([, seeds]) => seeds.length > 1));
}
