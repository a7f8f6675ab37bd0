import type { SumsByTeacher } from '../core/exchange/edge-ledger.js';
import { METRICS, RECORD_METRICS, STEP_GAUGES, type StepNumbers } from '../core/metrics.js';
import { bitsPerCharacter, type Metrics } from '../core/scoring/scores.js';
import type { GradientWatch } from '../core/teaching/gradient-watch.js';
import { distillationShare } from '../core/teaching/schedule.js';
import { taughtShares } from '../core/teaching/taught-share.js';
import type { TeacherWatch } from '../core/teaching/teacher-watch.js';
import type { StepLosses } from '../model/step-context.js';
import type { Meter } from './meter.js';
import type { TrainingSession } from './ports.js';
import type { TrainingCounts } from './training-counts.js';

/** Steps between two `step` records in metrics.jsonl. */
const RECORD_STEPS = 20;

/** Whether the step before `step` leaves a record. */
export function isRecorded(step: number): boolean {
  return step % RECORD_STEPS === 0;
}

/** Age of the oldest weights that are run here, in steps of this peer; 0 without any. */
export function staleness({ services: { localTeachers } }: TrainingSession, step: number): number {
  return Math.max(0, step - (localTeachers?.oldestStep ?? step));
}

/** The teachings of every teacher whose weights are run here. */
export function taughtEdges({ services: { localTeachers } }: Pick<TrainingSession, 'services'>): {
  readonly edges?: SumsByTeacher;
} {
  return localTeachers === undefined ? {} : { edges: localTeachers.ledger.sums() };
}

/** The parts of a trainer that know how training goes. */
export interface StepKnowledge {
  readonly meter: Meter;
  readonly watch: TeacherWatch;
  readonly counts: TrainingCounts;
  readonly pull: GradientWatch;
}

/** Tells gauges, and every {@link RECORD_STEPS} steps metrics.jsonl and TensorBoard, of the step before `step`. */
export function publishStep(
  session: TrainingSession,
  { step, epoch }: { readonly step: number; readonly epoch: number },
  losses: StepLosses,
  { meter, watch, counts, pull }: StepKnowledge,
): void {
  const { supervised, distillation, feature, exits, weight, teachers } = losses;
  if (isRecorded(step)) {
    const share = distillationShare(session.spec, step - 1, session.stepsTotal);
    for (const message of pull.note(losses.gradientRatio, share)) session.post({ kind: 'warning', message });
  }
  const numbers: StepNumbers = {
    supervisedLoss: supervised,
    distillationLoss: distillation,
    distillationWeight: weight,
    trainedSteps: counts.trainedSteps,
    ...taughtShares(counts),
    gradientRatio: pull.latest,
    samplesPerSecond: meter.recentSamplesPerSecond,
    waitFraction: meter.waitFraction,
    dataWaitFraction: meter.dataWaitFraction,
    stalenessSteps: staleness(session, step - 1),
  };
  for (const name of STEP_GAUGES) session.mailbox.setGauge(name, numbers[name]);
  if (!isRecorded(step)) return;
  const told = RECORD_METRICS.map((name) => [METRICS[name].record, numbers[name]]);
  session.post({
    kind: 'record',
    record: {
      ...{ kind: 'step', peer: session.peerId, step, epoch },
      ...Object.fromEntries(told),
      ...{ feature, exits, teachers },
      agreement: watch.takeAgreement(),
      quarantined: watch.quarantined,
      trainingMs: meter.trainingMs,
    },
    ...taughtEdges(session),
  });
  session.curves.scalars(step, { 'loss/supervised': supervised, 'loss/distillation': distillation });
}

/** Tells the coordinator, gauges, metrics.jsonl and TensorBoard of a validation. */
export function publishValidation(
  session: TrainingSession,
  step: number,
  epoch: number,
  validation: Metrics,
  meter: Meter,
): void {
  const { accuracy, loss } = validation;
  const { text } = session.validation;
  const bits = text === undefined ? undefined : bitsPerCharacter(loss, text);
  session.mailbox.setValidationAccuracy(accuracy);
  session.mailbox.setGauge('bitsPerCharacter', bits ?? 0);
  session.post({ kind: 'evaluation', step, epoch, validationAccuracy: accuracy, validationLoss: loss });
  session.post({
    kind: 'record',
    record: {
      kind: 'evaluation',
      peer: session.peerId,
      step,
      epoch,
      validationAccuracy: accuracy,
      validationLoss: loss,
      ...(bits === undefined ? {} : { bitsPerCharacter: bits }),
      trainingSeconds: meter.trainingMs / 1000,
      tensors: session.tensors(),
      samplesPerSecond: meter.samplesPerSecond,
      waitFraction: meter.waitFraction,
      dataWaitFraction: meter.dataWaitFraction,
    },
  });
  session.curves.scalars(step, { 'validation/accuracy': accuracy, 'validation/loss': loss });
}
