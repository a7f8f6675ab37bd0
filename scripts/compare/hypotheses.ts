import { assertNever } from '../../proto/errors.js';
import {
  estimate,
  holm,
  type MeanTest,
  type TrendTest,
  testEquivalence,
  testMean,
  testSignedRanks,
  testTrend,
} from './inference.js';
import { metricKey } from './metrics.js';
import { paired, type Samples } from './samples.js';
import type { Gate, Hypothesis, Study } from './study.js';

/** A gate, and what was found. */
export interface GateResult {
  readonly gate: Gate;
  readonly variant: string;
  /** Mean over seeds; `null` when nothing was measured, which passes no gate. */
  readonly value: number | null;
  readonly passed: boolean;
}

/** The finding on one metric of a hypothesis. */
export interface Finding {
  readonly metric: string;
  /** Pairs; differences in the metric's unit, of logarithms with `scale: log`. */
  readonly effect: MeanTest;
  /** Of the test that the hypothesis asks for; `null` where it cannot be done. */
  readonly p: number | null;
  /** Wilcoxon's signed-rank test of the same pairs, for comparison; not of trends. */
  readonly signedRanksP: number | null;
  readonly trend: TrendTest | null;
}

export type Verdict = 'shown' | 'opposite' | 'not shown' | 'not tested' | 'void';

export interface HypothesisResult {
  readonly hypothesis: Hypothesis;
  readonly findings: readonly Finding[];
  /** The largest of the findings': all of them must show it. */
  readonly p: number | null;
  /** Adjusted for all hypotheses of the study (Holm 1979). */
  readonly holmP: number | null;
  readonly verdict: Verdict;
  readonly reason: string;
}

/** Chance of calling something shown that is not, over the whole study. */
const SIGNIFICANCE = 0.05;

export function openGates({ gates }: Study, samples: Samples): readonly GateResult[] {
  return gates.flatMap((gate) =>
    gate.variants.map((variant): GateResult => {
      const values = [...samples.of(variant, metricKey(gate.metric)).values()];
      const value = values.length === 0 ? null : estimate(values).mean;
      const passed =
        value !== null &&
        value >= (gate.min ?? Number.NEGATIVE_INFINITY) &&
        value <= (gate.max ?? Number.POSITIVE_INFINITY);
      return { gate, variant, value, passed };
    }),
  );
}

/** Tests every hypothesis of a study. Pure. */
export function judge(
  study: Study,
  samples: Samples,
  gates: readonly GateResult[],
): readonly HypothesisResult[] {
  const tested = study.hypotheses.map((hypothesis) => {
    const findings = findingsOf(hypothesis, study, samples);
    const values = findings.map(({ p }) => p);
    const p = findings.length === 0 || values.includes(null) ? null : Math.max(...(values as number[]));
    return { hypothesis, findings, p };
  });
  const adjusted = holm(tested.map(({ p }) => p));
  return tested.map((one, i) => {
    const holmP = adjusted[i]!;
    const closed = gates.find(
      ({ passed, variant }) => !passed && involved(one.hypothesis, study).includes(variant),
    );
    if (closed !== undefined) {
      const { gate, variant } = closed;
      return { ...one, holmP, verdict: 'void', reason: `${gate.metric} of ${variant} is outside its gate` };
    }
    return { ...one, holmP, ...verdictOf(one.hypothesis, one.findings, holmP) };
  });
}

function involved(hypothesis: Hypothesis, study: Study): readonly string[] {
  if (hypothesis.test === 'trend') return hypothesis.variants;
  return [hypothesis.variant, againstOf(hypothesis, study)];
}

function againstOf({ variant, against }: Exclude<Hypothesis, { test: 'trend' }>, study: Study): string {
  return against ?? study.variants.find(({ name }) => name === variant)!.against;
}

/** None where no seed has all that is compared. */
function findingsOf(hypothesis: Hypothesis, study: Study, samples: Samples): readonly Finding[] {
  if (hypothesis.test === 'trend') return trendOf(hypothesis, samples);
  const metrics = [hypothesis.metric].flat();
  const found = metrics.map((name): Finding | undefined => {
    const key = metricKey(name);
    const pairs = paired(samples.of(hypothesis.variant, key), samples.of(againstOf(hypothesis, study), key));
    if (pairs.length === 0) return undefined;
    const differences = pairs.map(([, value, other]) =>
      hypothesis.scale === 'log' ? Math.log(value / other) : value - other,
    );
    const effect = testMean(differences);
    const p = hypothesis.test === 'equivalence' ? testEquivalence(differences, hypothesis.margin) : effect.p;
    return { metric: name, effect, p, signedRanksP: testSignedRanks(differences), trend: null };
  });
  return found.includes(undefined) ? [] : (found as Finding[]);
}

function trendOf(hypothesis: Extract<Hypothesis, { test: 'trend' }>, samples: Samples): readonly Finding[] {
  const { metric, variants } = hypothesis;
  const columns = variants.map((variant) => samples.of(variant, metricKey(metric)));
  const seeds = [...columns[0]!.keys()].filter((seed) => columns.every((column) => column.has(seed)));
  if (seeds.length === 0) return [];
  const rows = seeds.map((seed) => columns.map((column) => column.get(seed)!));
  const trend = testTrend(rows, hypothesis.positions ?? variants.map((_, i) => i + 1));
  const p = trend.slope.p === null ? null : Math.max(trend.pageP, trend.slope.p);
  return [{ metric, effect: trend.slope, p, signedRanksP: null, trend }];
}

function verdictOf(
  hypothesis: Hypothesis,
  findings: readonly Finding[],
  holmP: number | null,
): { readonly verdict: Verdict; readonly reason: string } {
  if (findings.length === 0) return { verdict: 'not tested', reason: 'no seed has all that is compared' };
  if (holmP === null) return { verdict: 'not tested', reason: 'too few seeds, or values without any spread' };
  if (holmP >= SIGNIFICANCE)
    return { verdict: 'not shown', reason: `adjusted p is not below ${SIGNIFICANCE}` };
  const signs = findings.map(({ effect }) => Math.sign(effect.mean));
  switch (hypothesis.test) {
    case 'equivalence':
      return { verdict: 'shown', reason: `the difference lies within ± ${hypothesis.margin}` };
    case 'trend':
      if (signs[0]! < 0) return { verdict: 'opposite', reason: 'it falls' };
      return { verdict: 'shown', reason: 'it rises' };
    case 'difference': {
      const { direction } = hypothesis;
      const expected = direction === undefined ? signs[0]! : direction === 'higher' ? 1 : -1;
      if (signs.every((sign) => sign === expected)) {
        return { verdict: 'shown', reason: expected > 0 ? 'it is higher' : 'it is lower' };
      }
      return { verdict: 'opposite', reason: expected > 0 ? 'it is lower' : 'it is higher' };
    }
    default:
      return assertNever(hypothesis);
  }
}
