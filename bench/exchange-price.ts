import { runFacts } from '../scripts/launch/run-facts.js';
import type { PriceResult } from './exchange-table.js';
import { inTurns } from './interleaved.js';
import { type Cohort, launchedSteps, trainCohort, trialStepMs } from './trained-cohort.js';

/**
 * Launches the cohort in lockstep and alone in turns, as often as asked.
 *
 * @param sliceMs - How long each training lasts, about.
 */
export async function measurePrice(
  cohort: Cohort,
  { repeats, sliceMs }: { readonly repeats: number; readonly sliceMs: number },
): Promise<PriceResult> {
  const steps = launchedSteps(sliceMs, await trialStepMs(cohort));
  const [alone, lockstep] = await inTurns(['none', 'lockstep'], repeats, (exchange) =>
    trainCohort(cohort, steps, { exchange }),
  );
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
