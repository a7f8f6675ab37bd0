import Table from 'cli-table3';
import {
  COLUMN_METRICS,
  METRICS,
  SUMMARY_METRICS,
  type SummaryMetric,
  type SummaryNumbers,
} from '../../peer/core/metrics.js';
import type { RunEvaluation, TestScores } from '../../peer/evaluation/evaluate-run.js';
import type { Flatness } from '../../peer/evaluation/flatness.js';
import type { PeerResult as WrittenResult } from '../../peer/io/peer-result.js';
import { sideBySide } from '../side-by-side.js';
import { shortened } from '../terminal-rows.js';
import { type Bottleneck, findBottleneck } from './bottleneck.js';
import { type SummaryEdge, summaryEdges } from './summary-edges.js';
import { numberText, percent } from './view-text.js';
import { waitsTable } from './waits-table.js';

/** Less of a peer's time than this is not worth a line. */
const DATA_WAIT_SHOWN = 0.01;

/** The outcome of a run: the content of `RUN_DIR/summary.json`. `null` where a value does not exist. */
export interface RunSummary {
  readonly runId: string;
  /** `steps`, `target`, `patience`, `diverged`, `interrupted` or `failed`. */
  readonly stoppedBy: string;
  readonly wallSeconds: number;
  readonly peers: readonly PeerSummary[];
  readonly ensemble: SummaryScores;
  /** Mean over pairs of peers of the share of test samples given the same class. */
  readonly agreement: number | null;
  /** Who waited for whom, and what came from whom. */
  readonly edges: readonly SummaryEdge[];
  /** Who held the others up and what helps; `null`: nobody. */
  readonly bottleneck: Bottleneck | null;
  /** A line each about how training went, for a person to know; each begins with a peer's id. */
  readonly warnings: readonly string[];
}

/** See `TestScores`. */
export type SummaryScores = { readonly [K in keyof TestScores]: number | null };

export interface PeerSummary extends SummaryScores, SummaryNumbers {
  readonly id: string;
  readonly network: string;
  readonly steps: number | null;
  /** Share of test samples to which the ensemble gives the same class. */
  readonly ensembleAgreement: number | null;
  /** Of the checkpoint with the best validation loss, and the step it was made at. */
  readonly best: SummaryScores & { readonly step: number | null };
  /** On the samples and labels it learned from; where that was asked for. */
  readonly trainAccuracy: number | null;
  /** Of those samples, under noise on the weights; where that was asked for. */
  readonly flatness: Flatness | null;
  readonly restarts: number;
  readonly device: string | null;
  /** TensorFlow, threads, instructions and oneDNN, on which the last bits of its sums depend. */
  readonly numerics: string | null;
}

/** The part of a peer's `result.json` that the summary takes. */
export type PeerResult = Pick<
  WrittenResult,
  'steps' | 'device' | 'numerics' | 'warnings' | 'edges' | SummaryMetric
>;

/** Scores on the test split, as `codistill evaluate --json` prints them. */
export type RunScores = RunEvaluation & { readonly best?: RunEvaluation };

export interface SummaryParts {
  readonly runId: string;
  readonly stoppedBy: string;
  readonly wallSeconds: number;
  /** Whether the run is to be repeatable, which leaves fewer ways to help whoever holds the others up. @default false */
  readonly strict?: boolean;
  readonly peers: readonly {
    readonly id: string;
    readonly network: string;
    readonly restarts: number;
    readonly result: PeerResult | undefined;
  }[];
  readonly scores: RunScores | undefined;
}

/** Puts a run's summary together. Pure. */
export function summarizeRun(parts: SummaryParts): RunSummary {
  const { runId, stoppedBy, wallSeconds, scores } = parts;
  const peers = parts.peers.map(({ id, network, restarts, result }): PeerSummary => {
    const score = scores?.peers.find((peer) => peer.id === id);
    const best = scores?.best?.peers.find((peer) => peer.id === id);
    return {
      id,
      network,
      steps: finite(result?.steps),
      ...summaryScores(score),
      ensembleAgreement: finite(score?.ensembleAgreement),
      best: { step: finite(best?.step), ...summaryScores(best) },
      trainAccuracy: finite(score?.trainAccuracy),
      flatness: score?.flatness ?? null,
      ...summaryNumbers(result),
      restarts,
      device: result?.device ?? null,
      numerics: result?.numerics ?? null,
    };
  });
  const ensemble = summaryScores(scores?.ensemble);
  const isOwn = ({ id }: { readonly id: string }): boolean => peers.some((peer) => peer.id === id);
  const warnings = [
    ...parts.peers.flatMap(({ id, result }) => (result?.warnings ?? []).map((warning) => `${id} ${warning}`)),
    ...(scores?.unscored ?? []).filter(isOwn).map(({ id, why }) => `${id} is not scored: ${why}`),
  ];
  const told = { runId, stoppedBy, wallSeconds, peers, ensemble, agreement: finite(scores?.agreement) };
  const edges = summaryEdges(parts.peers);
  return { ...told, edges, bottleneck: findBottleneck(peers, edges, parts.strict ?? false), warnings };
}

function summaryNumbers(result: PeerResult | undefined): SummaryNumbers {
  const entries = SUMMARY_METRICS.map((name) => [METRICS[name].summary, finite(result?.[name])]);
  return Object.fromEntries(entries) as SummaryNumbers;
}

