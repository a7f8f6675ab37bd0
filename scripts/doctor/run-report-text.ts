import Table from 'cli-table3';
import { LIMITS } from '../../proto/limits.js';
import type { Colors } from '../colors.js';
import { sideBySide } from '../side-by-side.js';
import type { PeerReport, RunReport, WayReport } from './run-report.js';

type Column = readonly [head: string, cell: (id: string) => string];

/**
 * A run's ways as tables, and what is wrong with them.
 *
 * @param width - Columns of the terminal.
 */
export function runReportText(report: RunReport, colors: Colors, width = Number.POSITIVE_INFINITY): string {
  const { runId, peers, ways, findings } = report;
  const ids = peers.map(({ id }) => id);
  const of = new Map(peers.map((peer) => [peer.id, peer]));
  const matrix = (head: string, cell: (way: WayReport) => string): readonly Column[] =>
    ids.map((to) => [
      `${head} ${to}`,
      (from) => {
        const way = ways.find((one) => one.from === from && one.to === to);
        return way === undefined ? '' : cell(way);
      },
    ]);
  const draw = (title: string, columns: readonly Column[]): string[] =>
    sideBySide(columns, (shown) => tableOf(title, ids, shown), width);
  const lines = findings.map(({ kind, text, fix }) => {
    const mark = kind === 'broken' ? colors.red('BROKEN') : colors.yellow('NOTE  ');
    return `${mark}  ${text}\n        → ${kind === 'broken' ? colors.bold(fix) : colors.dim(fix)}`;
  });
  const broken = findings.filter(({ kind }) => kind === 'broken').length;
  return `${[
    ...draw(`run ${runId}`, peerColumns(of)),
    ...draw('round trip p50 / p99, ms', matrix('to', roundTripText)),
    `Of ${LIMITS.probeConnects} TCP connections, one after the other; delays of a busy machine are in them.`,
    ...draw('heard, KB/s (KB each)', matrix('from', trafficText)),
    'Predictions that came, over the time in which they came: a way can carry more.',
    '',
    ...lines,
    broken === 0
      ? colors.green('every peer reaches every other one')
      : colors.red(`${broken} to mend: the lines marked BROKEN say how`),
  ].join('\n')}\n`;
}

function tableOf(title: string, ids: readonly string[], columns: readonly Column[]): string {
  const table = new Table({
    head: [title, ...columns.map(([head]) => head)],
    style: { head: [], border: [], compact: true },
  });
  for (const id of ids) table.push([id, ...columns.map(([, cell]) => cell(id))]);
  return table.toString();
}

function peerColumns(of: ReadonlyMap<string, PeerReport>): readonly Column[] {
  const column = (head: string, text: (peer: PeerReport) => string): Column => [
    head,
    (id) => text(of.get(id)!),
  ];
  return [
    column('advertised', ({ advertised }) => advertised),
    column('bound', ({ bound }) => bound),
    column('its machine', ({ addresses }) => addresses.join(' ')),
    column('clock', clockText),
    column('codistill', ({ version, protocolVersion }) =>
      version === '' ? '' : `${version} (${protocolVersion})`,
    ),
    column('data', ({ dataDigest }) => dataDigest.slice(0, 12)),
  ];
}

function clockText({ clockOffsetMs, clockUncertaintyMs }: PeerReport): string {
  if (clockOffsetMs === null) return 'no answer';
  const sign = clockOffsetMs < 0 ? '−' : '+';
  return `${sign}${Math.abs(clockOffsetMs).toFixed(0)} ± ${clockUncertaintyMs!.toFixed(0)} ms`;
}

function roundTripText({ state, p50Ms, p99Ms }: WayReport): string {
  if (state === 'broken') return 'BROKEN';
  return p50Ms === null ? '?' : `${p50Ms.toFixed(1)} / ${p99Ms!.toFixed(1)}`;
}

function trafficText({ state, heard }: WayReport): string {
  if (heard === null) return state === 'unknown' ? '?' : 'nothing yet';
  const { bytesPerSecond, bytesEach } = heard;
  return `${(bytesPerSecond / 1_024).toFixed(1)} (${(bytesEach / 1_024).toFixed(1)})`;
}
