import { LIVE_METRICS, type LiveMetric } from '../../peer/core/metrics.js';
import type { Heartbeat } from '../../proto/codec.js';
import { shortened } from '../terminal-rows.js';
import type { PeerRow, ViewState } from './view-state.js';
import { headingOf, liveColumn, liveText, lossText, peerName } from './view-text.js';

type ColumnName = 'epoch' | 'step' | 'loss' | 'lossParts' | LiveMetric;

interface Column {
  readonly name: ColumnName;
  readonly heading: string;
  /** The least, so that rows do not jump as numbers grow. */
  readonly width: number;
  readonly text: (beat: Heartbeat) => string;
  /** @default always */
  readonly isShown?: (beats: readonly Heartbeat[]) => boolean;
}

/** Which columns get room first. The parts of the loss stand in the place of the loss alone. */
const RANKS: Readonly<Record<ColumnName, number>> = {
  step: 1,
  loss: 2,
  validationAccuracy: 3,
  bitsPerCharacter: 4,
  samplesPerSecond: 5,
  waitFraction: 6,
  taughtShare: 7,
  epoch: 8,
  bytesSent: 9,
  bytesReceived: 10,
  lossParts: 11,
  gradientRatio: 12,
  taughtRowsShare: 13,
  stalenessSteps: 14,
  rejected: 15,
};

/** All columns, in the order in which they are shown. */
const COLUMNS: readonly Column[] = [
  { name: 'epoch', heading: 'epoch', width: 5, text: ({ epoch }) => String(epoch + 1) },
  { name: 'step', heading: 'step', width: 11, text: ({ step, stepsTotal }) => `${step}/${stepsTotal}` },
  { name: 'loss', heading: 'loss', width: 5, text: (beat) => lossText(beat).split(' ')[0]! },
  { name: 'lossParts', heading: 'loss = CE + λ·KL', width: 25, text: lossText },
  ...LIVE_METRICS.map((name) => ({
    name,
    heading: headingOf(name),
    width: liveColumn(name).width,
    text: (beat: Heartbeat) => liveText(beat, name),
    isShown: (beats: readonly Heartbeat[]) =>
      liveColumn(name).ifAny !== true || beats.some((beat) => (beat[name] || 0) !== 0),
  })),
];

const GAP = '  ';
/** Stands behind the headings where columns are left out. */
const MORE = ' …';
/** A peer's name gets a third of the terminal, within these bounds. */
const NAME_WIDTHS = { min: 12, max: 40 };

/**
 * The peers' rows under their headings, a line each: as many columns as fit, the most telling ones first. No number is
 * ever cut.
 *
 * @param width - Columns of the terminal.
 */
export function peerLines(state: ViewState, width = Number.POSITIVE_INFINITY): readonly string[] {
  const { peers } = state;
  const names = peers.map(peerName);
  const nameWidth = Math.max(NAME_WIDTHS.min, Math.min(NAME_WIDTHS.max, Math.floor(width / 3)));
  const first = Math.min(Math.max(4, ...names.map((name) => name.length)), nameWidth);
  const note = Math.max(0, ...peers.map((row) => (row.heartbeat === null ? 0 : noteOf(row).length)));
  const { shown, isAll } = chosen(state, width - first - note);
  const line = (name: string, cells: readonly string[]): string =>
    [shortened(name, first).padEnd(first), ...cells.map((cell, i) => cell.padStart(shown[i]!.width))].join(
      GAP,
    );
  const heading = line(
    'peer',
    shown.map((column) => column.heading),
  );
  const lines = peers.map((row, i) => {
    const beat = row.heartbeat;
    const cells = beat === null ? [] : shown.map(({ text }) => text(beat));
    return shortened(`${line(names[i]!, cells)}${noteOf(row)}`, width);
  });
  return [shortened(isAll ? heading : `${heading}${MORE}`, width), ...lines];
}

/** The state of a peer that does not just train. */
function noteOf({ status, restarts, heartbeat }: PeerRow): string {
  const isTraining = heartbeat !== null && (status === 'training' || status === 'evaluating');
  const notes = [...(isTraining ? [] : [status]), ...(restarts === 0 ? [] : [`restarted ${restarts}×`])];
  return notes.length === 0 ? '' : `${GAP}${notes.join(', ')}`;
}

/** The columns that fit, each as wide as its widest number. */
function chosen({ peers }: ViewState, width: number): { shown: readonly Column[]; isAll: boolean } {
  const beats = peers.flatMap(({ heartbeat }) => (heartbeat === null ? [] : [heartbeat]));
  const possible = COLUMNS.filter(({ isShown }) => isShown?.(beats) ?? true).map((column) => ({
    ...column,
    width: Math.max(column.width, ...beats.map((beat) => column.text(beat).length)),
  }));
  const widthOf = (columns: readonly Column[]): number =>
    columns.reduce((sum, column) => sum + GAP.length + column.width, 0);
  const all = possible.filter(({ name }) => name !== 'loss');
  if (widthOf(all) <= width) return { shown: all, isAll: true };
  let taken: readonly Column[] = [];
  for (const column of possible.toSorted((a, b) => RANKS[a.name] - RANKS[b.name])) {
    const next = [...taken.filter(({ name }) => column.name !== 'lossParts' || name !== 'loss'), column];
    if (widthOf(next) + MORE.length <= width) taken = next;
  }
  return { shown: possible.filter((column) => taken.includes(column)), isAll: false };
}
