import cliProgress from 'cli-progress';
import type { RunSpec } from '../../proto/run-spec.js';
import {
  initialView,
  overallProgress,
  type PeerRow,
  updateView,
  type ViewEvent,
  type ViewState,
} from './view-state.js';
import { decisionText, edgesText, peerHeading, peerLine, plainLines, progressLine } from './view-text.js';

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

/** Bars on a terminal, lines anywhere else. */
export function openLiveView(spec: RunSpec, stream: NodeJS.WriteStream): LiveView {
  return stream.isTTY ? openBars(spec, stream) : openLines(spec, stream);
}

function openLines(spec: RunSpec, stream: NodeJS.WritableStream): LiveView {
  let state = initialView(spec);
  const lastLineMs = new Map<string, number>();
  const say = (line: string): void => {
    stream.write(`${line}\n`);
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
      if (event.kind === 'heartbeat') {
        const id = event.heartbeat.peerId;
        const row = state.peers.find((peer) => peer.id === id);
        const quietMs = performance.now() - (lastLineMs.get(id) ?? Number.NEGATIVE_INFINITY);
        if (lines.length === 0 && quietMs >= QUIET_MS && row !== undefined && isBusy(row))
          lines.push(progressLine(row));
        if (lines.length > 0) lastLineMs.set(id, performance.now());
      }
      lines.forEach(say);
    },
    close() {},
  };
}

function isBusy(row: PeerRow): boolean {
  return row.status === 'training' || row.status === 'evaluating';
}

function openBars(spec: RunSpec, stream: NodeJS.WriteStream): LiveView {
  let state = initialView(spec);
  let isClosed = false;
  const multiBar = new cliProgress.MultiBar({
    stream,
    fps: 8,
    hideCursor: true,
    linewrap: true,
    gracefulExit: false,
    // A logged line pushes the rows down: each is drawn again, also when its text is the same.
    forceRedraw: true,
    etaBuffer: 40,
    format: (_options, _params, payload: { text: string }) => payload.text,
  });
  const draw = createPicture(multiBar, state, () => stream.columns || Number.POSITIVE_INFINITY);
  const say = (text: string): void => {
    if (isClosed) stream.write(`${text}\n`);
    // Padded, because only the first of several lines is cleared before it is written.
    else multiBar.log(`${text.padEnd(stream.columns - 1)}\n`);
  };
  return {
    get state() {
      return state;
    },
    say,
    show(event) {
      const before = state;
      state = updateView(before, event);
      if (isClosed) return;
      // The picture itself shows the news of heartbeats and announcements.
      const isNews = event.kind !== 'heartbeat' && event.kind !== 'announcement';
      if (isNews) plainLines(before, state, event).forEach(say);
      draw(state);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      draw(state);
      multiBar.update(); // writes what was logged last; `stop` alone would drop it
      multiBar.stop();
    },
  };
}

/** Lays out who teaches whom, a row a peer, the decision and the overall bar; returns what brings them up to date. */
function createPicture(
  multiBar: cliProgress.MultiBar,
  first: ViewState,
  width: () => number,
): (state: ViewState) => void {
  const line = (text: string): cliProgress.SingleBar => multiBar.create(1, 0, { text: cut(text, width()) });
  const change = (bar: cliProgress.SingleBar, text: string): void =>
    bar.update(0, { text: cut(text, width()) });
  const edges = line('who teaches whom: waiting for the peers');
  const heading = line(peerHeading(first, width()));
  const rows = first.peers.map((row) => line(peerLine(first, row, width())));
  const decision = line(decisionText(first));
  const overall = multiBar.create(
    1,
    0,
    {},
    {
      format: '[{bar}] {percentage} %  time left {eta_formatted}',
      barsize: 40,
      barCompleteChar: '█',
      barIncompleteChar: '░',
    },
  );
  return (state) => {
    change(heading, peerHeading(state, width()));
    if (state.edges.length > 0) change(edges, `who teaches whom: ${edgesText(state.edges)}`);
    rows.forEach((row, i) => {
      change(row, peerLine(state, state.peers[i]!, width()));
    });
    change(decision, decisionText(state));
    const { done, total } = overallProgress(state);
    if (total === 0) return;
    if (overall.getTotal() !== total) overall.setTotal(total);
    overall.update(done);
  };
}

/** A line that is wider than the terminal would take two, and the picture would be drawn a line too high. */
function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`;
}
