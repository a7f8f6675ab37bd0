import { CompiledStep, type CompileOptions } from '../../peer/graph/compiled-step.js';
import { eagerStep, type StepContext, type TrainingStep } from '../../peer/graph/training-step.js';
import type { LayersModel } from '../../peer/model/backend.js';
import { createNetwork } from '../../peer/model/networks/catalog.js';
import { createOptimizer } from '../../peer/model/optimizers/optimizer.js';
import type { StepLosses, TrainingBatch } from '../../peer/model/train.js';
import { namedWeights, trainableVariables } from '../../peer/model/weights.js';
import { randomStream } from '../../proto/random.js';
import { parseRunSpec, type RunSpec } from '../../proto/run-spec.js';
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
  readonly inputShape: readonly [number, number, number];
  readonly rows: number;
  readonly training?: Partial<RunSpec['training']>;
  readonly distillation?: Partial<RunSpec['distillation']>;
  /** Teachers' logits are noise of the step. @default 1 */
  readonly teachers?: number;
  /** @default compiled */
  readonly eager?: boolean;
  readonly simplify?: CompileOptions['simplify'];
  readonly batchOf?: (step: number) => TrainingBatch;
}

/** A network of the zoo or a given one, on noise: the same wishes give the same weights and batches. */
export async function trainee(wishes: TraineeWishes): Promise<Trainee> {
  const { inputShape, rows, teachers = 1 } = wishes;
  const network =
    typeof wishes.network === 'string'
      ? await createNetwork(wishes.network, { inputShape, classes: STEP_CLASSES, seed: 1 })
      : wishes.network;
  const spec = parseRunSpec({
    training: { lr: 0.01, schedule: 'cosine', ...wishes.training },
    distillation: wishes.distillation ?? {},
  });
  const variables = trainableVariables(network);
  const optimizer = createOptimizer(spec.training, variables);
  const classes = network.outputs[0]!.shape[1]!;
  const context: StepContext = {
    network,
    variables,
    optimizer,
    inputShape,
    classes,
    spec,
    stepsTotal: 1000,
    hasLaterPeers: true,
  };
  const warnings: string[] = [];
  const step = wishes.eager
    ? eagerStep(context)
    : new CompiledStep(context, {
        mayBeTaught: teachers > 0,
        warn: (message) => warnings.push(message),
        ...(wishes.simplify === undefined ? {} : { simplify: wishes.simplify }),
      });
  const exchange = recordedExchange();
  const answering = {
    ...exchange,
    learn(batch: TrainingBatch, logits: Float32Array): readonly Float32Array[] {
      exchange.learn(batch, logits);
      return Array.from({ length: teachers }, (_, i) =>
        noise(7000 + 10 * batch.step + i, batch.rows * classes),
      );
    },
  };
  const batchOf =
    wishes.batchOf ?? ((at: number): TrainingBatch => noiseBatch(at, rows, inputShape, classes));
  return {
    context,
    step,
    exchange,
    warnings,
    train: (from, to) => Array.from({ length: to - from }, (_, i) => step.run(batchOf(from + i), answering)),
    state() {
      step.settle();
      const all = [...namedWeights(network), ...optimizer.slots()];
      return new Map(all.map(({ name, variable }) => [name, (variable.dataSync() as Float32Array).slice()]));
    },
  };
}

/** Frees network, slots and graphs. */
export function disposeTrainee({ step, context }: Trainee): void {
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
): TrainingBatch {
  const size = inputShape.reduce((product, side) => product * side, rows);
  return {
    step,
    epoch: 0,
    rows,
    inputs: noise(step, size),
    labels: Int32Array.from({ length: rows }, (_, row) => (row * 3 + step) % classes),
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

export function noise(seed: number, length: number): Float32Array {
  const random = randomStream(seed, 'synthetic');
  return Float32Array.from({ length }, () => random.normal());
}
