import Table from 'cli-table3';
import { type ChaosOutcome, type Check, checksOf, type KindRow, kindRows } from './verdict.js';

/** A chaos run as JSON. */
export interface ChaosReport {
  readonly command: string;
  readonly seed: number;
  readonly events: number;
  readonly skippedKinds: readonly string[];
  readonly wallSeconds: number;
  readonly passed: boolean;
  readonly checks: readonly Check[];
  readonly kinds: readonly KindRow[];
  readonly peers: ChaosOutcome['peers'];
  readonly accuracy: number;
  readonly undisturbed: readonly number[];
  readonly incidents: ChaosOutcome['incidents'];
}

export function reportOf(
  outcome: ChaosOutcome,
  facts: Pick<ChaosReport, 'command' | 'seed' | 'skippedKinds' | 'wallSeconds'>,
): ChaosReport {
  const checks = checksOf(outcome);
  const { accuracy, undisturbed, peers, incidents } = outcome;
  return {
    ...facts,
    events: incidents.length,
    passed: checks.every(({ passed }) => passed),
    checks,
    kinds: kindRows(outcome),
    peers,
    accuracy,
    undisturbed,
    incidents,
  };
}

/** The tables of a report. */
export function reportText({ kinds, checks }: ChaosReport): string {
  const times = new Table({
    head: ['event', 'n', "survivors' gap", 'taught again', 'whole again'],
    colAligns: ['left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  for (const { kind, count, gapMs, taughtMs, wholeMs } of kinds) {
    times.push([kind, String(count), ...[gapMs, taughtMs, wholeMs].map(spreadText)]);
  }
  const verdicts = new Table({
    head: ['check', '', 'found'],
    style: { head: [], border: [], compact: true },
  });
  for (const { name, passed, found } of checks) verdicts.push([name, passed ? 'passed' : 'FAILED', found]);
  return `${times.toString()}\nseconds, p50 (max)\n\n${verdicts.toString()}`;
}

function spreadText(spread: KindRow['gapMs']): string {
  if (spread === null) return '–';
  return `${(spread.p50 / 1000).toFixed(1)} (${(spread.max / 1000).toFixed(1)})`;
}
