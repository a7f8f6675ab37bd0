import { basename } from 'node:path';
import type { DataProgress } from '../peer/data/request.js';
import { SparseLines } from '../proto/sparse-lines.js';
import { TerminalRows } from './terminal-rows.js';

/** The display of downloads, one after the other. */
export interface FetchProgress {
  readonly show: (progress: DataProgress) => void;
  /** A second call does nothing. */
  close(): void;
}

/** Plain text: a line about a file when this long, in milliseconds, has passed without one. */
const QUIET_MS = 5_000;

/** A bar on a terminal, lines now and then anywhere else. */
export function openFetchProgress(
  stream: NodeJS.WriteStream,
  nowMs: () => number = () => performance.now(),
): FetchProgress {
  return stream.isTTY ? openBar(stream) : openLines(stream, nowMs);
}

function openLines(stream: NodeJS.WritableStream, nowMs: () => number): FetchProgress {
  const sparse = new SparseLines<string>(QUIET_MS, nowMs);
  return {
    show(progress) {
      const { what, done, total } = progress;
      if (done !== total && !sparse.isDue(what)) return;
      sparse.told(what);
      stream.write(`${textOf(progress)}\n`);
    },
    close() {},
  };
}

function openBar(stream: NodeJS.WriteStream): FetchProgress {
  let latest: DataProgress | undefined;
  const rows = new TerminalRows(stream, 8, () => {
    if (latest === undefined) return [];
    const { what, done, total } = latest;
    if (total === undefined) return [textOf(latest)];
    return [{ done, total, text: `{percentage} % of ${basename(what)}  time left {left}` }];
  });
  return {
    show(progress) {
      if (latest !== undefined && latest.what !== progress.what) rows.say(textOf(latest));
      latest = progress;
      rows.draw();
    },
    close: () => rows.close(),
  };
}

function textOf({ what, done, total }: DataProgress): string {
  const of = total === undefined ? '' : ` of ${megabytes(total)}`;
  return `${basename(what)}: ${megabytes(done)}${of} MB`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
