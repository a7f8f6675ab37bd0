import type { StepForm } from '../../peer/core/teaching/step-form.js';
import type { Teaching } from '../../peer/core/teaching/teaching.js';
import type { InputShape } from '../../peer/data/dataset.js';
import { CompiledStep, type CompileOptions } from '../../peer/graph/compiled-step.js';
import type { Precision } from '../../peer/graph/low-precision.js';
import { eagerStep, type TrainingStep } from '../../peer/graph/training-step.js';
import type { LayersModel } from '../../peer/model/backend.js';
import { createExits } from '../../peer/model/exits.js';
import { createFeatureLearning, type FeatureLearning } from '../../peer/model/feature-learning.js';
import { type DistillationLoss, lossNamed } from '../../peer/model/losses/distillation.js';
import { createNetwork } from '../../peer/model/networks/catalog.js';
import { Averaging } from '../../peer/model/optimizers/averaging.js';
import { createOptimizer } from '../../peer/model/optimizers/catalog.js';
import { createConstraints } from '../../peer/model/regularization/constraints.js';
import { createPenalties } from '../../peer/model/regularization/penalties.js';
import type { StepContext, StepLosses, TrainingBatch } from '../../peer/model/step-context.js';
import { namedWeights, trainableVariables } from '../../peer/model/weights.js';
import type { TeacherExchange } from '../../peer/trainer/ports.js';
import { trainOn } from '../../peer/trainer/training-loop.js';
import { parseDistillationLoss } from '../../proto/distillation-loss.js';
import { randomStream } from '../../proto/random.js';
import { parseRunSpec, type RunSpec } from '../../proto/run-spec.js';
import { schemeOf } from '../../proto/scheme.js';
import { teachingsOf } from './soft-targets.js';
import { type RecordedExchange, recordedExchange } from './tiny-network.js';

export const STEP_CLASSES = 5;

/** A network that trains, and everything that can be seen of it. */
export interface Trainee {
  readonly context: StepContext;
  readonly step: TrainingStep;
  readonly exchange: RecordedExchange;
  readonly warnings: readonly string[];
  /** Trains on the batch of each step from `from` to before `to`. */
  train(from: number, to: number): StepLosses[];
  /** Weights, statistics and slots by name, after settling. */
  state(): Map<string, Float32Array>;
}

export interface TraineeWishes {
  readonly network: string | LayersModel;
  /** Of the weights and of dropout. @default 1 */
  readonly seed?: number;
  /** Of a text: its inputs are tokens, its predictions `positions` a sample. */
  readonly inputShape: InputShape;
  readonly positions?: number;
  readonly rows: number;
  readonly training?: Partial<RunSpec['training']>;
  readonly distillation?: Partial<RunSpec['distillation']>;
  readonly userLoss?: DistillationLoss;
  /** Who learns, and who teaches, in this order; their features are noise, too. @default two peers like any */
  readonly peers?: readonly { readonly id: string; readonly network: string }[];
  /** Teachers' logits are noise of the step. @default 1 */
  readonly teachers?: number;
  /** How far each row of a step is taught. @default all 1 */
  readonly coverageOf?: (step: number) => Float32Array;
  /** Of a compiled step. @default `split`, or `alone` without teachers */
  readonly form?: StepForm;
  /** Likewise, of one epoch. */
  readonly formAt?: CompileOptions['formAt'];
  /** Decay of an average of the weights that is kept beside them. @default none */
  readonly ema?: number;
  /** @default compiled */
  readonly eager?: boolean;
  readonly precision?: Precision;
  readonly simplify?: CompileOptions['simplify'];
  /** Which steps measure the pull of their teachers. @default none */
  readonly measures?: StepContext['measures'];
  readonly cache?: CompileOptions['cache'];
  readonly onPart?: CompileOptions['onPart'];
  readonly batchOf?: (step: number) => TrainingBatch;
}

