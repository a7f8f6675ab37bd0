import { type StepLosses, type TrainingBatch, type TrainStepContext, trainStep } from '../model/train.js';

/** One training step after another, however it is computed. */
export interface TrainingStep {
  /** Trains on one batch; losses, exchange and guard as {@link trainStep}'s. */
  run(batch: TrainingBatch): StepLosses;
  /** Puts weights, statistics and slots where network and optimizer show them: before evaluating or saving. */
  settle(): void;
  /** Settles, and frees what the step holds. */
  dispose(): void;
}

/** The step op by op from JavaScript: slower, and what the compiled one must equal. */
export function eagerStep(context: TrainStepContext): TrainingStep {
  return { run: (batch) => trainStep(context, batch), settle() {}, dispose() {} };
}
