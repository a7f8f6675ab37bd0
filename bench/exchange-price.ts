import { runFacts } from '../scripts/launch/run-facts.js';
import type { PriceResult } from './exchange-table.js';
import { inTurns } from './interleaved.js';
import { type Cohort, launchedSteps, trainCohort, trialStepMs } from './trained-cohort.js';

/** How a cohort is trained; encrypted: in lockstep, on a nats-server with TLS as other machines reach it. */
const WAYS = ['none', 'lockstep', 'encrypted'] as const;

/**
 * Launches the cohort alone, in lockstep and encrypted in turns, as often as asked.
 *
 * @param sliceMs - How long each training lasts, about.
 */
export async function measurePrice(
  cohort: Cohort,
  { repeats, sliceMs }: { readonly repeats: number; readonly sliceMs: number },
): Promise<PriceResult> {
  const steps = launchedSteps(sliceMs, await trialStepMs(cohort));
  const [alone, lockstep, encrypted] = await inTurns(WAYS, repeats, (way) =>
    way === 'encrypted'
      ? trainCohort(cohort, steps, { on: '127.0.0.1', here: cohort.peers }, 'up')
      : trainCohort(cohort, steps, { exchange: way }),
  );
  const { startedAt, commit } = runFacts();
  return {
    ...cohort,
    ...{ measuredAt: startedAt, commit, steps },
    aloneSamplesPerSecond: alone!.map((run) => run.samplesPerSecond),
    lockstepSamplesPerSecond: lockstep!.map((run) => run.samplesPerSecond),
    encryptedSamplesPerSecond: encrypted!.map((run) => run.samplesPerSecond),
    waitFractions: lockstep!.map((run) => run.waitFraction),
    bytesPerStep: lockstep!.map((run) => run.bytesPerStep),
  };
}
