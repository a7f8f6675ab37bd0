import type { MetricRecord } from '../../peer/files/metrics-file.js';
import type { PeerSummary, RunSummary } from '../launch/summary.js';
import type { Curve, CurvePoint } from './curve.js';
import type { MetricName } from './metrics.js';
import type { PeerMeasures, RunMeasures } from './samples.js';
import type { PlannedRun } from './study.js';

/** Takes the measures of a run that ended as it should from its summary and records. Pure. */
export function measuresOf(
  { variant, seed, spec }: PlannedRun,
  summary: RunSummary,
  records: readonly MetricRecord[],
): RunMeasures {
  const learners = new Set(spec.peers.filter(({ role }) => role === 'learner').map(({ id }) => id));
  const { ensemble } = summary;
  return {
    variant,
    seed,
    peers: summary.peers.filter(({ id }) => learners.has(id)).map((peer) => peerMeasures(peer, records)),
    values: known({
      ensembleAccuracy: ensemble.testAccuracy,
      ensembleLoss: ensemble.testLoss,
      agreement: summary.agreement,
      wallSeconds: summary.wallSeconds,
    }),
  };
}

function peerMeasures(peer: PeerSummary, recordsOfRun: readonly MetricRecord[]): PeerMeasures {
  const records = recordsOfRun.filter((record) => record.peer === peer.id);
  const curve = curveOf(records, peer.restarts > 0);
  const exchange = records.findLast(({ kind }) => kind === 'exchange');
  return {
    id: peer.id,
    curve,
    values: known({
      testAccuracy: peer.testAccuracy,
      testLoss: peer.testLoss,
      testEce: peer.testEce,
      testEntropy: peer.testEntropy,
      bestTestAccuracy: peer.best.testAccuracy,
      bestTestLoss: peer.best.testLoss,
      bitsPerCharacter: peer.bitsPerCharacter,
      trainAccuracy: peer.trainAccuracy,
      ...flatnessMeasures(peer.flatness),
      validationAccuracy: peer.valAccuracy,
      validationLoss: curve.at(-1)?.validationLoss,
      steps: peer.steps,
      trainingSeconds: curve.at(-1)?.seconds,
      samplesPerSecond: peer.samplesPerSecond,
      bytesSent: peer.bytesSent,
      waitFraction: peer.waitFraction,
      taughtRowsShare: peer.taughtRowsShare,
      ...(exchange === undefined ? {} : exchangeMeasures(exchange)),
    }),
  };
}

/** How much the loss on learned samples rises under each noise. */
function flatnessMeasures(flatness: PeerSummary['flatness']): Partial<Record<MetricName, number>> {
  const rise = (sigma: number, relative: boolean): number | undefined => {
    const noisy = flatness?.noisy.find((one) => one.sigma === sigma && one.relative === relative);
    return noisy === undefined ? undefined : noisy.loss - flatness!.still.loss;
  };
  return known({
    flatness05: rise(0.05, false),
    flatness10: rise(0.1, false),
    flatness20: rise(0.2, false),
    flatnessRelative: rise(0.5, true),
  });
}

/** @param restarted - A process that began again knows only its own training time. */
function curveOf(records: readonly MetricRecord[], restarted: boolean): Curve {
  const byStep = new Map<number, CurvePoint>();
  for (const record of records) {
    if (record.kind !== 'evaluation') continue;
    const { step, trainingSeconds, validationLoss, validationAccuracy } = record;
    if (typeof step !== 'number' || typeof validationLoss !== 'number') continue;
    byStep.set(step, {
      step,
      seconds: restarted || typeof trainingSeconds !== 'number' ? null : trainingSeconds,
      validationLoss,
      validationAccuracy: Number(validationAccuracy),
    });
  }
  return [...byStep.values()].sort((a, b) => a.step - b.step);
}

/** Staleness, of the last of a peer's exchange records: its counts go up from the start. */
function exchangeMeasures(record: MetricRecord): Partial<Record<MetricName, number | null>> {
  const { ages, ageStepsMax } = record;
  return Array.isArray(ages) && typeof ageStepsMax === 'number' && ages.length > 0
    ? { stalenessSteps: meanAge(ages as number[]), stalenessStepsMax: ageStepsMax }
    : {};
}

/**
 * Mean of ages that are counted in bins 0, 1, 2–3, 4–7, 8–15…, each age taken for the middle of its bin: at most a
 * third off.
 */
export function meanAge(bins: readonly number[]): number {
  const middle = (bin: number): number => (bin === 0 ? 0 : (3 * 2 ** (bin - 1) - 1) / 2);
  const total = bins.reduce((sum, count) => sum + count, 0);
  return total === 0 ? 0 : bins.reduce((sum, count, bin) => sum + count * middle(bin), 0) / total;
}

function known(
  values: Partial<Record<MetricName, number | null | undefined>>,
): Partial<Record<MetricName, number>> {
  const entries = Object.entries(values).filter(
    (entry): entry is [MetricName, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1]),
  );
  return Object.fromEntries(entries) as Partial<Record<MetricName, number>>;
}
