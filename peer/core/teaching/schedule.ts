import { assertNever } from '../../../proto/errors.js';
import type { RunSpec } from '../../../proto/run-spec.js';

type Training = RunSpec['training'];

/** Share of the run's steps in which the weight rises, unless `rampSteps` says another number of steps. */
const RAMP_SHARE = 0.3;
/** Networks that know nothing yet hold each other back for some hundred steps, however short the run is. */
const RAMP_STEPS_MIN = 200;

/** The parts of a run spec that schedules read. */
export type ScheduledSpec = Pick<RunSpec, 'training' | 'distillation'>;

/**
 * Learning rate of one step: that of the schedule, lowered while the run warms up; at the end that of fine-tuning.
 *
 * - `constant`: `lr`.
 * - `step`: `lr · gamma^n`, n the milestones reached; a milestone is a fraction of the run.
 * - `cosine`: `lr · (1 + cos(π · step / stepsTotal)) / 2`, from `lr` at the first step to 0 after the last
 *   (Loshchilov and Hutter 2017, arXiv 1608.03983, equation 5, without restarts).
 * - In the first `warmupSteps`, times `(step + 1) / warmupSteps`: large rates do not meet weights that are still noise
 *   (Goyal et al. 2017, arXiv 1706.02677, section 2.2).
 * - In the last `fineTuneSteps`, `fineTuneLr` if it is given; the schedule then ends where they begin, as if the run did.
 *
 * @param step - Updates made before this one, 0 to `stepsTotal - 1`; later steps count as `stepsTotal`.
 * @param stepsTotal - Updates of the whole run, `> 0`.
 */
export function learningRate(training: Training, step: number, stepsTotal: number): number {
  const { warmupSteps, fineTuneLr } = training;
  if (fineTuneLr === 0) return warmedUp(scheduledRate(training, step, stepsTotal), step, warmupSteps);
  if (isFineTuning(training, step, stepsTotal)) return fineTuneLr;
  const end = fineTuneStart(training, stepsTotal);
  return warmedUp(scheduledRate(training, step, end), step, warmupSteps);
}

function warmedUp(rate: number, step: number, warmupSteps: number): number {
  return step < warmupSteps ? (rate * (step + 1)) / warmupSteps : rate;
}

function scheduledRate(training: Training, step: number, stepsTotal: number): number {
  const { schedule, lr } = training;
  switch (schedule) {
    case 'constant':
      return lr;
    case 'step': {
      return lr * training.gamma ** milestonesReached(training, step, stepsTotal);
    }
    case 'cosine':
      return (lr * (1 + Math.cos((Math.PI * Math.min(step, stepsTotal)) / stepsTotal))) / 2;
    default:
      return assertNever(schedule);
  }
}

function milestonesReached({ milestones }: Training, step: number, stepsTotal: number): number {
  return milestones.filter((fraction) => step >= Math.round(fraction * stepsTotal)).length;
}

/**
 * Weight decay of one step where it changes in a run: `weightDecay` up to the first milestone, then one value of
 * `weightDecaySchedule` after the other, the last of them to the end. Models that teach each other regularize each
 * other, and need less decay with time (Sodhani et al. 2020, A Closer Look at Codistillation).
 *
 * @param step - As of {@link learningRate}, and milestones are the same fractions of the same steps.
 * @returns `undefined` where nothing is scheduled.
 */
export function scheduledDecay(training: Training, step: number, stepsTotal: number): number | undefined {
  const { weightDecaySchedule, weightDecay, fineTuneLr } = training;
  if (weightDecaySchedule.length === 0) return undefined;
  const end = fineTuneLr === 0 ? stepsTotal : fineTuneStart(training, stepsTotal);
  const reached = milestonesReached(training, step, end);
  return [weightDecay, ...weightDecaySchedule][Math.min(reached, weightDecaySchedule.length)]!;
}

/** Whether a step is one of the last, which learn from the labels alone. */
export function isFineTuning(training: Training, step: number, stepsTotal: number): boolean {
  return step >= fineTuneStart(training, stepsTotal);
}

function fineTuneStart({ fineTuneSteps }: Training, stepsTotal: number): number {
  return Math.max(stepsTotal - fineTuneSteps, 0);
}

/** Factor on the distillation loss at one step: its weight times {@link distillationShare}. */
export function distillationWeight(spec: ScheduledSpec, step: number, stepsTotal: number): number {
  return spec.distillation.weight * distillationShare(spec, step, stepsTotal);
}

/** Factor on the feature loss at one step, likewise; at a distillation weight of 0 a peer trains alone. */
export function featureWeight(spec: ScheduledSpec, step: number, stepsTotal: number): number {
  const { weight, feature, featureWeight: factor } = spec.distillation;
  return weight === 0 || feature === 'none' ? 0 : factor * distillationShare(spec, step, stepsTotal);
}

/**
 * How far the peers teach each other at one step, 0 to 1: 0 during burn-in and while fine-tuning, in between
 *
 * - `constant`: 1 at once (Anil et al. 2018, arXiv 1804.03235, section 2: distillation is switched on, not ramped up).
 * - `ramp`: exp(−5 · (1 − t)²), t from 0 to 1 over `rampSteps` (Laine and Aila 2017, arXiv 1610.02242, section 2.1; Lan et
 *   al. 2018, "ONE", arXiv 1806.04606, ramp so too); at 0, over {@link RAMP_SHARE} of the run, but {@link RAMP_STEPS_MIN}
 *   at least.
 * - `cosine`: (1 + cos(π · t)) / 2, t from 0 after burn-in to 1 where fine-tuning begins or the run ends: the cohort
 *   guides at first, the labels have the last word.
 *
 * @param step - Updates made before this one; from `stepsTotal` on nobody is taught.
 */
export function distillationShare(spec: ScheduledSpec, step: number, stepsTotal: number): number {
  const { burnInSteps, schedule, rampSteps } = spec.distillation;
  const end = fineTuneStart(spec.training, stepsTotal);
  if (step < burnInSteps || step >= end) return 0;
  switch (schedule) {
    case 'constant':
      return 1;
    case 'ramp': {
      const rise = rampSteps || Math.max(RAMP_SHARE * stepsTotal, RAMP_STEPS_MIN);
      return Math.exp(-5 * (1 - Math.min((step - burnInSteps) / rise, 1)) ** 2);
    }
    case 'cosine':
      return (1 + Math.cos((Math.PI * (step - burnInSteps)) / (end - burnInSteps))) / 2;
    default:
      return assertNever(schedule);
  }
}
