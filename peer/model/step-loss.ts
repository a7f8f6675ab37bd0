import { featureTargets } from '../core/teaching/feature-targets.js';
import { distillationWeight, featureWeight } from '../core/teaching/schedule.js';
import { teachingTargets } from '../core/teaching/targets.js';
import type { Teaching } from '../core/teaching/teaching.js';
import { type Scalar, type Tensor, type Tensor1D, type Tensor2D, tf } from './backend.js';
import { deepestLogits } from './exits.js';
import { distillationLoss } from './losses/distillation.js';
import { type ExitOutput, exitLoss } from './losses/exits.js';
import { type FeatureTensors, featureLoss } from './losses/feature.js';
import { supervisedLoss } from './losses/supervised.js';
import type { TargetTensors } from './losses/target-tensors.js';
import { type Numbers, scalarNumbers, tensorOf } from './numbers.js';
import type { StepContext, TrainingBatch } from './step-context.js';

type LossContext = Pick<
  StepContext,
  'network' | 'classes' | 'spec' | 'stepsTotal' | 'features' | 'loss' | 'exits' | 'penalties'
>;

/** The tensors of one forward pass over a batch, in training mode. */
export interface ForwardPass {
  /** float32 `[rows * positions, classes]`. */
  readonly logits: Tensor2D;
  /** float32 `[rows, size]`, where there is a feature loss. */
  readonly features?: Tensor2D;
  /** Where the network has exits. */
  readonly at?: { readonly deepest: ExitOutput; readonly shallow: readonly ExitOutput[] };
}

export function forwardPass({ network, features, exits }: LossContext, inputs: Tensor): ForwardPass {
  if (exits !== undefined) {
    const at = exits.forward(inputs);
    return { logits: at.deepest.logits, at };
  }
  if (features !== undefined) return features.tap.forward(inputs);
  return { logits: deepestLogits(network, inputs, true) };
}

/** A term of the loss that comes from teachers: what they say, and how much it counts. */
export type Lesson<Tensors> = Tensors & { readonly weight: Scalar };

/** The teachings of a step as tensors: a {@link Teaching} made ready for the loss. The caller owns them. */
export interface Lessons {
  readonly response: Lesson<Required<TargetTensors>>;
  readonly feature?: Lesson<FeatureTensors>;
}

/** The weights of both terms at a step. */
export function lessonWeights(
  { spec, stepsTotal }: LossContext,
  step: number,
): { readonly response: number; readonly feature: number } {
  return {
    response: distillationWeight(spec, step, stepsTotal),
    feature: featureWeight(spec, step, stepsTotal),
  };
}

/**
 * A step's lessons by the names under which its graph takes them. Where nobody teaches the terms exist all the same, but
 * every row weighs 0: they add nothing to a loss or a gradient.
 *
 * @param logits - This peer's own, float32 `[rows * positions * classes]`.
 */
export function lessonNumbers(
  context: LossContext,
  batch: Pick<TrainingBatch, 'labels' | 'rows' | 'step'>,
  logits: Float32Array,
  teachings: readonly Teaching[],
): Readonly<Record<string, Numbers>> {
  const { classes, features } = context;
  const weights = lessonWeights(context, batch.step);
  const heard = weights.response > 0 ? teachings : [];
  const { targets, rowWeights } = teachingTargets(heard, logits, batch.labels, choiceOf(context), classes);
  const response = {
    targets: { values: targets, shape: [rowWeights.length, classes] },
    rowWeights: { values: rowWeights, shape: [rowWeights.length] },
    weight: scalarNumbers(weights.response),
  };
  if (features === undefined) return response;
  const seen = featureTargets(weights.feature > 0 ? teachings : [], features.layout(batch.rows));
  const byRow = (values: Float32Array): Numbers => ({
    values,
    shape: [batch.rows, values.length / batch.rows],
  });
  const isOneEach = seen.weights.length === batch.rows;
  return {
    ...response,
    featureTargets: byRow(seen.targets),
    featureWeights: isOneEach ? { values: seen.weights, shape: [batch.rows] } : byRow(seen.weights),
    featureWeight: scalarNumbers(weights.feature),
  };
}

