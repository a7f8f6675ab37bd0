import type { RunSpec } from '../../proto/run-spec.js';
import { SparseLines } from '../../proto/sparse-lines.js';
import { plainText } from '../plain-text.js';
import { type Row, TerminalRows, type TerminalSize } from '../terminal-rows.js';
import { peerLines } from './live-columns.js';
import {
  hasBegun,
  initialView,
  overallProgress,
  type PeerRow,
  updateView,
  type ViewEvent,
  type ViewState,
} from './view-state.js';
import { decisionText, edgesText, plainLines, progressLine, startText } from './view-text.js';

/** The display of a run while it goes on. */
export interface LiveView {
  readonly state: ViewState;
  show(event: ViewEvent): void;
  /** A line of the launcher's own. */
  say(line: string): void;
  /** Leaves the last picture and gives the terminal back; a second call does nothing. */
  close(): void;
}

/** Plain text: a peer gets a line when this long, in milliseconds, has passed without one. */
const QUIET_MS = 5_000;
/** A start that takes long is looked at this often, in milliseconds. */
const LOOK_MS = 1_000;

/**
 * Bars on a terminal, lines anywhere else.
 *
 * @param here - The peers of this machine. @default all
 */
export function openLiveView(
  spec: RunSpec,
  stream: NodeJS.WriteStream,
  nowMs: () => number = () => performance.now(),
  here?: readonly string[],
): LiveView {
  const start = initialView(spec, here);
  const write = (line: string): void => void stream.write(`${line}\n`);
  return stream.isTTY ? openRows(start, stream) : openLines(start, spec, write, nowMs);
}

/** As {@link openLiveView} where there is no terminal; each line goes to `write`. */
export function openPlainView(spec: RunSpec, write: (line: string) => void): LiveView {
  return openLines(initialView(spec), spec, write, () => performance.now());
}

function openLines(
  start: ViewState,
  spec: RunSpec,
  write: (line: string) => void,
  nowMs: () => number,
): LiveView {
  let state = start;
  const startMs = nowMs();
  const sparse = new SparseLines<string>(QUIET_MS, nowMs);
  let saidMs = startMs;
  const say = (line: string): void => {
    saidMs = nowMs();
    write(plainText(line));
  };
  const look = setInterval(() => {
    if (hasBegun(state)) clearInterval(look);
    else if (nowMs() - saidMs >= QUIET_MS) say(startText(state, spec, (nowMs() - startMs) / 1000));
  }, LOOK_MS).unref();
  /** The line of a heartbeat, when there is news or none was said for long. */
  const progressLines = (row: PeerRow, news: readonly string[]): readonly string[] => {
    if (!sparse.isDue(row.id, news.length > 0) || (news.length === 0 && !isBusy(row))) return [];
    sparse.told(row.id);
    return news.length > 0 ? news : [progressLine(row)];
  };
  return {
    get state() {
      return state;
    },
    say,
    show(event) {
      const before = state;
      state = updateView(before, event);
      const lines = plainLines(before, state, event);
      if (event.kind !== 'heartbeat') {
        lines.forEach(say);
        return;
      }
      const row = state.peers.find((peer) => peer.id === event.heartbeat.peerId);
      if (row !== undefined) progressLines(row, lines).forEach(say);
    },
    close: () => clearInterval(look),
  };
}

function isBusy(row: PeerRow): boolean {
  return row.status === 'training' || row.status === 'evaluating';
}

function openRows(start: ViewState, stream: NodeJS.WriteStream): LiveView {
  let state = start;
  let isClosed = false;
  const rows = new TerminalRows(stream, 8, (size) => picture(state, size));
  return {
    get state() {
      return state;
    },
    say: (line) => rows.say(line),
    show(event) {
      const before = state;
      state = updateView(before, event);
      if (isClosed) return;
      // The picture itself shows the news of heartbeats and announcements.
      const isNews = event.kind !== 'heartbeat' && event.kind !== 'announcement';
      for (const line of isNews ? plainLines(before, state, event) : []) rows.say(line);
      rows.draw();
    },
    close() {
      isClosed = true;
      rows.close();
    },
  };
}

/** Lines of a terminal that are not for peers: who teaches whom, headings, decision, bar, and one of what was said. */
const OTHER_LINES = 5;

/** Who teaches whom, a row a peer as far as there is room, the decision and the overall bar. */
function picture(state: ViewState, { columns, lines }: TerminalSize): readonly Row[] {
  const { edges } = state;
  const [heading, ...peers] = peerLines(state, columns);
  const room = Math.max(1, lines - OTHER_LINES);
  const shown = peers.length <= room ? peers.length : room - 1;
  const { done, total } = overallProgress(state);
  return [
    state.teaches
      ? `who teaches whom: ${edges.length === 0 ? 'waiting for the peers' : edgesText(edges)}`
      : 'nobody teaches anybody',
    heading!,
    ...peers.slice(0, shown),
    ...(shown < peers.length ? [`… and ${othersText(state.peers.slice(shown))}`] : []),
    decisionText(state),
    { done, total: Math.max(total, 1), text: '{percentage} %  time left {left}' },
  ];
}

/** Peers that there is no room for, counted by their states. */
function othersText(peers: readonly PeerRow[]): string {
  const counts = new Map<string, number>();
  for (const { status } of peers) counts.set(status, (counts.get(status) ?? 0) + 1);
  return `${peers.length} more: ${[...counts].map(([status, count]) => `${count} ${status}`).join(', ')}`;
}