/** A network of the zoo or a given one, on noise: the same wishes give the same weights and batches. */
export async function trainee(wishes: TraineeWishes): Promise<Trainee> {
  const { inputShape, positions = 1, rows, teachers = 1 } = wishes;
  const network =
    typeof wishes.network === 'string'
      ? await createNetwork(wishes.network, {
          inputShape,
          classes: STEP_CLASSES,
          positions,
          seed: wishes.seed ?? 1,
        })
      : wishes.network;
  const spec = parseRunSpec({
    ...(wishes.peers === undefined ? {} : { peers: wishes.peers }),
    training: { lr: 0.01, schedule: 'cosine', ...wishes.training },
    distillation: { schedule: 'constant', ...wishes.distillation },
  });
  const classes = network.outputs[0]!.shape.at(-1)!;
  const features = await createFeatureLearning({ spec, scheme: schemeOf(spec) }, spec.peers[0]!.id, network, {
    inputShape,
    classes,
  });
  const exits = createExits(network, spec);
  const [penalties, constraints] = [createPenalties(network), createConstraints(network)];
  const own = features?.variables.map(({ variable }) => variable) ?? [];
  const variables = [...trainableVariables(network), ...own];
  const plain = createOptimizer(spec.training, variables);
  const optimizer =
    wishes.ema === undefined ? plain : new Averaging(plain, namedWeights(network), variables, wishes.ema);
  const context: StepContext = {
    network,
    ...(features === undefined ? {} : { features }),
    ...(exits === undefined ? {} : { exits }),
    ...(penalties === undefined ? {} : { penalties }),
    ...(constraints === undefined ? {} : { constraints }),
    loss: lossNamed(parseDistillationLoss(spec.distillation.loss), wishes.userLoss),
    variables,
    optimizer,
    inputShape,
    classes,
    positions,
    spec,
    stepsTotal: 1000,
    ...(wishes.measures === undefined ? {} : { measures: wishes.measures }),
  };
  const warnings: string[] = [];
  const step = wishes.eager
    ? eagerStep(context)
    : new CompiledStep(context, {
        formAt: wishes.formAt ?? (() => wishes.form ?? (teachers > 0 ? 'split' : 'alone')),
        warn: (message) => warnings.push(message),
        ...(wishes.precision === undefined ? {} : { precision: wishes.precision }),
        ...(wishes.simplify === undefined ? {} : { simplify: wishes.simplify }),
        cache: wishes.cache,
        onPart: wishes.onPart,
      });
  const exchange = recordedExchange();
  const teachingsAt = (batch: TrainingBatch): readonly Teaching[] => {
    const noises = Array.from({ length: teachers }, (_, i) =>
      noise(7000 + 10 * batch.step + i, batch.labels.length * classes),
    );
    const coverage = wishes.coverageOf?.(batch.step);
    return teachingsOf(noises).map((one, i) => ({
      ...one,
      ...(coverage === undefined ? {} : { coverage }),
      ...(features === undefined ? {} : taughtFeatures(features, batch, i)),
    }));
  };
  const answering: TeacherExchange = {
    ...exchange,
    learn(batch, logits, sent) {
      exchange.learn(batch, logits, sent);
      return teachingsAt(batch);
    },
    foresight: {
      hear: teachingsAt,
      tell(batch, logits, sent) {
        exchange.learn(batch, logits, sent);
      },
      flush() {},
    },
  };
  const batchOf =
    wishes.batchOf ?? ((at: number): TrainingBatch => noiseBatch(at, rows, inputShape, classes, positions));
  const owed = spec.distillation.update === 'sequential' && spec.distillation.weight > 0;
  const learner = { step, exchange: answering, teachesAfterUpdate: () => owed };
  return {
    context,
    step,
    exchange,
    warnings,
    train: (from, to) => Array.from({ length: to - from }, (_, i) => trainOn(learner, batchOf(from + i))),
    state() {
      step.settle();
      const all = [...namedWeights(network), ...optimizer.slots(), ...(features?.variables ?? [])];
      return new Map(all.map(({ name, variable }) => [name, (variable.dataSync() as Float32Array).slice()]));
    },
  };
}

/** What a teacher sends beside its logits: noise, and as attention maps its squares. */
function taughtFeatures(
  { kind, tap, columns }: FeatureLearning,
  batch: TrainingBatch,
  teacher: number,
): Pick<Teaching, 'peerId' | 'features'> {
  const place = columns[teacher];
  const size = kind === 'attention' ? tap.size : (place?.width ?? 3 + teacher); // relations take any width
  const features = noise(9000 + 10 * batch.step + teacher, batch.rows * size);
  return {
    peerId: place?.peerId ?? `teacher-${teacher}`,
    features: kind === 'attention' ? features.map((value) => value * value) : features,
  };
}

/** Frees network, slots and graphs. */
export function disposeTrainee({ step, context }: Trainee): void {
  context.features?.dispose();
  step.dispose();
  context.optimizer.dispose();
  context.network.dispose();
}

/** A batch of noise; the same step gives the same batch. */
export function noiseBatch(
  step: number,
  rows: number,
  inputShape: readonly number[],
  classes: number,
  positions = 1,
): TrainingBatch {
  const size = inputShape.reduce((product, side) => product * side, rows);
  const tokens = inputShape.length === 1;
  return {
    step,
    epoch: 0,
    rows,
    inputs: tokens ? tokenNoise(step, size, classes) : noise(step, size),
    labels: Int32Array.from({ length: rows * positions }, (_, row) => (row * 3 + step) % classes),
    digest: new Uint8Array(32),
  };
}

/** The largest difference anywhere between two lists of numbers. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = a.length === b.length ? 0 : Number.POSITIVE_INFINITY;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return Number.isNaN(largest) ? Number.POSITIVE_INFINITY : largest;
}

/** The largest difference between two states of the same network, in units of 1 or of a tensor's largest element. */
export function stateDifference(a: Map<string, Float32Array>, b: Map<string, Float32Array>): number {
  if (a.size !== b.size) return Number.POSITIVE_INFINITY;
  const differences = [...a].map(([name, values]) => {
    const largest = values.reduce((max, value) => Math.max(max, Math.abs(value)), 1);
    return difference(values, b.get(name) ?? []) / largest;
  });
  return Math.max(...differences);
}

/** Random tokens, 0 to `classes - 1`. */
export function tokenNoise(seed: number, length: number, classes: number): Float32Array {
  const random = randomStream(seed, 'synthetic');
  return Float32Array.from({ length }, () => random.integer(0, classes - 1));
}

export function noise(seed: number, length: number): Float32Array {
  const random = randomStream(seed, 'synthetic');
  return Float32Array.from({ length }, () => random.normal());
}

/** One step of the training loop, with an exchange of the test's own. */
export function trainedBy(
  step: TrainingStep,
  batch: TrainingBatch,
  exchange: TeacherExchange = { learn: () => [], teach() {} },
): StepLosses {
  return trainOn({ step, exchange, teachesAfterUpdate: () => false }, batch);
}