function choiceOf({ spec, loss }: LossContext) {
  return { ...spec.distillation, form: loss.form };
}

/** Puts a step's lessons, as {@link lessonNumbers} makes them, on the device. */
export function lessonsOf(
  context: LossContext,
  batch: Pick<TrainingBatch, 'labels' | 'rows' | 'step'>,
  logits: Float32Array,
  teachings: readonly Teaching[],
): Lessons {
  const numbers = lessonNumbers(context, batch, logits, teachings);
  const { form, temperature, standardize } = choiceOf(context);
  const tensor = <T extends Tensor>(name: string): T => tensorOf(numbers[name]!) as T;
  const response = {
    ...{ form, temperature, standardize },
    targets: tensor<Tensor2D>('targets'),
    rowWeights: tensor<Tensor1D>('rowWeights'),
    weight: tensor<Scalar>('weight'),
  };
  if (numbers.featureTargets === undefined) return { response };
  const feature = {
    targets: tensor<Tensor2D>('featureTargets'),
    weights: tensor<Tensor1D>('featureWeights'),
    weight: tensor<Scalar>('featureWeight'),
  };
  return { response, feature };
}

/** The tensors of a step's lessons by the names under which its graph takes them. */
export function namedLessons({ response, feature }: Lessons): Readonly<Record<string, Tensor>> {
  const { targets, rowWeights, weight } = response;
  if (feature === undefined) return { targets, rowWeights, weight };
  const features = {
    featureTargets: feature.targets,
    featureWeights: feature.weights,
    featureWeight: feature.weight,
  };
  return { targets, rowWeights, weight, ...features };
}

/** The loss of a step and its parts, scalars float32. */
export interface StepLoss {
  readonly total: Scalar;
  readonly supervised: Scalar;
  /** Loss of the network's shallow exits, where it has any. */
  readonly exits?: Scalar;
  readonly distillation?: Scalar;
  readonly feature?: Scalar;
}

/**
 * The loss of a step, the one definition for the step op by op and the compiled one.
 *
 *   L = supervised + exits + weight · distillation + weight' · feature + penalty
 *
 * The penalty of the network's regularizers is no part of what is reported, and counts once however many teach.
 *
 * @param lessons - Absent: what the peer learns by itself alone.
 */
export function stepLoss(
  context: LossContext,
  pass: ForwardPass,
  labels: Tensor1D,
  lessons: Lessons | undefined,
): StepLoss {
  const { spec, features } = context;
  const supervised = supervisedLoss(pass.logits, labels);
  const exits =
    pass.at === undefined ? undefined : exitLoss(pass.at.deepest, pass.at.shallow, labels, spec.distillation);
  const labelled = exits === undefined ? supervised : (tf.add(supervised, exits) as Scalar);
  const penalty = context.penalties?.total();
  const alone = penalty === undefined ? labelled : (tf.add(labelled, penalty) as Scalar);
  const own = exits === undefined ? { supervised } : { supervised, exits };
  if (lessons === undefined) return { total: alone, ...own };
  const distillation = distillationLoss(
    context.loss,
    pass.logits,
    lessons.response,
    labels,
    spec.distillation,
  );
  const both = tf.add(alone, tf.mul(distillation, lessons.response.weight)) as Scalar;
  if (lessons.feature === undefined || features === undefined) {
    return { total: both, ...own, distillation };
  }
  const feature = featureLoss(features.kind, pass.features!, lessons.feature, features.regressor);
  const total = tf.add(both, tf.mul(feature, lessons.feature.weight)) as Scalar;
  return { total, ...own, distillation, feature };
}
