import { assertNever } from '../../proto/errors.js';
import type { Column, Comparison, Row } from './comparison.js';
import type { Finding, GateResult, HypothesisResult } from './hypotheses.js';
import { EXACT_RANKS_MAX } from './inference.js';
import { metricKey } from './metrics.js';
import { cellLines, effectText, pText, ratioText, tText, valueText } from './number-text.js';
import type { Report } from './report.js';

/** A table of texts, whatever it is drawn with; a cell is a list of lines. */
export interface TextTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (readonly string[])[])[];
}

/** The table: a row for each metric, a column for each variant. */
export function metricTable({ columns, rows }: Comparison, chosen: readonly Column[] = columns): TextTable {
  const cell = (row: Row, { variant, runsDone }: Column): readonly string[] => {
    const found = row.cells[variant];
    if (found === undefined) return ['–'];
    const { n } = found.estimate;
    const lines = cellLines(found, row.metric);
    return n === runsDone || row.metric.over === 'retraining'
      ? lines
      : [...lines, `in ${n} of ${runsDone} runs`];
  };
  return {
    head: ['', ...chosen.map(({ variant }) => variant)],
    rows: [
      [['runs'], ...chosen.map(runsText)],
      ...rows.map((row) => [[row.title], ...chosen.map((column) => cell(row, column))]),
    ],
  };
}

function runsText({ runsDone, runsPlanned, failures, variant, against }: Column): readonly string[] {
  return [
    `${runsDone} of ${runsPlanned}`,
    ...(failures.length === 0 ? [] : [`${failures.length} failed`]),
    ...(against === variant ? [] : [`Δ to ${against}`]),
  ];
}

/** Said before all else: each claim with its verdict; without claims, how each variant differs in what stands first. */
export function findingLines({ columns, rows, hypotheses }: Comparison): readonly string[] {
  if (hypotheses.length > 0) {
    return hypotheses.map((result) => {
      const found = result.findings.map((finding) => effectLine(result, finding));
      const tested = result.holmP === null ? [] : [`${pText(result.holmP)} (Holm)`];
      return [`${result.verdict}: ${result.hypothesis.name}`, ...found, ...tested].join('; ');
    });
  }
  return columns.flatMap(({ variant, against }) => {
    const row = rows.find(({ cells }) => (cells[variant]?.difference ?? null) !== null);
    const difference = row?.cells[variant]?.difference ?? null;
    if (row === undefined || difference === null) return [];
    const tested = difference.p === null ? '' : `, ${pText(difference.p)}`;
    return [
      `${variant}: ${row.title} ${effectText(difference, row.metric.unit)} against ${against}${tested}`,
    ];
  });
}

/** A table of each claim with its finding. */
export function hypothesisTable({ hypotheses }: Comparison): TextTable {
  return {
    head: ['hypothesis', 'expected', 'found', 'p', 'p (Holm)', 'verdict'],
    rows: hypotheses.map((result) => [
      [result.hypothesis.name],
      [result.hypothesis.expect],
      result.findings.flatMap((finding) => [effectLine(result, finding), testedText(result, finding)]),
      [result.p === null ? '–' : pText(result.p)],
      [result.holmP === null ? '–' : pText(result.holmP)],
      [result.verdict, result.reason],
    ]),
  };
}

function effectLine({ hypothesis }: HypothesisResult, { metric, effect }: Finding): string {
  const { unit } = metricKey(metric).metric;
  switch (hypothesis.test) {
    case 'trend':
      return `${metric}: slope ${effectText(effect, unit)}`;
    case 'difference':
    case 'equivalence':
      return `${metric}: ${hypothesis.scale === 'log' ? ratioText(effect) : effectText(effect, unit)}`;
    default:
      return assertNever(hypothesis);
  }
}

function testedText({ hypothesis }: HypothesisResult, { effect, trend, signedRanksP }: Finding): string {
  const { n, t } = effect;
  const page = trend === null ? '' : `, Page's L = ${trend.pageL}, ${pText(trend.pageP)}`;
  const ranks = signedRanksP === null ? '' : `, Wilcoxon ${pText(signedRanksP)}`;
  return `n = ${n}${t === null ? '' : `, ${tText(t)}`}${hypothesis.test === 'trend' ? page : ranks}`;
}

export function gateLine({ gate, variant, value, passed }: GateResult): string {
  const { unit } = metricKey(gate.metric).metric;
  const bounds = [
    ...(gate.min === undefined ? [] : [`at least ${valueText(gate.min, unit)}`]),
    ...(gate.max === undefined ? [] : [`at most ${valueText(gate.max, unit)}`]),
  ];
  const found = value === null ? 'not measured' : valueText(value, unit);
  const end = passed ? 'passed' : 'NOT passed: what involves it is void';
  return `${gate.metric} of ${variant}, ${bounds.join(' and ')}: ${found}, ${end}`;
}

export function failureLines({ columns }: Comparison): readonly string[] {
  return columns.flatMap(({ failures }) =>
    failures.map(
      ({ variant, seed, code, message }) => `${variant}, seed ${seed}: ${code}: ${message.split('\n')[0]}`,
    ),
  );
}

/** How to read the table, and where its numbers come from. */
export function noteLines({ study, facts, comparison }: Report): readonly string[] {
  const { seeds, seedsPerData, target } = study;
  const hasDifferences = comparison.columns.some(({ variant, against }) => variant !== against);
  const notes = [
    `Mean ± standard deviation over ${seeds.length} seeds (of each, the mean over the cohort's learners), 95 % interval by Student's t.`,
  ];
  if (hasDifferences) {
    notes.push(
      'Δ: difference to the baseline, paired by seed, with its 95 % interval and the p value of a two-sided paired t test.',
    );
  }
  if (target !== undefined && target !== null) {
    const value =
      target.value === 'baseline-final' ? "the same seed's baseline at its end" : String(target.value);
    const smoothing = target.smoothing === 1 ? '' : `, smoothed over ${target.smoothing} validations`;
    notes.push(`Target: ${target.metric} of ${value}${smoothing}.`);
  }
  if (seedsPerData > 1)
    notes.push(
      `Churn: between trainings on the same data with other seeds, ${seedsPerData} seeds a draw of the data.`,
    );
  if (
    comparison.hypotheses.some(({ findings }) => findings.some(({ signedRanksP }) => signedRanksP !== null))
  ) {
    notes.push(
      `Wilcoxon: signed ranks, two-sided; zeros are dropped, ties share the mean of their ranks, and p is exact for these ranks up to ${EXACT_RANKS_MAX} pairs, above by the normal approximation.`,
    );
  }
  if (facts.parallel > 1) notes.push(`${facts.parallel} runs at once: times are those of a shared machine.`);
  return notes;
}

/** Command, code and machine, as name and value. */
export function factLines({ facts }: Report): readonly (readonly [string, string])[] {
  const span = facts.from === null ? '–' : `${facts.from} to ${facts.to}`;
  return [
    ['command', facts.command],
    ['machine', facts.machines.join('; ')],
    ['versions', facts.versions.join('; ')],
    ['commit', facts.commits.join(', ') || '–'],
    ['runs', span],
  ];
}
