import { firstWeights, type SimulatedWeights } from './simulated-weights.js';

/** Steps from one checkpoint to the next. */
export const CHECKPOINT_EVERY_STEPS = 20;

/** What survives a crash of a peer. */
export class Disk {
  /** Drawn for this run directory. */
  readonly holderSecret: string;
  incarnation = 0;
  readonly #checkpoints = new Map<number, SimulatedWeights>();

  constructor(holderSecret: string) {
    this.holderSecret = holderSecret;
  }

  /** As `peer/files/checkpoint-steps.ts` says. */
  get checkpointSteps(): readonly number[] {
    const steps = [...this.#checkpoints.keys()].sort((a, b) => a - b);
    return steps.length === 0 || steps[0]! <= CHECKPOINT_EVERY_STEPS ? [0, ...steps] : steps;
  }

  save(step: number, weights: SimulatedWeights, kept: number): void {
    this.#checkpoints.set(step, weights);
    for (const old of this.checkpointSteps.slice(0, -kept)) this.#checkpoints.delete(old);
  }

  /** Loads the weights of a step, and drops those of later ones; the first weights come from a seed. */
  load(step: number, seed: number): SimulatedWeights {
    for (const newer of this.#checkpoints.keys()) if (newer > step) this.#checkpoints.delete(newer);
    return this.#checkpoints.get(step) ?? firstWeights(seed);
  }
}
