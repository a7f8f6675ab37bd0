import { distillationWeight, learningRate } from '../../peer/core/teaching/schedule.js';
import { CodistillError } from '../../proto/errors.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { specDifferences } from '../../proto/spec-differences.js';
import type { WatchEvent } from '../net/watch.js';
import { teaches } from './next-command.js';

/** The fields of a run's length, as `specDifferences` names them. */
const LENGTH = ['training.epochs', 'training.steps'];

/**
 * Tells whether a run is one that was begun before, and longer now: more epochs, or more steps where steps give its length.
 *
 * @returns `false` for the very same run.
 * @throws {CodistillError} `ERR_RUN_DIR` naming each field besides that differs, or the length that is smaller.
 */
export function isLonger(there: RunSpec, asked: RunSpec, directory: string): boolean {
  const differences = specDifferences(there, asked);
  if (differences.length === 0) return false;
  const others = differences.filter((line) => !LENGTH.some((field) => line.startsWith(`${field}: `)));
  if (others.length > 0) {
    throw refused(
      directory,
      `another run lies in ${directory}`,
      others,
      'leave these options out to resume that run, which may only become longer, or give another --run-dir',
    );
  }
  const [before, now] = [there.training, asked.training];
  const unit = before.steps > 0 ? 'steps' : 'epochs';
  const inUnit = before.steps > 0 ? before.epochs === now.epochs && now.steps > 0 : now.steps === 0;
  const more = `more than ${before[unit]} --${unit}`;
  if (!inUnit)
    throw refused(
      directory,
      `the run in ${directory} has its length in ${unit}`,
      differences,
      `give ${more}`,
    );
  if (now[unit] > before[unit]) return true;
  throw refused(
    directory,
    `the run in ${directory} cannot become shorter`,
    differences,
    `leave --${unit} out to resume it, give ${more} to make it longer, or give another --run-dir`,
  );
}

function refused(
  directory: string,
  what: string,
  differences: readonly string[],
  fix: string,
): CodistillError {
  return new CodistillError('ERR_RUN_DIR', `${what}:\n  ${differences.join('\n  ')}`, {
    fix,
    facts: { directory, differences },
  });
}

/** Where a run goes on, and until where it goes now and was to go. */
export interface LongerRun {
  readonly step: number;
  readonly stepsTotal: number;
  readonly stepsTotalBefore: number;
}

/** Hears where a run goes on: called with what is overheard of it, it tells once, at the first round. */
export function longerRun(
  there: RunSpec,
  asked: RunSpec,
  tell: (longer: LongerRun) => void,
): (event: WatchEvent) => void {
  let told = false;
  return (event) => {
    if (told || event.kind !== 'announcement') return;
    const { rounds, stop } = event.announcement;
    const [first] = rounds;
    if (first === undefined || stop?.code !== 'steps') return;
    told = true;
    const share = there.training.epochs / asked.training.epochs;
    const stepsTotalBefore = there.training.steps || Math.round(stop.step * share);
    tell({ step: first.startStep, stepsTotal: stop.step, stepsTotalBefore });
  };
}

/** The line that states how a longer run goes on, and by which schedules. */
export function longerRunText(runId: string, spec: RunSpec, longer: LongerRun): string {
  const { step, stepsTotal, stepsTotalBefore } = longer;
  const { targetAccuracy, patienceRounds } = spec.convergence;
  const instead = step < stepsTotalBefore ? ` instead of ${whole(stepsTotalBefore)}` : '';
  const rules = [
    ...(targetAccuracy > 0 ? [`--target-accuracy ${targetAccuracy}`] : []),
    ...(patienceRounds > 0 ? [`--patience ${patienceRounds}`] : []),
  ];
  return [
    `continues run ${runId} at step ${whole(step)} of ${whole(stepsTotal)}${instead}`,
    rateText(spec, longer),
    ...weightText(spec, longer),
    ...(rules.length > 0 ? [`${rules.join(' and ')} may end it as before`] : []),
  ].join('; ');
}

function rateText({ training }: RunSpec, { step, stepsTotal, stepsTotalBefore }: LongerRun): string {
  const now = learningRate(training, step, stepsTotal);
  const before = learningRate(training, step, stepsTotalBefore);
  if (training.schedule === 'constant' && now === before) return `the learning rate stays ${short(now)}`;
  const follows = `follows ${training.schedule} over ${whole(stepsTotal)} steps: `;
  return `the learning rate ${follows}${changeText(now, before, step >= stepsTotalBefore)}`;
}

/** Nothing where nobody is taught, or where the weight of the distillation loss does not depend on the length. */
function weightText(spec: RunSpec, { step, stepsTotal, stepsTotalBefore }: LongerRun): string[] {
  const isOver = step >= stepsTotalBefore;
  const last = isOver ? stepsTotalBefore - 1 : step;
  const before = distillationWeight(spec, last, stepsTotalBefore);
  if (!teaches(spec) || before === distillationWeight(spec, last, stepsTotal)) return [];
  const now = distillationWeight(spec, step, stepsTotal);
  return [
    `the distillation weight follows ${spec.distillation.schedule}: ${changeText(now, before, isOver)}`,
  ];
}

function changeText(now: number, before: number, isOver: boolean): string {
  const [value, was] = [short(now), short(before)];
  return `${value} from here${value === was ? '' : ` (it ${isOver ? 'had ended at' : 'would have been'} ${was})`}`;
}

function whole(steps: number): string {
  return steps.toLocaleString('en-US');
}

/** Three digits: of a rate or a weight no more are of interest. */
function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
