import { CodistillError } from '../../proto/errors.js';
import { parsePartition } from '../../proto/partition.js';
import { permutation, type RandomStream, randomStream } from '../../proto/random.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { Dataset } from './dataset.js';
import { allIds } from './fill.js';
import { dealShards, type LearnerPlace, type Shards, shardOf } from './shards.js';

/** Which samples of `dataset.train` a learner learns from and which are held out, and the labels they count with. */
export interface TrainingSplit {
  /** Sample ids learned from, ascending. */
  readonly train: Uint32Array;
  /** Sample ids held out for validation, ascending; the same for every learner. */
  readonly validation: Uint32Array;
  /**
   * int32 `[dataset.train.count * positions]`, in shared memory, by sample id; noisy for the samples of any learner
   * only, and the same for every learner.
   */
  readonly labels: Int32Array;
}

/** The options that a split depends on. */
export type SplitSpec = Pick<
  RunSpec['data'],
  'validationFraction' | 'limitTrain' | 'labelNoise' | 'partition'
>;

type SplitDataset = Pick<Dataset, 'name' | 'classes' | 'train' | 'text' | 'heldOut'>;

const ALONE: LearnerPlace = { index: 0, count: 1 };

/**
 * Splits the training samples by seed: first `validationFraction` of them are held out, or those that the data name
 * (`Dataset.heldOut`), then the rest is dealt to the learners, at most `limitTrain` to each, then `labelNoise` of the
 * dealt labels become a uniformly random other class. Each draw has a stream of its own, so a smaller `limitTrain` or another noise
 * leaves the validation samples as they were. A `validationFraction` of 0 holds nothing out.
 *
 * @param place - Whose samples these are.
 * @throws {CodistillError} `ERR_CONFIG` when nothing would be left to train on or to validate with.
 */
export function splitTraining(
  dataset: SplitDataset,
  spec: SplitSpec,
  seed: number,
  place: LearnerPlace = ALONE,
): TrainingSplit {
  const { candidates, validation } = holdOut(dataset, spec.validationFraction, seed);
  const partition = parsePartition(spec.partition);
  const shards = dealShards(candidates, {
    partition,
    limit: spec.limitTrain,
    learners: place.count,
    seed,
    blockSamples: dataset.text?.blockSamples ?? 1,
    classes: dataset.classes,
    classOf: (id) => dataset.train.labels[id]!,
  });
  const train = shardOf(shards, place.index);
  if (train.length === 0) {
    throw new CodistillError(
      'ERR_CONFIG',
      `data set "${dataset.name}" has ${candidates.length} training samples for ${place.count} learners`,
      { fix: 'use --partition same, or fewer peers' },
    );
  }
  return { train, validation, labels: noisyLabels(dataset, shards, spec.labelNoise, seed) };
}

function holdOut(
  { name, train, heldOut }: SplitDataset,
  fraction: number,
  seed: number,
): { candidates: Uint32Array; validation: Uint32Array } {
  const { count } = train;
  if (heldOut !== undefined) {
    const held = new Set(heldOut);
    const candidates = allIds(count).filter((id) => !held.has(id));
    return { candidates, validation: heldOut };
  }
  if (fraction === 0) {
    return { candidates: allIds(count), validation: new Uint32Array() };
  }
  if (count < 2) {
    throw new CodistillError(
      'ERR_CONFIG',
      `data set "${name}" has ${count} training sample; two are needed, one to train on and one to validate with`,
      { fix: 'give it more training samples' },
    );
  }
  const held = Math.min(count - 1, Math.max(1, Math.round(count * fraction)));
  const order = permutation(count, randomStream(seed, 'split'));
  return { candidates: order.slice(held).sort(), validation: order.slice(0, held).sort() };
}

/**
 * Labels with noise. Every part that was dealt has its own draw and exactly its share of noise, so that a learner's
 * labels do not depend on how many others there are.
 */
function noisyLabels(
  dataset: SplitDataset,
  { common, own }: Shards,
  share: number,
  seed: number,
): Int32Array {
  const { labels, count } = dataset.train;
  const noisy = new Int32Array(new SharedArrayBuffer(labels.length * 4));
  noisy.set(labels);
  if (share === 0 || dataset.classes < 2) return noisy;
  const parts = [common, ...own].filter((ids) => ids.length > 0);
  parts.forEach((ids, i) => {
    const random = i === 0 ? randomStream(seed, 'label-noise') : randomStream(seed, 'label-noise', i);
    addNoise(noisy, ids, labels.length / count, dataset.classes, share, random);
  });
  return noisy;
}

function addNoise(
  labels: Int32Array,
  ids: Uint32Array,
  positions: number,
  classes: number,
  share: number,
  random: RandomStream,
): void {
  const all = ids.length * positions;
  for (const chosen of permutation(all, random).subarray(0, Math.round(share * all))) {
    const at = ids[Math.floor(chosen / positions)]! * positions + (chosen % positions);
    labels[at] = (labels[at]! + random.integer(1, classes - 1)) % classes;
  }
}
