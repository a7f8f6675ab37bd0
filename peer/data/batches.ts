import assert from 'node:assert/strict';
import { batchDigest } from '../../proto/identity.js';
import { parsePartition } from '../../proto/partition.js';
import { permutation, randomStream, streamSeed } from '../../proto/random.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { LearnerPlace } from './shards.js';

/** One mini-batch by name: which samples, in which order, augmented how. */
export interface PlannedBatch {
  readonly step: number;
  readonly epoch: number;
  /** Ordered sample ids, uint32 `[rows]`. */
  readonly ids: Uint32Array;
  /** See `batchDigest`. */
  readonly digest: Uint8Array;
  /** Seed of this epoch's augmentation; 0: none. */
  readonly augmentationSeed: number;
}

/** Everything that a plan depends on, besides the ids. */
export type PlanSpec = Pick<RunSpec['training'], 'epochs' | 'steps' | 'batch' | 'seed'> & {
  /** Whose order it is: learners with samples of their own have orders of their own. @default 0, everybody's */
  readonly order?: number;
};

/**
 * Takes from a run spec what a peer's plan depends on. With the partition `same` all peers take the same batches, so
 * that predictions for one peer's batch are predictions for the others'; with any other each learner takes its own.
 */
export function planSpec(
  { training, data }: Pick<RunSpec, 'training' | 'data'>,
  place: LearnerPlace,
): PlanSpec {
  const { epochs, steps, batch, seed } = training;
  const order = parsePartition(data.partition).kind === 'same' ? 0 : place.index;
  return { epochs, steps, batch, seed, order };
}

/**
 * A peer's batches, all of them known from the seed: an epoch is a permutation of the training ids drawn from the
 * stream (seed, shuffle, epoch, order), cut into batches; the last and smaller one is kept. Any step can be asked for
 * in any order, so a resumed peer needs no saved position, and peers with the same ids and order agree on every batch.
 */
export class BatchPlan {
  readonly stepsPerEpoch: number;
  readonly stepsTotal: number;
  /** Rows of the largest batch. */
  readonly rowsMax: number;
  /** Rows of the smallest batch that comes: an epoch's last, or any where the run is over before. */
  readonly rowsMin: number;
  readonly #trainIds: Uint32Array;
  readonly spec: PlanSpec;
  readonly #augment: RunSpec['data']['augment'];
  /** Of the last two epochs asked for. */
  readonly #orders = new Map<number, Uint32Array>();

  /** @param trainIds - Sample ids to learn from, at least one. */
  constructor(trainIds: Uint32Array, spec: PlanSpec, augment: RunSpec['data']['augment']) {
    assert(trainIds.length > 0, 'a plan has samples');
    assert(spec.batch > 0, 'a batch has rows');
    this.#trainIds = trainIds;
    this.spec = spec;
    this.#augment = augment;
    this.stepsPerEpoch = Math.ceil(trainIds.length / spec.batch);
    this.stepsTotal = spec.steps > 0 ? spec.steps : spec.epochs * this.stepsPerEpoch;
    this.rowsMax = Math.min(spec.batch, trainIds.length);
    const wholeEpoch = this.stepsTotal >= this.stepsPerEpoch;
    this.rowsMin = (wholeEpoch && trainIds.length % spec.batch) || this.rowsMax;
  }

  /** @param step - 0 to `stepsTotal - 1`. */
  at(step: number): PlannedBatch {
    assert(Number.isInteger(step) && step >= 0 && step < this.stepsTotal, `no step ${step} in this plan`);
    const epoch = Math.floor(step / this.stepsPerEpoch);
    const from = (step % this.stepsPerEpoch) * this.spec.batch;
    const ids = this.#epochOrder(epoch).slice(from, from + this.spec.batch);
    const augmentationSeed = this.#augmentationSeed(epoch);
    return { step, epoch, ids, digest: batchDigest(ids, augmentationSeed), augmentationSeed };
  }

  #epochOrder(epoch: number): Uint32Array {
    const known = this.#orders.get(epoch);
    if (known !== undefined) return known;
    const { seed, order = 0 } = this.spec;
    const stream = order === 0 ? [epoch] : [epoch, order];
    const positions = permutation(this.#trainIds.length, randomStream(seed, 'shuffle', ...stream));
    const ids = positions.map((position) => this.#trainIds[position]!);
    // Batches are asked for a few steps ahead, so at the end of an epoch two orders are in use.
    const [oldest] = this.#orders.keys();
    if (this.#orders.size === 2) this.#orders.delete(oldest!);
    this.#orders.set(epoch, ids);
    return ids;
  }

  /** Never 0 for augmented inputs: 0 means that there is no augmentation. */
  #augmentationSeed(epoch: number): number {
    return this.#augment === 'none' ? 0 : streamSeed(this.spec.seed, 'augment', epoch) || 1;
  }
}
