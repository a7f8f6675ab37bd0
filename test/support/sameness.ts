import { decodeCheckpoint, encodeCheckpoint } from '../../peer/files/checkpoint-format.js';
import { tf } from '../../peer/model/backend.js';
import { collectTrainingState, restoreTrainingState } from '../../peer/model/training-state.js';
import { randomStream } from '../../proto/random.js';
import { difference, type Trainee } from './step-kit.js';

/** What one step came to, by name: losses and logits, and each weight, statistic and slot after it. */
export type StepOutcome = ReadonlyMap<string, Float32Array>;

/** The bytes that a peer would leave on disk before a step. */
export function checkpointOf({ step: training, context }: Trainee, step: number): Uint8Array {
  training.settle();
  const state = collectTrainingState(context.network, context.optimizer);
  const facts = { step, epoch: 0, network: context.network.name, runSpecHash: '', peerId: '', metrics: {} };
  return encodeCheckpoint({ ...facts, ...state });
}

/** Puts a checkpoint back. */
export function resume({ context }: Trainee, checkpoint: Uint8Array): void {
  restoreTrainingState(context.network, context.optimizer, decodeCheckpoint(checkpoint));
}

/** Moves every element of every weight to one of the two floats next to it, by chance: what one rounding may do. */
export function nudge({ context }: Trainee, seed: number): void {
  const random = randomStream(seed, 'jitter');
  for (const variable of context.variables) {
    const values = (variable.dataSync() as Float32Array).map((value) => {
      const above = Math.fround(value * (1 + 0.75 * 2 ** -23)); // past half way to the next float
      return random.uniform() < 0.5 ? above : 2 * value - above;
    });
    const nudged = tf.tensor(values, variable.shape);
    variable.assign(nudged);
    nudged.dispose();
  }
}

/** Trains one step and looks at everything that it changed. */
export function outcomeOf(trainee: Trainee, step: number): StepOutcome {
  const [losses] = trainee.train(step, step + 1);
  return new Map([
    ['losses', Float32Array.of(losses!.supervised, losses!.distillation)],
    ['logits', Float32Array.from(trainee.exchange.learned.at(-1)!)],
    ...trainee.state(),
  ]);
}

/** The largest difference of each tensor, in units of its largest element. */
export function apart(a: StepOutcome, b: StepOutcome): Map<string, number> {
  return new Map(
    [...a].map(([name, values]) => {
      const largest = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
      return [name, largest === 0 ? 0 : difference(values, b.get(name) ?? []) / largest] as const;
    }),
  );
}
