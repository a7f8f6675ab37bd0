import type { StepForm } from '../core/teaching/step-form.js';
import type { Teaching } from '../core/teaching/teaching.js';
import type { Predicted, StepContext, StepLosses, Teach, TrainingBatch } from '../model/step-context.js';
import { predictBatch, trainStep } from '../model/train.js';
import type { VariableHome } from './variable-home.js';

/** One training step after another, however it is computed. */
export interface TrainingStep {
  /** Whether a batch of this size can be trained on at once in an epoch. */
  isPrepared(rows: number, epoch: number): boolean;
  /** Makes ready for batches of this size, which may take seconds. Changes nothing that can be seen. */
  prepare(rows: number, epoch: number): void;
  /** Which of the two ways of training below a batch takes. */
  formOf(batch: TrainingBatch): StepForm;
  /** The network's predictions of a batch in training mode, with the weights of now; nothing changes. */
  predict(batch: TrainingBatch): Predicted;
  /** Forward, `teach`, update: for the form `split`. */
  train(batch: TrainingBatch, teach: Teach): StepLosses;
  /** Forward and update in one run, on teachings that are known before: for the other forms. */
  trainTaught(batch: TrainingBatch, teachings: readonly Teaching[]): TaughtStep;
  /** Where the newest weights are; absent: in the network itself. */
  readonly home?: VariableHome;
  /** Puts weights, statistics and slots where network and optimizer show them: before evaluating or saving. */
  settle(): void;
  /** Settles, and frees what the step holds. */
  dispose(): void;
}

/** A step in one run: its losses, and its predictions from before the update. */
export interface TaughtStep {
  readonly predicted: Predicted;
  readonly losses: StepLosses;
}

/** The step op by op from JavaScript: slower, and the one that the compiled step must equal. */
export function eagerStep(context: StepContext): TrainingStep {
  return {
    isPrepared: () => true,
    prepare() {},
    formOf: () => 'split',
    predict: (batch) => predictBatch(context, batch),
    train: (batch, teach) => trainStep(context, batch, teach),
    trainTaught(batch, teachings) {
      let predicted: Predicted | undefined;
      const losses = trainStep(context, batch, (own) => {
        predicted = own;
        return teachings;
      });
      return { losses, predicted: predicted! };
    },
    settle() {},
    dispose() {},
  };
}
