import cliProgress from 'cli-progress';
import { durationText, valueText } from './number-text.js';
import type { StudyView } from './run-study.js';
import { type RunPlace, stateOf } from './study-directory.js';

/** Plain text: a run gets a line when this long, in milliseconds, has passed without one. */
const QUIET_MS = 60_000;

/** A bar and a row for each run under way on a terminal, lines anywhere else. */
export function openStudyView(stream: NodeJS.WriteStream, nowMs: () => number): StudyView {
  return stream.isTTY ? openBars(stream) : openLines(stream, nowMs);
}

function openLines(stream: NodeJS.WritableStream, nowMs: () => number): StudyView {
  const heardMs = new Map<RunPlace, number>();
  let standing = '';
  const say = (line: string): void => {
    stream.write(`${line}\n`);
  };
  return {
    started: (place) => heardMs.set(place, nowMs()),
    moved(place, share) {
      if (nowMs() - (heardMs.get(place) ?? 0) < QUIET_MS) return;
      heardMs.set(place, nowMs());
      say(`${nameOf(place)}: ${Math.round(100 * share)} %; ${standing}`);
    },
    ended: (place, seconds, failure) => say(endText(place, seconds, failure)),
    progress(done, total, secondsLeft) {
      const next = `${done} of ${total} runs`;
      if (!standing.startsWith(`${next}`)) say(`${next}${leftText(secondsLeft)}`);
      standing = `${next}${leftText(secondsLeft)}`;
    },
    say,
    close() {},
  };
}

function openBars(stream: NodeJS.WriteStream): StudyView {
  const multiBar = new cliProgress.MultiBar({
    stream,
    fps: 4,
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false,
    forceRedraw: true,
    format: (_options, _params, payload: { text: string }) => payload.text,
  });
  const overall = multiBar.create(
    1,
    0,
    { left: '' },
    {
      format: '[{bar}] {value} of {total} runs{left}',
      barsize: 40,
      barCompleteChar: '█',
      barIncompleteChar: '░',
    },
  );
  const rows = new Map<RunPlace, cliProgress.SingleBar>();
  return {
    started: (place) => rows.set(place, multiBar.create(1, 0, { text: `${nameOf(place)}: starting` })),
    moved: (place, share) =>
      rows.get(place)?.update(0, { text: `${nameOf(place)}: ${Math.round(100 * share)} %` }),
    ended(place, seconds, failure) {
      const row = rows.get(place);
      if (row !== undefined) multiBar.remove(row);
      rows.delete(place);
      multiBar.log(`${endText(place, seconds, failure)}\n`);
    },
    progress(done, total, secondsLeft) {
      overall.setTotal(total);
      overall.update(done, { left: leftText(secondsLeft) });
    },
    say: (line) => void multiBar.log(`${line}\n`),
    close() {
      multiBar.update(); // writes what was logged last; `stop` alone would drop it
      multiBar.stop();
    },
  };
}

function nameOf({ run }: RunPlace): string {
  return `${run.variant}, seed ${run.seed}`;
}

function endText(
  place: RunPlace,
  seconds: number,
  failure: { code: string; message: string } | null,
): string {
  const took = durationText(seconds);
  if (failure !== null)
    return `${nameOf(place)}: failed after ${took}: ${failure.code}: ${failure.message.split('\n')[0]}`;
  const state = stateOf(place);
  const peers = state.kind === 'done' ? state.summary.peers : [];
  const accuracies = peers.flatMap(({ testAccuracy }) => (testAccuracy === null ? [] : [testAccuracy]));
  const mean = accuracies.reduce((sum, accuracy) => sum + accuracy, 0) / accuracies.length;
  return `${nameOf(place)}: test accuracy ${valueText(mean, 'share')}, ${took}`;
}

function leftText(seconds: number | null): string {
  if (seconds === null) return '';
  return seconds === 0 ? '' : `, about ${durationText(seconds)} left`;
}
