import { mean } from 'simple-statistics';
import { runFacts } from '../scripts/launch/run-facts.js';
import type { PriceResult } from './exchange-table.js';
import { inTurns } from './interleaved.js';
import { launched } from './launched.js';
import { inputShape } from './shapes.js';
import { steadyFigures } from './steady.js';

/** A cohort that is launched in both modes. */
export interface PricedCohort {
  readonly network: string;
  readonly batch: number;
  readonly peers: number;
}

type Mode = 'lockstep' | 'none';

interface RunFigures {
  readonly samplesPerSecond: number;
  readonly waitFraction: number;
  readonly bytesPerStep: number;
}

/** Steps in an epoch of the synthetic data: whole batches, so that every step has the same size. */
const EPOCH_STEPS = 36;
const VALIDATION_FRACTION = 0.1;
/** A rate is taken between two records, which come every 20 steps. */
const STEPS_MIN = 40;
const STEPS_MAX = 20_000;

/**
 * Launches the cohort in lockstep and alone in turns, as often as asked.
 *
 * @param sliceMs - How long each training lasts, about.
 */
export async function measurePrice(
  cohort: PricedCohort,
  { repeats, sliceMs }: { readonly repeats: number; readonly sliceMs: number },
): Promise<PriceResult> {
  const trial = await train(cohort, 'lockstep', STEPS_MIN);
  const stepMs = (cohort.batch * 1000) / trial.samplesPerSecond;
  const steps = Math.min(STEPS_MAX, Math.max(STEPS_MIN, Math.round(sliceMs / stepMs)));
  const modes: readonly Mode[] = ['none', 'lockstep'];
  const [alone, lockstep] = await inTurns(modes, repeats, (mode) => train(cohort, mode, steps));
  const { startedAt, commit } = runFacts();
  return {
    ...cohort,
    ...{ measuredAt: startedAt, commit, steps },
    aloneSamplesPerSecond: alone!.map((run) => run.samplesPerSecond),
    lockstepSamplesPerSecond: lockstep!.map((run) => run.samplesPerSecond),
    waitFractions: lockstep!.map((run) => run.waitFraction),
    bytesPerStep: lockstep!.map((run) => run.bytesPerStep),
  };
}

/** One run of `codistill launch`, which evaluates once, at its end; means over its peers. */
async function train(
  { network, batch, peers }: PricedCohort,
  mode: Mode,
  steps: number,
): Promise<RunFigures> {
  const [height, width, channels] = inputShape(network);
  const samples = Math.round((batch * EPOCH_STEPS) / (1 - VALIDATION_FRACTION));
  const flags = {
    data: `synthetic:classes=10,size=${height}x${width}x${channels},train=${samples},test=250,noise=4`,
    ...{ peers, network, batch, steps, lr: 0.01, exchange: mode },
    'evaluate-every': steps,
    'validation-fraction': VALIDATION_FRACTION,
  };
  const run = await launched(Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]));
  const figures = steadyFigures(run.records, batch);
  return {
    samplesPerSecond: mean(figures.map((one) => one.samplesPerSecond)),
    waitFraction: mean(figures.map((one) => one.waitFraction)),
    bytesPerStep: mean(run.summary.peers.map(({ bytesReceived }) => (bytesReceived ?? 0) / steps)),
  };
}
