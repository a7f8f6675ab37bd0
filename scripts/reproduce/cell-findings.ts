import type { GateResult } from '../compare/hypotheses.js';
import { type Estimate, estimate, type MeanTest, testMean } from '../compare/inference.js';
import { type MetricKey, type MetricName, metricKey, readMetricKey } from '../compare/metrics.js';
import { paired, type Samples } from '../compare/samples.js';
import type { Study } from '../compare/study.js';
import { pairsToDecide } from './power.js';
import type { Cell, CellRow, Table } from './table-file.js';
import { intervalOf, type Verdict, verdictOf } from './verdict.js';

/** The finding on one published number; `null` where there is none. */
export interface CellFinding {
  readonly cell: string;
  readonly row: CellRow;
  /** Over the pairs: at the last step of the baseline, and of what is taught. */
  readonly alone: Estimate | null;
  readonly together: Estimate | null;
  /** Differences of pairs; of logarithms with `scale: log`. */
  readonly difference: MeanTest | null;
  /** The same at the best validation; `null` where it is not measured there, or nothing was held out. */
  readonly best: MeanTest | null;
  readonly verdict: Verdict;
  /** Of an open verdict: the seeds that would decide in four of five tries; `null` where that cannot be told. */
  readonly seedsNeeded: number | null;
  /** Why the verdict is open, or empty. */
  readonly reason: string;
}

/** Metrics that are measured at the best validation, too. */
const AT_BEST: Partial<Readonly<Record<MetricName, MetricName>>> = {
  testAccuracy: 'bestTestAccuracy',
  testLoss: 'bestTestLoss',
};

/** Judges every cell of a table by what its runs have measured. Pure. */
export function findCells(
  table: Table,
  samples: Samples,
  gates: readonly GateResult[],
): readonly CellFinding[] {
  return table.cells.flatMap((cell) =>
    cell.rows.map((row) => findRow(cell, row, table.study, samples, gates)),
  );
}

function findRow(
  { name }: Cell,
  row: CellRow,
  { seedsPerData }: Study,
  samples: Samples,
  gates: readonly GateResult[],
): CellFinding {
  const key = metricKey(row.metric);
  const pairs = pairsOf(row, key, samples);
  const difference = differenceOf(row, pairs);
  const bestName = AT_BEST[key.metric.name];
  const best = bestName === undefined ? null : differenceOf(row, pairsOf(row, keyAt(bestName, key), samples));
  const found = {
    ...{ cell: name, row, difference, best },
    alone: pairs.length === 0 ? null : estimate(pairs.map(([, , other]) => other)),
    together: pairs.length === 0 ? null : estimate(pairs.map(([, value]) => value)),
  };
  const closed = gates.find(({ passed, variant }) => !passed && [row.variant, row.against].includes(variant));
  if (closed !== undefined) {
    const reason = `${closed.gate.metric} of ${closed.variant} is outside its gate`;
    return { ...found, verdict: 'not yet decidable', seedsNeeded: null, reason };
  }
  const seedsPerPair = key.metric.over === 'retraining' ? seedsPerData : 1;
  const verdict = difference === null ? 'not yet decidable' : verdictOf(intervalOf(difference), row.band);
  return {
    ...found,
    verdict,
    ...(verdict === 'not yet decidable' ? openness(difference, row, seedsPerPair) : DECIDED),
  };
}

const DECIDED = { seedsNeeded: null, reason: '' };

function openness(
  difference: MeanTest | null,
  { band }: CellRow,
  seedsPerPair: number,
): Pick<CellFinding, 'seedsNeeded' | 'reason'> {
  if (difference === null) return { seedsNeeded: null, reason: 'not run yet' };
  const { n, mean, sd } = difference;
  if (sd === null) return { seedsNeeded: null, reason: 'one seed has no spread' };
  const pairs = sd === 0 ? null : pairsToDecide({ mean, sd }, band);
  if (pairs === null)
    return { seedsNeeded: null, reason: 'the difference lies too near to an end of the band' };
  return { seedsNeeded: seedsPerPair * Math.max(pairs, n + 1), reason: '' };
}

type Pairs = ReturnType<typeof paired>;

function pairsOf({ variant, against }: CellRow, key: MetricKey, samples: Samples): Pairs {
  return paired(samples.of(variant, key), samples.of(against, key));
}

function differenceOf({ scale }: CellRow, pairs: Pairs): MeanTest | null {
  if (pairs.length === 0) return null;
  return testMean(
    pairs.map(([, value, other]) => (scale === 'log' ? Math.log(value / other) : value - other)),
  );
}

function keyAt(name: MetricName, { peer }: MetricKey): MetricKey {
  return readMetricKey(peer === undefined ? name : `${name}@${peer}`)!;
}
