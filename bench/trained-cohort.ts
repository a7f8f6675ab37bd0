import { mean } from 'simple-statistics';
import { launched } from './launched.js';
import { inputShape } from './shapes.js';
import { steadyFigures } from './steady.js';

/** A cohort of equal peers. */
export interface Cohort {
  readonly network: string;
  readonly batch: number;
  readonly peers: number;
}

/** Means over the peers of one run, without start-up and evaluation. */
export interface CohortFigures {
  readonly samplesPerSecond: number;
  /** Share of the training time spent waiting for teachers. */
  readonly waitFraction: number;
  /** Received by one peer, everything of the data plane. */
  readonly bytesPerStep: number;
}

/** Steps in an epoch of the synthetic data: whole batches, so that every step has the same size. */
const EPOCH_STEPS = 36;
const VALIDATION_FRACTION = 0.1;
/** A rate is taken between two records, which come every 20 steps. */
const STEPS_MIN = 40;
const STEPS_MAX = 20_000;

/** How many steps of `stepMs` make a slice, as far as a launched run can be read. */
export function launchedSteps(sliceMs: number, stepMs: number): number {
  return Math.min(STEPS_MAX, Math.max(STEPS_MIN, Math.round(sliceMs / stepMs)));
}

/** A short run, for a guess of how long a step takes, milliseconds. */
export async function trialStepMs(cohort: Cohort, flags: Flags = {}): Promise<number> {
  return (cohort.batch * 1000) / (await trainCohort(cohort, STEPS_MIN, flags)).samplesPerSecond;
}

type Flags = Readonly<Record<string, string | number>>;

/**
 * A cohort launched as a user does, on synthetic data of 10 classes; it evaluates once, at its end.
 *
 * @param extra - Flags of `codistill launch`, such as `{ exchange: 'none' }`.
 * @param command - `up`, for a cohort whose control plane is encrypted.
 */
export async function trainCohort(
  { network, batch, peers }: Cohort,
  steps: number,
  extra: Flags = {},
  command: 'launch' | 'up' = 'launch',
): Promise<CohortFigures> {
  const [height, width, channels] = inputShape(network);
  const samples = Math.round((batch * EPOCH_STEPS) / (1 - VALIDATION_FRACTION));
  const flags: Flags = {
    data: `synthetic:classes=10,size=${height}x${width}x${channels},train=${samples},test=250,noise=4`,
    ...{ peers, network, batch, steps, lr: 0.01 },
    'evaluate-every': steps,
    'validation-fraction': VALIDATION_FRACTION,
    ...extra,
  };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const run = await launched(args, command);
  const figures = steadyFigures(run.records, batch);
  return {
    samplesPerSecond: mean(figures.map((one) => one.samplesPerSecond)),
    waitFraction: mean(figures.map((one) => one.waitFraction)),
    bytesPerStep: mean(run.summary.peers.map(({ bytesReceived }) => (bytesReceived ?? 0) / steps)),
  };
}
