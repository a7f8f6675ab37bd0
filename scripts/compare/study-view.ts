import { SparseLines } from '../../proto/sparse-lines.js';
import { TerminalRows } from '../terminal-rows.js';
import { meanOf } from './inference.js';
import { durationText, valueText } from './number-text.js';
import type { StudyView } from './run-study.js';
import { type RunFailure, type RunPlace, stateOf } from './study-directory.js';

/** Plain text: a run gets a line when this long, in milliseconds, has passed without one. */
const QUIET_MS = 60_000;

/** A bar and a row for each run under way on a terminal, lines anywhere else. */
export function openStudyView(stream: NodeJS.WriteStream, nowMs: () => number): StudyView {
  return stream.isTTY ? openRows(stream) : openLines(stream, nowMs);
}

function openLines(stream: NodeJS.WritableStream, nowMs: () => number): StudyView {
  const sparse = new SparseLines<RunPlace>(QUIET_MS, nowMs);
  let standing = '';
  const say = (line: string): void => {
    stream.write(`${line}\n`);
  };
  return {
    started: (place) => sparse.told(place),
    moved(place, share) {
      if (!sparse.isDue(place)) return;
      sparse.told(place);
      say(`${nameOf(place)}: ${Math.round(100 * share)} %; ${standing}`);
    },
    ended: (place, seconds, failure) => say(endText(place, seconds, failure)),
    progress(done, total, secondsLeft) {
      const runs = `${done} of ${total} runs`;
      const line = `${runs}${leftText(secondsLeft)}`;
      if (!standing.startsWith(runs)) say(line);
      standing = line;
    },
    say,
    close() {},
  };
}

function openRows(stream: NodeJS.WriteStream): StudyView {
  let overall = { done: 0, total: 1, text: 'starting' };
  let isOver = false;
  const running = new Map<RunPlace, string>();
  const rows = new TerminalRows(stream, 4, ({ lines }) => {
    if (isOver) return [];
    const room = Math.max(1, lines - 3);
    const texts = [...running.values()];
    const more = texts.length - room;
    return [overall, ...texts.slice(0, room), ...(more > 0 ? [`… and ${more} more`] : [])];
  });
  const show = (place: RunPlace, text: string): void => {
    running.set(place, `${nameOf(place)}: ${text}`);
    rows.draw();
  };
  return {
    started: (place) => show(place, 'starting'),
    moved: (place, share) => show(place, `${Math.round(100 * share)} %`),
    ended(place, seconds, failure) {
      running.delete(place);
      rows.say(endText(place, seconds, failure));
      rows.draw();
    },
    progress(done, total, secondsLeft) {
      overall = { done, total, text: `{value} of {total} runs${leftText(secondsLeft)}` };
      rows.draw();
    },
    say: (line) => rows.say(line),
    close() {
      isOver = true;
      rows.close();
    },
  };
}

function nameOf({ run }: RunPlace): string {
  return `${run.variant}, seed ${run.seed}`;
}

function endText(place: RunPlace, seconds: number, failure: RunFailure | null): string {
  const took = durationText(seconds);
  if (failure !== null)
    return `${nameOf(place)}: failed after ${took}: ${failure.code}: ${failure.message.split('\n')[0]}`;
  const state = stateOf(place);
  const peers = state.kind === 'done' ? state.summary.peers : [];
  const accuracies = peers.flatMap(({ testAccuracy }) => (testAccuracy === null ? [] : [testAccuracy]));
  return `${nameOf(place)}: test accuracy ${valueText(meanOf(accuracies), 'share')}, ${took}`;
}

function leftText(seconds: number | null): string {
  if (seconds === null) return '';
  return seconds === 0 ? '' : `, about ${durationText(seconds)} left`;
}
