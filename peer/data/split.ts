import { CodistillError } from '../../proto/errors.js';
import { permutation, randomStream } from '../../proto/random.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { Dataset } from './dataset.js';

/** Which samples of `dataset.train` are learned from and which are held out, and the labels they count with. */
export interface TrainingSplit {
  /** Sample ids learned from, ascending. */
  readonly train: Uint32Array;
  /** Sample ids held out for validation, ascending. */
  readonly validation: Uint32Array;
  /** int32 `[dataset.train.count]`, in shared memory, by sample id; noisy for ids in `train` only. */
  readonly labels: Int32Array;
}

/**
 * Splits the training samples by seed: first `validationFraction` of them are held out, then `limitTrain` of the rest
 * are kept, then `labelNoise` of the kept get the label of a uniformly random other class. Each draw has a stream of
 * its own, so a smaller `limitTrain` or another noise leaves the validation samples as they were.
 *
 * @throws {CodistillError} `ERR_CONFIG` when nothing would be left to train on or to validate with.
 */
export function splitTraining(
  dataset: Pick<Dataset, 'name' | 'classes' | 'train'>,
  spec: Pick<RunSpec['data'], 'validationFraction' | 'limitTrain' | 'labelNoise'>,
  seed: number,
): TrainingSplit {
  const { count } = dataset.train;
  if (count < 2) {
    throw new CodistillError(
      'ERR_CONFIG',
      `data set "${dataset.name}" has ${count} training sample; two are needed, one to train on and one to validate with`,
    );
  }
  const held = Math.min(count - 1, Math.max(1, Math.round(count * spec.validationFraction)));
  const order = permutation(count, randomStream(seed, 'split'));
  const validation = order.slice(0, held).sort();
  const train = limited(order.slice(held).sort(), spec.limitTrain, seed);
  return { train, validation, labels: noisyLabels(dataset, train, spec.labelNoise, seed) };
}

function limited(ids: Uint32Array, limit: number, seed: number): Uint32Array {
  if (limit === 0 || limit >= ids.length) return ids;
  const chosen = permutation(ids.length, randomStream(seed, 'limit')).subarray(0, limit);
  return chosen.map((position) => ids[position]!).sort();
}

function noisyLabels(
  dataset: Pick<Dataset, 'classes' | 'train'>,
  trainIds: Uint32Array,
  share: number,
  seed: number,
): Int32Array {
  const labels = new Int32Array(new SharedArrayBuffer(dataset.train.count * 4));
  labels.set(dataset.train.labels);
  if (share === 0 || dataset.classes < 2) return labels;
  const random = randomStream(seed, 'label-noise');
  const chosen = permutation(trainIds.length, random).subarray(0, Math.round(share * trainIds.length));
  for (const position of chosen) {
    const id = trainIds[position]!;
    labels[id] = (labels[id]! + random.integer(1, dataset.classes - 1)) % dataset.classes;
  }
  return labels;
}
