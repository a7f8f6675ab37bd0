import { CodistillError } from '../../proto/errors.js';
import { learningRate, scheduledDecay } from '../core/teaching/schedule.js';
import { rowsTaught } from '../core/teaching/taught-share.js';
import type { Teaching } from '../core/teaching/teaching.js';
import { type LayersModel, type Tensor, tf, type Variable } from './backend.js';
import { gradientRatio } from './gradient-ratio.js';
import { clippedGradients } from './optimizers/clipping.js';
import type { Gradients } from './optimizers/optimizer.js';
import { setDropoutStep } from './seeded-dropout.js';
import type { Predicted, StepContext, StepLosses, Teach, TrainingBatch } from './step-context.js';
import { type ForwardPass, forwardPass, lessonsOf, lessonWeights, stepLoss } from './step-loss.js';

const NO_LOGITS: Float32Array = new Float32Array(0);

/**
 * One step of deep mutual learning (Zhang et al. 2018, Algorithm 1), op by op: forward, `teach`, loss, gradients, update.
 *
 *   L = H(labels, p) + weight · D(the teachers' targets, p),   D as the run spec says: T² · KL(mean ‖ p) by default
 *
 * and where the run spec asks for one, a second term on features, and the penalty of the network's own regularizers
 * ({@link stepLoss}). The teachers are asked between the forward and the backward pass, so there is one forward pass a
 * step.
 */
export function trainStep(context: StepContext, batch: TrainingBatch, teach: Teach): StepLosses {
  const { network, variables, spec } = context;
  const weights = lessonWeights(context, batch.step);
  setDropoutStep(network, batch.step);
  const inputs = tf.tensor(batch.inputs, [batch.rows, ...context.inputShape], 'float32');
  const labels = tf.tensor1d(batch.labels, 'int32');
  const losses = { supervised: Number.NaN, distillation: 0, feature: 0, exits: 0 };
  let teachings: readonly Teaching[] = [];
  let logits: Float32Array = NO_LOGITS;
  let logitsFinite = false;
  const statistics = movingStatistics(network);
  try {
    const { value, grads } = tf.variableGrads(() => {
      const pass = forwardPass(context, inputs);
      const predicted = predictedBy(pass);
      logits = predicted.logits;
      logitsFinite = logits.every(Number.isFinite);
      teachings = teach(predicted);
      const taught = teachings.length > 0 && (weights.response > 0 || weights.feature > 0);
      const lessons =
        taught || context.features !== undefined
          ? lessonsOf(context, batch, predicted.logits, teachings)
          : undefined;
      const loss = stepLoss(context, pass, labels, lessons);
      losses.supervised = loss.supervised.dataSync()[0]!;
      losses.distillation = loss.distillation?.dataSync()[0] ?? 0;
      losses.feature = loss.feature?.dataSync()[0] ?? 0;
      losses.exits = loss.exits?.dataSync()[0] ?? 0;
      return loss.total;
    }, [...variables]);
    value.dispose();
    const applied =
      logitsFinite && Object.values(losses).every(Number.isFinite) && constrainedAreFinite(context, grads);
    if (applied) {
      const { training } = spec;
      const rate = learningRate(training, batch.step, context.stepsTotal);
      applyGradients(context, grads, rate, scheduledDecay(training, batch.step, context.stepsTotal));
    } else {
      statistics.putBack(); // the forward pass has moved them, perhaps to NaN, where they would stay
    }
    tf.dispose(grads);
    const heard = { teachers: teachings.length, rowsTaught: rowsTaught(teachings, batch.rows) };
    const ratio = gradientRatio(context, batch, logits, teachings);
    return { ...losses, weight: weights.response, ...heard, gradientRatio: ratio, applied };
  } finally {
    tf.dispose([inputs, labels]);
    statistics.dispose();
  }
}

/** The numbers of a forward pass; features only where all of them are finite, since they go to students. */
function predictedBy({ logits, features }: ForwardPass): Predicted {
  const numbers = logits.dataSync() as Float32Array;
  const values = features?.dataSync() as Float32Array | undefined;
  return values?.every(Number.isFinite) ? { logits: numbers, features: values } : { logits: numbers };
}

/** A constraint may make a number of what is none, so its weights' gradients are looked at before. */
function constrainedAreFinite({ constraints }: StepContext, gradients: Gradients): boolean {
  const sum = constraints?.sumOf(gradients);
  const finite = sum === undefined || Number.isFinite(sum.dataSync()[0]);
  tf.dispose(sum ?? []);
  return finite;
}

/** The update, its gradients clipped if the run spec says so; then the network's own constraints. */
export function applyGradients(
  { optimizer, spec, constraints }: Pick<StepContext, 'optimizer' | 'spec' | 'constraints'>,
  gradients: Gradients,
  rate: number,
  weightDecay: number | undefined,
): void {
  const { clipNorm } = spec.training;
  if (clipNorm === 0) {
    optimizer.apply(gradients, rate, weightDecay);
  } else {
    const clipped = clippedGradients(gradients, clipNorm);
    optimizer.apply(clipped, rate, weightDecay);
    tf.dispose(clipped as Record<string, Tensor>);
  }
  constraints?.project(gradients);
}

/** A forward pass as in a step on this batch, but of which nothing remains. */
export function predictBatch(
  context: StepContext,
  batch: Pick<TrainingBatch, 'step' | 'rows' | 'inputs'>,
): Predicted {
  setDropoutStep(context.network, batch.step);
  const statistics = movingStatistics(context.network); // must move once a step, so they are put back
  const predicted = tf.tidy((): { logits: Float32Array; features?: Float32Array } => {
    const pass = forwardPass(
      context,
      tf.tensor(batch.inputs, [batch.rows, ...context.inputShape], 'float32'),
    );
    statistics.putBack();
    return predictedBy(pass);
  });
  statistics.dispose();
  return predicted;
}

/** The moving statistics as they stand now. References, not copies: an assignment gives a variable new memory. */
function movingStatistics(network: LayersModel): { putBack(): void; dispose(): void } {
  const variables = network.nonTrainableWeights.map((weight) => weight.read() as Variable);
  const kept = variables.map((variable) => variable.clone());
  return {
    putBack: () =>
      variables.forEach((variable, i) => {
        variable.assign(kept[i]!); // `write` would put a frozen weight through its constraint
      }),
    dispose: () => tf.dispose(kept),
  };
}

/** Steps in a row without a finite loss after which a peer gives up: its weights are beyond repair. */
const NON_FINITE_STEPS_MAX = 3;

/** Counts updates left out in a row; a peer whose loss stays non-finite fails instead of pretending to train. */
export class NonFiniteGuard {
  #inRow = 0;

  /** @throws {CodistillError} `ERR_NON_FINITE` at the third step in a row that could not be applied. */
  check(losses: StepLosses, step: number, lr: number): void {
    if (losses.applied) {
      this.#inRow = 0;
      return;
    }
    this.#inRow++;
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
