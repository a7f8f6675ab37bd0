import { PHASE, type Phase } from '../../proto/codec.js';
import { CodistillError } from '../../proto/errors.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { distillationWeight, learningRate } from '../core/teaching/schedule.js';
import type { Teaching } from '../core/teaching/teaching.js';
import type { InputShape } from '../data/dataset.js';
import { type LayersModel, type Tensor, tf, type Variable } from './backend.js';
import type { Exits } from './exits.js';
import type { FeatureLearning } from './feature-learning.js';
import type { UserLoss } from './losses/user-loss.js';
import { clippedGradients } from './optimizers/clipping.js';
import type { Gradients, Optimizer } from './optimizers/optimizer.js';
import { setDropoutStep } from './seeded-dropout.js';
import { type ForwardPass, forwardPass, lessonsOf, lessonWeights, stepLoss } from './step-loss.js';

/** One mini-batch: `rows` samples of one step. The arrays are views that the next `take` may overwrite. */
export interface TrainingBatch {
  readonly step: number;
  readonly epoch: number;
  readonly rows: number;
  /** float32 `[rows * the size of a sample]`: normalised pixels, or tokens. */
  readonly inputs: Float32Array;
  /** int32 `[rows * positions]`. */
  readonly labels: Int32Array;
  readonly digest: Uint8Array;
}

/** Where the cohort's knowledge comes from; the trainer thread's view of the exchange. */
export interface TeacherExchange {
  /**
   * Sends this peer's logits for the batch and waits, within bounds, for its teachers'.
   *
   * @param logits - float32 `[rows * positions * classes]`.
   * @param features - float32 `[rows * size]`, where there is a feature loss.
   * @returns What each teacher says of the same samples, sorted by peer id; empty when nobody taught.
   */
  learn(batch: TrainingBatch, logits: Float32Array, features?: Float32Array): readonly Teaching[];
  /** Sends the predictions of the updated network (sequential updates only). */
  teach(batch: TrainingBatch, logits: Float32Array, phase: Phase, features?: Float32Array): void;
  /** In place of `learn` for a step that is one run: where nobody is waited for. */
  readonly foresight?: Foresight;
}

/** What teachers say of a batch before this peer has predicted it. */
export interface Foresight {
  /** As {@link TeacherExchange}'s `learn`. What is returned stays as it is until the next call. */
  hear(batch: TrainingBatch): readonly Teaching[];
  /** Hands in what this peer predicted of the batch that it heard of, for its own students. */
  tell(batch: TrainingBatch, logits: Float32Array, features?: Float32Array): void;
  /** Sends at once what was handed in: nothing is heard for a while. */
  flush(): void;
}

export interface TrainStepContext {
  readonly network: LayersModel;
  /** What the optimizer changes: the network's trainable weights, then the feature loss's own. */
  readonly variables: readonly Variable[];
  /** Where there is a feature loss. */
  readonly features?: FeatureLearning;
  /** Where the network has exits. */
  readonly exits?: Exits;
  /** Where the run spec names a module of the user's own. */
  readonly userLoss?: UserLoss;
  readonly optimizer: Optimizer;
  readonly inputShape: InputShape;
  readonly classes: number;
  /** Predictions a sample: rows of logits for each row of a batch. @default 1 */
  readonly positions?: number;
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
  /** The feature loss, 0 where there is none. */
  readonly feature: number;
  /** What the network's shallow exits learn by, 0 where it has none. */
  readonly exits: number;
  readonly weight: number;
  readonly teachers: number;
  /** False when a loss or a logit was not finite and the update was therefore left out. */
  readonly applied: boolean;
}

/**
 * One step of deep mutual learning (Zhang et al. 2018, Algorithm 1): batch, forward, exchange, loss, gradients,
 * update.
 *
 *   L = H(labels, p) + weight · D(what the teachers say, p),   D as the run spec says: T² · KL(mean ‖ p) by default
 *
 * and where it asks for one, a second term on features ({@link stepLoss}).
 *
 * The exchange happens between the forward and the backward pass, so there is one forward pass a step; with
 * sequential updates the algorithm itself asks for a second one, whose predictions the later peers learn from.
 */