function summaryScores(scores: TestScores | null | undefined): SummaryScores {
  return {
    testAccuracy: finite(scores?.testAccuracy),
    testLoss: finite(scores?.testLoss),
    testEce: finite(scores?.testEce),
    testEntropy: finite(scores?.testEntropy),
    bitsPerCharacter: finite(scores?.bitsPerCharacter),
    perplexity: finite(scores?.perplexity),
  };
}

function finite(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Number.isFinite(value) ? value : null;
}

/** A column of the table that ends a run. */
interface TableColumn {
  readonly head: string;
  readonly align: 'left' | 'right';
  readonly cell: (peer: PeerSummary) => string;
  /** Of the ensemble. @default empty */
  readonly ensemble?: (scores: SummaryScores) => string;
}

const left = (head: string, cell: TableColumn['cell']): TableColumn => ({ head, align: 'left', cell });
const right = (head: string, cell: TableColumn['cell'], ensemble?: TableColumn['ensemble']): TableColumn => ({
  head,
  align: 'right',
  cell,
  ...(ensemble === undefined ? {} : { ensemble }),
});
const accuracyOf = ({ testAccuracy }: SummaryScores): string => show(testAccuracy, percent);
const lossOf = ({ testLoss }: SummaryScores): string => show(testLoss, (loss) => loss.toFixed(4));

const TABLE_COLUMNS: readonly TableColumn[] = [
  left('network', ({ network }) => network),
  left('device', ({ device }) => show(device, String)),
  right('steps', ({ steps }) => show(steps, String)),
  right('trained', ({ trainedSteps }) => show(trainedSteps, String)),
  right('test acc', accuracyOf, accuracyOf),
  right('test loss', lossOf, lossOf),
  ...COLUMN_METRICS.map((name) => {
    const { column, summary, unit } = METRICS[name];
    return right(column, (peer) => show(peer[summary], numberText(unit)));
  }),
  right('restarts', ({ restarts }) => String(restarts)),
];

/** Longer names, of modules by their paths, are shortened on a terminal; `summary.json` has them whole. */
const NETWORK_WIDTH = 20;

function drawnTable({ peers, ensemble }: RunSummary, columns: readonly TableColumn[]): string {
  const table = new Table({
    head: ['', ...columns.map(({ head }) => head)],
    colAligns: ['left', ...columns.map(({ align }) => align)],
    style: { head: [], border: [], compact: true },
  });
  for (const peer of peers) table.push([peer.id, ...columns.map(({ cell }) => cell(peer))]);
  if (columns.some((column) => column.ensemble !== undefined)) {
    table.push(['ensemble', ...columns.map((column) => column.ensemble?.(ensemble) ?? '')]);
  }
  return table.toString();
}

/**
 * The tables that end a run, one if it is not too wide.
 *
 * @param width - Columns of the terminal.
 */
export function summaryTable(summary: RunSummary, width = Number.POSITIVE_INFINITY): string {
  const peers = summary.peers.map((peer) => ({ ...peer, network: shortened(peer.network, NETWORK_WIDTH) }));
  const shown = Number.isFinite(width) ? { ...summary, peers } : summary;
  const agreement =
    summary.agreement === null
      ? []
      : [`agreement: the peers give ${percent(summary.agreement)} of the test samples the same class`];
  return [
    ...sideBySide(TABLE_COLUMNS, (columns) => drawnTable(shown, columns), width),
    ...agreement,
    ...bitsText(summary),
    ...hungryPeers(summary),
    ...waitsTable(summary.edges, width),
    ...(summary.bottleneck === null ? [] : [`bottleneck: ${summary.bottleneck.text}`]),
    ...warningsText(summary),
  ].join('\n');
}

/** Of a text: what each peer and the ensemble need to say the next character. */
function bitsText({ peers, ensemble }: RunSummary): string[] {
  const known = [...peers, { ...ensemble, id: 'ensemble' }].filter((one) => one.bitsPerCharacter !== null);
  const each = known.map(({ id, bitsPerCharacter }) => `${id} ${bitsPerCharacter!.toFixed(3)}`);
  return each.length === 0 ? [] : [`bits per character: ${each.join(', ')}`];
}

/** A line when the preparation of batches held a peer up; it runs ahead on a thread of its own and should not. */
function hungryPeers({ peers }: RunSummary): string[] {
  const shares = peers.flatMap(({ id, dataWaitFraction }) =>
    dataWaitFraction !== null && dataWaitFraction >= DATA_WAIT_SHOWN
      ? [`${id} ${percent(dataWaitFraction, 1)}`]
      : [],
  );
  return shares.length === 0 ? [] : [`time spent waiting for data: ${shares.join(', ')}`];
}

/** Peers of which the same is told share a line. */
function warningsText({ peers, warnings }: RunSummary): string[] {
  const told = new Map<string, string[]>();
  for (const warning of warnings) {
    const id = peers.find((peer) => warning.startsWith(`${peer.id} `))?.id ?? '';
    const text = warning.slice(id.length).trim();
    told.set(text, [...(told.get(text) ?? []), id]);
  }
  return [...told].map(([text, ids]) => `warning: ${ids.join(', ')} ${text}`);
}

function show<T>(value: T | null, text: (value: T) => string): string {
  return value === null ? '–' : text(value);
}
