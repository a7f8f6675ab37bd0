import {
  type Predicted,
  predictBatch,
  type StepLosses,
  type TeacherExchange,
  type TrainingBatch,
  type TrainStepContext,
  trainStep,
} from '../model/train.js';

/** What every step of a run shares. */
export type StepContext = Omit<TrainStepContext, 'exchange'>;

/** One training step after another, however it is computed. */
export interface TrainingStep {
  /** Whether a batch of this size can be trained on at once in an epoch. */
  isPrepared(rows: number, epoch: number): boolean;
  /** Makes ready for batches of this size, which may take seconds. Changes nothing that can be seen. */
  prepare(rows: number, epoch: number): void;
  /** What the network predicts for a batch as it trains on it, with the weights of now; nothing changes. */
  predict(batch: TrainingBatch): Predicted;
  /** Trains on one batch; losses, exchange and guard as {@link trainStep}'s. */
  run(batch: TrainingBatch, exchange: TeacherExchange): StepLosses;
  /** Puts weights, statistics and slots where network and optimizer show them: before evaluating or saving. */
  settle(): void;
  /** Settles, and frees what the step holds. */
  dispose(): void;
}

/** The step op by op from JavaScript: slower, and what the compiled one must equal. */
export function eagerStep(context: StepContext): TrainingStep {
  return {
    isPrepared: () => true,
    prepare() {},
    predict: (batch) => predictBatch(context, batch),
    run: (batch, exchange) => trainStep({ ...context, exchange }, batch),
    settle() {},
    dispose() {},
  };
}
