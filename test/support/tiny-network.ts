import { eagerStep } from '../../peer/graph/training-step.js';
import { type LayersModel, type SymbolicTensor, tf } from '../../peer/model/backend.js';
import { BatchNormalization } from '../../peer/model/batch-normalization.js';
import { lossNamed } from '../../peer/model/losses/distillation.js';
import { createOptimizer } from '../../peer/model/optimizers/catalog.js';
import { createConstraints } from '../../peer/model/regularization/constraints.js';
import { createPenalties } from '../../peer/model/regularization/penalties.js';
import { SeededDropout } from '../../peer/model/seeded-dropout.js';
import type { StepContext, StepLosses, TrainingBatch } from '../../peer/model/step-context.js';
import { trainableVariables } from '../../peer/model/weights.js';
import type { TeacherExchange } from '../../peer/trainer/ports.js';
import { trainOn } from '../../peer/trainer/training-loop.js';
import type { Phase } from '../../proto/codec.js';
import { parseDistillationLoss } from '../../proto/distillation-loss.js';
import { batchDigest } from '../../proto/identity.js';
import { randomStream } from '../../proto/random.js';
import { parseRunSpec, type RunSpec } from '../../proto/run-spec.js';
import { teachingsOf } from './soft-targets.js';

export const TINY_SHAPE = [1, 2, 2] as const;
export const TINY_INPUTS = 4;
export const TINY_CLASSES = 3;

const draw = (seed: number, length: number): Float32Array => {
  const random = randomStream(seed, 'synthetic');
  return Float32Array.from({ length }, () => random.normal());
};

/**
 * One linear layer, `[batch, 1, 2, 2]` → `[batch, 3]`, so that its update can be computed by hand; or the same behind
 * batch normalisation, which has moving statistics. The caller disposes it.
 */
export function tinyNetwork(
  options: { readonly normalized?: boolean; readonly dropoutRate?: number } = {},
): LayersModel {
  const input = tf.input({ shape: [...TINY_SHAPE] });
  const x = options.normalized
    ? (new BatchNormalization({ name: 'normalize' }).apply(input) as SymbolicTensor)
    : input;
  const dropout = new SeededDropout({ name: 'drop', rate: options.dropoutRate ?? 0, seed: 1, ordinal: 0 });
  const flat = tf.layers.flatten().apply(dropout.apply(x)) as SymbolicTensor;
  const logits = tf.layers.dense({ units: TINY_CLASSES }).apply(flat) as SymbolicTensor;
  const network = tf.model({ inputs: input, outputs: logits });
  const [kernel, bias] = network.layers.at(-1)!.trainableWeights;
  tf.tidy(() => {
    kernel!.write(tf.tensor2d(draw(1, TINY_INPUTS * TINY_CLASSES), [TINY_INPUTS, TINY_CLASSES]));
    bias!.write(tf.tensor1d(draw(2, TINY_CLASSES)));
  });
  return network;
}

/** A batch of noise; the same step gives the same batch. */
export function tinyBatch(step: number, rows = 5): TrainingBatch {
  return {
    step,
    epoch: 0,
    rows,
    inputs: draw(100 + step, rows * TINY_INPUTS),
    labels: Int32Array.from({ length: rows }, (_, i) => (i + step) % TINY_CLASSES),
    digest: batchDigest(Uint32Array.of(step), 0),
  };
}

/** Logits of a teacher for a batch of `rows`. */
export function tinyTeacher(seed: number, rows = 5): Float32Array {
  return draw(seed, rows * TINY_CLASSES);
}

/** What of a spec matters to a step. */
export interface StepWishes {
  readonly training?: Partial<RunSpec['training']>;
  readonly distillation?: Partial<RunSpec['distillation']>;
}

/** An exchange whose teachers are given, and what was asked of it. */
export interface RecordedExchange extends TeacherExchange {
  readonly learned: Float32Array[];
  /** What was sent beside each of them. */
  readonly features: (Float32Array | undefined)[];
  readonly taught: { readonly logits: Float32Array; readonly phase: Phase }[];
}

export function recordedExchange(teachers: readonly Float32Array[] = []): RecordedExchange {
  const learned: Float32Array[] = [];
  const features: (Float32Array | undefined)[] = [];
  const taught: { logits: Float32Array; phase: Phase }[] = [];
  return {
    learned,
    features,
    taught,
    learn(_, logits, sent) {
      learned.push(logits.slice());
      features.push(sent?.slice());
      return teachingsOf(teachers);
    },
    teach(_, logits, phase) {
      taught.push({ logits: logits.slice(), phase });
    },
  };
}

/** A step's context with whom it is taught by and whether others learn from it after an update. */
export interface TinyContext extends StepContext {
  readonly exchange: TeacherExchange;
  readonly hasLaterPeers: boolean;
}

/** All that a step needs: plain gradient descent at a constant rate, but for what is wished. */
export function tinyContext(
  network: LayersModel,
  exchange: TeacherExchange,
  wishes: StepWishes = {},
): TinyContext {
  const spec = parseRunSpec({
    training: {
      lr: 0.1,
      momentum: 0,
      nesterov: false,
      weightDecay: 0,
      schedule: 'constant',
      ...wishes.training,
    },
    distillation: { schedule: 'constant', ...wishes.distillation },
  });
  const variables = trainableVariables(network);
  const [penalties, constraints] = [createPenalties(network), createConstraints(network)];
  return {
    network,
    variables,
    optimizer: createOptimizer(spec.training, variables),
    inputShape: TINY_SHAPE,
    classes: TINY_CLASSES,
    loss: lossNamed(parseDistillationLoss(spec.distillation.loss)),
    ...(penalties === undefined ? {} : { penalties }),
    ...(constraints === undefined ? {} : { constraints }),
    spec,
    stepsTotal: 100,
    hasLaterPeers: true,
    exchange,
  };
}

/** One step of the training loop, op by op. */
export function trainOnce(
  { exchange, hasLaterPeers, ...context }: TinyContext,
  batch: TrainingBatch,
): StepLosses {
  const { update, weight } = context.spec.distillation;
  const owed = hasLaterPeers && update === 'sequential' && weight > 0;
  return trainOn({ step: eagerStep(context), exchange, teachesAfterUpdate: () => owed }, batch);
}
