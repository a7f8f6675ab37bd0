import { PHASE, type Phase } from '../../proto/codec.js';
import { CodistillError } from '../../proto/errors.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { distillationWeight, learningRate } from '../core/schedule.js';
import { softTargets } from '../core/targets.js';
import { type LayersModel, type Scalar, type Tensor2D, type Tensor4D, tf, type Variable } from './backend.js';
import { distillationLoss, supervisedLoss } from './losses.js';
import type { Optimizer } from './optimizers/optimizer.js';
import { setDropoutStep } from './seeded-dropout.js';

/** One mini-batch: `rows` samples of one step. The arrays are views that the next `take` may overwrite. */
export interface TrainingBatch {
  readonly step: number;
  readonly epoch: number;
  readonly rows: number;
  /** float32 `[rows * height * width * channels]`, normalised. */
  readonly inputs: Float32Array;
  /** int32 `[rows]`. */
  readonly labels: Int32Array;
  readonly digest: Uint8Array;
}

/** Where the cohort's knowledge comes from; the trainer thread's view of the exchange. */
export interface TeacherExchange {
  /**
   * Sends this peer's logits for the batch and waits, within bounds, for its teachers'.
   *
   * @param logits - float32 `[rows * classes]`.
   * @returns Each teacher's logits for the same samples, sorted by peer id; empty when nobody taught.
   */
  learn(batch: TrainingBatch, logits: Float32Array): readonly Float32Array[];
  /** Sends the logits of the updated network (sequential updates only). */
  teach(batch: TrainingBatch, logits: Float32Array, phase: Phase): void;
}

export interface TrainStepContext {
  readonly network: LayersModel;
  readonly variables: readonly Variable[];
  readonly optimizer: Optimizer;
  readonly inputShape: readonly [number, number, number];
  readonly classes: number;
  readonly spec: Pick<RunSpec, 'training' | 'distillation'>;
  readonly stepsTotal: number;
  /** Whether any peer comes after this one in the order of sequential updates, and so learns from its updated network. */
  readonly hasLaterPeers: boolean;
  readonly exchange: TeacherExchange;
}

/** What one step came to. Losses are means over the batch, in nats. */
export interface StepLosses {
  readonly supervised: number;
  /** 0 when nobody taught. */
  readonly distillation: number;
  readonly weight: number;
  readonly teachers: number;
  /** False when a loss or a logit was not finite and the update was therefore left out. */
  readonly applied: boolean;
}

/**
 * One step of deep mutual learning (Zhang et al. 2018, Algorithm 1): batch, forward, exchange, loss, gradients,
 * update.
 *
 *   L = H(labels, p) + weight · T² · KL(mean of the teachers' probabilities ‖ p)
 *
 * The exchange happens between the forward and the backward pass, so there is one forward pass a step; with
 * sequential updates the algorithm itself asks for a second one, whose predictions the later peers learn from.
 */
export function trainStep(context: TrainStepContext, batch: TrainingBatch): StepLosses {
  const { network, variables, optimizer, classes, spec, exchange } = context;
  const weight = distillationWeight(spec.distillation, batch.step);
  const { temperature } = spec.distillation;
  setDropoutStep(network, batch.step);
  const inputs = tf.tensor4d(batch.inputs, [batch.rows, ...context.inputShape]);
  const labels = tf.tensor1d(batch.labels, 'int32');
  let supervised = Number.NaN;
  let distillation = 0;
  let teachers: readonly Float32Array[] = [];
  let logitsFinite = false;
  const statistics = movingStatistics(network);
  try {
    const { value, grads } = tf.variableGrads(() => {
      const logits = network.apply(inputs, { training: true }) as Tensor2D; // [rows, classes]
      const predicted = logits.dataSync() as Float32Array;
      logitsFinite = predicted.every(Number.isFinite);
      teachers = exchange.learn(batch, predicted);
      const hard = supervisedLoss(logits, labels);
      supervised = hard.dataSync()[0]!;
      if (weight === 0 || teachers.length === 0) return hard;
      const targets = tf.tensor2d(softTargets(teachers, undefined, batch.rows, classes, temperature), [
        batch.rows,
        classes,
      ]);
      const soft = distillationLoss(logits, targets, temperature);
      distillation = soft.dataSync()[0]!;
      return tf.add(hard, tf.mul(soft, weight)) as Scalar;
    }, [...variables]);
    value.dispose();
    const applied = logitsFinite && Number.isFinite(supervised) && Number.isFinite(distillation);
    if (applied) {
      optimizer.apply(grads, learningRate(spec.training, batch.step, context.stepsTotal));
    } else {
      statistics.putBack(); // the forward pass has moved them, perhaps to NaN, where they would stay
    }
    tf.dispose(grads);
    if (applied && teachesAfterUpdate(context, batch.step)) teachUpdated(context, batch, inputs);
    return { supervised, distillation, weight, teachers: teachers.length, applied };
  } finally {
    tf.dispose([inputs, labels]);
    statistics.dispose();
  }
}

/** Whether anybody learns from what the updated network predicts: only with sequential updates, in peer order. */
export function teachesAfterUpdate(
  context: Pick<TrainStepContext, 'spec' | 'hasLaterPeers'>,
  step: number,
): boolean {
  const { distillation } = context.spec;
  return (
    distillation.update === 'sequential' &&
    context.hasLaterPeers &&
    distillationWeight(distillation, step) > 0
  );
}

/** Sends the updated network's predictions. Batch-norm statistics must move once a step, so they are put back. */
function teachUpdated(context: TrainStepContext, batch: TrainingBatch, inputs: Tensor4D): void {
  const statistics = movingStatistics(context.network);
  tf.tidy(() => {
    const logits = context.network.apply(inputs, { training: true }) as Tensor2D; // [rows, classes]
    statistics.putBack();
    context.exchange.teach(batch, logits.dataSync() as Float32Array, PHASE.afterUpdate);
  });
  statistics.dispose();
}

/** The moving statistics as they stand now. References, not copies: an assignment gives a variable new memory. */
function movingStatistics(network: LayersModel): { putBack(): void; dispose(): void } {
  const kept = network.nonTrainableWeights.map((weight) => weight.read().clone());
  return {
    putBack: () =>
      network.nonTrainableWeights.forEach((weight, i) => {
        weight.write(kept[i]!);
      }),
    dispose: () => tf.dispose(kept),
  };
}

/** Steps in a row without a finite loss after which a peer gives up: its weights are beyond repair. */
const NON_FINITE_STEPS_MAX = 3;

/** Counts updates left out in a row; a peer whose loss stays non-finite fails instead of pretending to train. */
export class NonFiniteGuard {
  #inRow = 0;
  #skipped = 0;

  /** Updates left out so far. */
  get skipped(): number {
    return this.#skipped;
  }

  /** @throws {CodistillError} `ERR_NON_FINITE` at the third step in a row that could not be applied. */
  check(losses: StepLosses, step: number, lr: number): void {
    if (losses.applied) {
      this.#inRow = 0;
      return;
    }
    this.#inRow++;
    this.#skipped++;
    if (this.#inRow < NON_FINITE_STEPS_MAX) return;
    throw new CodistillError(
      'ERR_NON_FINITE',
      `the loss is not a finite number since step ${step - this.#inRow + 1}`,
      {
        fix: `lower --lr (it was ${lr.toPrecision(3)} there) or check the data for NaN`,
        facts: { step, lr },
      },
    );
  }
}
