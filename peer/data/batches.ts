import assert from 'node:assert/strict';
import { batchDigest } from '../../proto/identity.js';
import { permutation, randomStream, streamSeed } from '../../proto/random.js';
import type { RunSpec } from '../../proto/run-spec.js';

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

/** What a plan depends on besides the ids. */
export type PlanSpec = Pick<RunSpec['training'], 'epochs' | 'steps' | 'batch' | 'seed'>;

/**
 * The run's batches, all of them known from the seed: an epoch is a permutation of the training ids drawn from the
 * stream (seed, shuffle, epoch), cut into batches; the last and smaller one is kept. Any step can be asked for in any
 * order, so a resumed peer needs no saved position, and peers of one run agree on every batch.
 */
export class BatchPlan {
  readonly stepsPerEpoch: number;
  readonly stepsTotal: number;
  /** Rows of the largest batch. */
  readonly rowsMax: number;
  readonly #trainIds: Uint32Array;
  readonly #spec: PlanSpec;
  readonly #augment: RunSpec['data']['augment'];
  #order: Uint32Array = new Uint32Array(0);
  #orderEpoch = -1;

  /** @param trainIds - Sample ids to learn from, at least one. */
  constructor(trainIds: Uint32Array, spec: PlanSpec, augment: RunSpec['data']['augment']) {
    assert(trainIds.length > 0, 'a plan has samples');
    assert(spec.batch > 0, 'a batch has rows');
    this.#trainIds = trainIds;
    this.#spec = spec;
    this.#augment = augment;
    this.stepsPerEpoch = Math.ceil(trainIds.length / spec.batch);
    this.stepsTotal = spec.steps > 0 ? spec.steps : spec.epochs * this.stepsPerEpoch;
    this.rowsMax = Math.min(spec.batch, trainIds.length);
  }

  /** Sizes of the batches to come: the usual one, and that of the last batch of an epoch where it is smaller. */
  get rows(): number[] {
    const last = this.#trainIds.length % this.#spec.batch;
    const reached = this.stepsTotal >= this.stepsPerEpoch;
    return last === 0 || last === this.rowsMax || !reached ? [this.rowsMax] : [this.rowsMax, last];
  }

  /** @param step - 0 to `stepsTotal - 1`. */
  at(step: number): PlannedBatch {
    assert(Number.isInteger(step) && step >= 0 && step < this.stepsTotal, `no step ${step} in this plan`);
    const epoch = Math.floor(step / this.stepsPerEpoch);
    const from = (step % this.stepsPerEpoch) * this.#spec.batch;
    const ids = this.#epochOrder(epoch).slice(from, from + this.#spec.batch);
    const augmentationSeed = this.#augmentationSeed(epoch);
    return { step, epoch, ids, digest: batchDigest(ids, augmentationSeed), augmentationSeed };
  }

  #epochOrder(epoch: number): Uint32Array {
    if (epoch !== this.#orderEpoch) {
      const positions = permutation(this.#trainIds.length, randomStream(this.#spec.seed, 'shuffle', epoch));
      this.#order = positions.map((position) => this.#trainIds[position]!);
      this.#orderEpoch = epoch;
    }
    return this.#order;
  }

  /** Never 0 for augmented inputs: 0 means that there is no augmentation. */
  #augmentationSeed(epoch: number): number {
    return this.#augment === 'none' ? 0 : streamSeed(this.#spec.seed, 'augment', epoch) || 1;
  }
}
