import assert from 'node:assert/strict';
import { drawPadCropFlip, padCropFlip } from './augment.js';
import type { PlannedBatch } from './batches.js';
import { type Dataset, type InputShape, type Samples, sampleBytes } from './dataset.js';
import type { Normalization } from './normalization.js';

/** What turns pixels into network inputs. */
export type InputFormat = Pick<Dataset, 'inputShape' | 'normalization'>;

/** Rows ready for a network. The arrays may be views on memory that is used again. */
export interface FilledBatch {
  readonly rows: number;
  /** Sample ids, uint32 `[rows]`. */
  readonly ids: Uint32Array;
  /** float32 `[rows * height * width * channels]`, normalised. */
  readonly inputs: Float32Array;
  /** int32 `[rows]`. */
  readonly labels: Int32Array;
}

/** Writes normalised float32 inputs: (pixel / 255 − mean) / std of the pixel's channel. */
export class InputFiller {
  readonly #shape: InputShape;
  /** float32 `[channels * 256]`: the input for every channel and pixel value, so filling is a look-up. */
  readonly #table: Float32Array;
  readonly #augmented: Uint8Array;

  constructor(format: InputFormat) {
    this.#shape = format.inputShape;
    this.#table = inputTable(format.inputShape[2], format.normalization);
    this.#augmented = new Uint8Array(sampleBytes(format.inputShape));
  }

  /**
   * @param images - uint8 `[count * height * width * channels]`.
   * @param ids - uint32 `[rows]`, indices into `images`.
   * @param out - float32, at least `[rows * height * width * channels]`.
   * @param augmentationSeed - 0 leaves the images as they are, see `PlannedBatch.augmentationSeed`.
   */
  fill(images: Uint8Array, ids: Uint32Array, out: Float32Array, augmentationSeed = 0): void {
    const bytes = sampleBytes(this.#shape);
    assert(out.length >= ids.length * bytes, 'the inputs fit');
    for (let row = 0; row < ids.length; row++) {
      const id = ids[row]!;
      const stored = images.subarray(id * bytes, (id + 1) * bytes);
      assert(stored.length === bytes, `there is a sample ${id}`);
      if (augmentationSeed === 0) {
        this.#normalise(stored, out, row * bytes);
      } else {
        padCropFlip(stored, this.#shape, drawPadCropFlip(augmentationSeed, id), this.#augmented);
        this.#normalise(this.#augmented, out, row * bytes);
      }
    }
  }

  #normalise(image: Uint8Array, out: Float32Array, offset: number): void {
    const table = this.#table;
    const channels = this.#shape[2];
    if (channels === 1) {
      for (let i = 0; i < image.length; i++) out[offset + i] = table[image[i]!]!;
      return;
    }
    for (let i = 0; i < image.length; i += channels) {
      for (let channel = 0; channel < channels; channel++) {
        out[offset + i + channel] = table[channel * 256 + image[i + channel]!]!;
      }
    }
  }
}

/**
 * Fills one planned training batch on the calling thread.
 *
 * @param labels - int32 by sample id: a split's, noisy where asked for.
 */
export function fillBatch(
  format: InputFormat,
  images: Uint8Array,
  labels: Int32Array,
  batch: Pick<PlannedBatch, 'ids' | 'augmentationSeed'>,
): FilledBatch {
  const { ids } = batch;
  const inputs = new Float32Array(ids.length * sampleBytes(format.inputShape));
  new InputFiller(format).fill(images, ids, inputs, batch.augmentationSeed);
  return { rows: ids.length, ids, inputs, labels: gatherLabels(labels, ids) };
}

/** int32 `[rows]`: the labels of these ids. */
export function gatherLabels(labels: Int32Array, ids: Uint32Array): Int32Array {
  return Int32Array.from(ids, (id) => labels[id]!);
}

/**
 * Batches in the order of `ids`, unaugmented, for validation and test. Each batch has memory of its own.
 *
 * @param samples - `dataset.train` for validation ids, `dataset.test` for the test split.
 * @param ids - uint32, indices into `samples`; absent: all.
 * @param labels - int32 by id; absent: the samples' own.
 * @param rowsMax - Rows of a batch; the last one may be smaller.
 */
export function* evaluationBatches(
  format: InputFormat,
  samples: Samples,
  rowsMax: number,
  ids: Uint32Array = allIds(samples.count),
  labels: Int32Array = samples.labels,
): Generator<FilledBatch, void, undefined> {
  assert(rowsMax > 0, 'a batch has rows');
  const bytes = sampleBytes(format.inputShape);
  const filler = new InputFiller(format);
  for (let from = 0; from < ids.length; from += rowsMax) {
    const chosen = ids.subarray(from, from + rowsMax);
    const inputs = new Float32Array(chosen.length * bytes);
    filler.fill(samples.images, chosen, inputs);
    yield { rows: chosen.length, ids: chosen, inputs, labels: gatherLabels(labels, chosen) };
  }
}

/** uint32 `[count]`: 0 … count-1. */
export function allIds(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i);
}

function inputTable(channels: number, normalization: Normalization): Float32Array {
  const table = new Float32Array(channels * 256);
  for (let channel = 0; channel < channels; channel++) {
    for (let value = 0; value < 256; value++) {
      table[channel * 256 + value] =
        (value / 255 - normalization.mean[channel]!) / normalization.std[channel]!;
    }
  }
  return table;
}