export function trainStep(context: TrainStepContext, batch: TrainingBatch): StepLosses {
  const { network, variables, spec, exchange } = context;
  const weights = lessonWeights(context, batch.step);
  setDropoutStep(network, batch.step);
  const inputs = tf.tensor(batch.inputs, [batch.rows, ...context.inputShape], 'float32');
  const labels = tf.tensor1d(batch.labels, 'int32');
  const losses = { supervised: Number.NaN, distillation: 0, feature: 0, exits: 0 };
  let teachings: readonly Teaching[] = [];
  let logitsFinite = false;
  const statistics = movingStatistics(network);
  try {
    const { value, grads } = tf.variableGrads(() => {
      const pass = forwardPass(context, inputs);
      const predicted = pass.logits.dataSync() as Float32Array;
      logitsFinite = predicted.every(Number.isFinite);
      teachings = exchange.learn(batch, predicted, finiteFeatures(pass));
      const taught = teachings.length > 0 && (weights.response > 0 || weights.feature > 0);
      const lessons =
        taught || context.features !== undefined
          ? lessonsOf(context, batch, predicted, teachings)
          : undefined;
      const loss = stepLoss(context, pass, labels, lessons);
      losses.supervised = loss.supervised.dataSync()[0]!;
      losses.distillation = loss.distillation?.dataSync()[0] ?? 0;
      losses.feature = loss.feature?.dataSync()[0] ?? 0;
      losses.exits = loss.exits?.dataSync()[0] ?? 0;
      return loss.total;
    }, [...variables]);
    value.dispose();
    const applied = logitsFinite && Object.values(losses).every(Number.isFinite);
    if (applied) {
      applyGradients(context, grads, learningRate(spec.training, batch.step, context.stepsTotal));
    } else {
      statistics.putBack(); // the forward pass has moved them, perhaps to NaN, where they would stay
    }
    tf.dispose(grads);
    if (applied && teachesAfterUpdate(context, batch.step)) teachUpdated(context, batch, inputs);
    return { ...losses, weight: weights.response, teachers: teachings.length, applied };
  } finally {
    tf.dispose([inputs, labels]);
    statistics.dispose();
  }
}

/** What goes to students beside the logits; nothing where a number is not finite. */
function finiteFeatures({ features }: ForwardPass): Float32Array | undefined {
  const values = features?.dataSync() as Float32Array | undefined;
  return values?.every(Number.isFinite) ? values : undefined;
}

/** The update, its gradients clipped if the run spec says so. */
export function applyGradients(
  { optimizer, spec }: Pick<TrainStepContext, 'optimizer' | 'spec'>,
  gradients: Gradients,
  rate: number,
): void {
  const { clipNorm } = spec.training;
  if (clipNorm === 0) {
    optimizer.apply(gradients, rate);
    return;
  }
  const clipped = clippedGradients(gradients, clipNorm);
  optimizer.apply(clipped, rate);
  tf.dispose(clipped as Record<string, Tensor>);
}

/** Whether anybody learns from what the updated network predicts: only with sequential updates, in peer order. */
export function teachesAfterUpdate(
  context: Pick<TrainStepContext, 'spec' | 'hasLaterPeers' | 'stepsTotal'>,
  step: number,
): boolean {
  const { spec, hasLaterPeers, stepsTotal } = context;
  return (
    spec.distillation.update === 'sequential' &&
    hasLaterPeers &&
    distillationWeight(spec, step, stepsTotal) > 0
  );
}

/** Sends the updated network's predictions. */
function teachUpdated(context: TrainStepContext, batch: TrainingBatch, inputs: Tensor): void {
  const { logits, features } = predict(context, inputs);
  context.exchange.teach(batch, logits, PHASE.afterUpdate, features);
}

/** What a network says of a batch in training mode; the arrays are the caller's. */
export interface Predicted {
  /** float32 `[rows * positions * classes]`. */
  readonly logits: Float32Array;
  /** float32 `[rows * size]`, where there is a feature loss and all of them are finite. */
  readonly features?: Float32Array;
}

/** A forward pass as in a step on this batch, but of which nothing remains. */
export function predictBatch(
  context: Omit<TrainStepContext, 'exchange'>,
  batch: Pick<TrainingBatch, 'step' | 'rows' | 'inputs'>,
): Predicted {
  setDropoutStep(context.network, batch.step);
  const inputs = tf.tensor(batch.inputs, [batch.rows, ...context.inputShape], 'float32');
  const predicted = predict(context, inputs);
  inputs.dispose();
  return predicted;
}

/** Batch-norm statistics must move once a step, so they are put back. */
function predict(context: Omit<TrainStepContext, 'exchange'>, inputs: Tensor): Predicted {
  const statistics = movingStatistics(context.network);
  const predicted = tf.tidy((): { logits: Float32Array; features?: Float32Array } => {
    const pass = forwardPass(context, inputs);
    statistics.putBack();
    const logits = pass.logits.dataSync() as Float32Array;
    const features = finiteFeatures(pass);
    return features === undefined ? { logits } : { logits, features };
  });
  statistics.dispose();
  return predicted;
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
