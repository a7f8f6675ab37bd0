import type { MetricRecord } from '../../peer/files/metrics-file.js';

/** How fast a cohort trains on this machine. */
export interface Pace {
  /** Of the slowest peer, compiling left out. */
  readonly stepSeconds: number;
  /** From the start of its processes until it trains. */
  readonly startSeconds: number;
  /** Of the run as the study has it. */
  readonly steps: number;
}

/** Seconds of training after which a pace is known, and intervals between validations after which it is in any case. */
const ENOUGH_SECONDS = 2;
const ENOUGH_INTERVALS = 2;

/**
 * The time of a step of the slowest peer, from its first validation on, which compiling comes before. Pure.
 *
 * @param records - Of a run under way.
 * @returns `null` while too little is known.
 */
export function stepSecondsOf(records: readonly MetricRecord[], peers: readonly string[]): number | null {
  const each = peers.map((peer) => {
    const points = records.flatMap(({ kind, peer: id, step, trainingSeconds }) =>
      kind === 'evaluation' && id === peer && typeof step === 'number' && typeof trainingSeconds === 'number'
        ? [{ step, seconds: trainingSeconds }]
        : [],
    );
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined || last.step === first.step) return null;
    const seconds = last.seconds - first.seconds;
    const isEnough = seconds >= ENOUGH_SECONDS || (seconds > 1 && points.length > ENOUGH_INTERVALS);
    return isEnough ? seconds / (last.step - first.step) : null;
  });
  return each.includes(null) || each.length === 0 ? null : Math.max(...(each as number[]));
}

/** Steps of a run, from a line that its launcher tells of a peer. */
export function stepsIn(line: string): number | null {
  const match = /: epoch \d+, step \d+\/(\d+)/.exec(line);
  return match === null ? null : Number(match[1]);
}

/** Validations and scoring, beside the training that is measured. */
const BESIDE = 1.1;

/** About how long a run takes, its start and its scoring counted. Pure. */
export function runSeconds({ stepSeconds, startSeconds, steps }: Pace): number {
  return startSeconds + BESIDE * stepSeconds * steps;
}
