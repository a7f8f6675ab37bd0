import assert from 'node:assert/strict';
import { drawPadCropFlip, forEachCropRow } from './augment.js';
import type { PlannedBatch } from './batches.js';
import { type InputShape, isImageShape, type Samples, sampleBytes } from './dataset.js';
import { type InputFormat, seenShape, type View } from './input-format.js';
import type { Normalization } from './normalization.js';

/** Rows ready for a network. The arrays may be views on memory that is used again. */
export interface FilledBatch {
  readonly rows: number;
  /** Sample ids, uint32 `[rows]`. */
  readonly ids: Uint32Array;
  /** float32 `[rows * the size of a sample]`, see {@link InputFiller}. */
  readonly inputs: Float32Array;
  /** int32 `[rows * positions]`. */
  readonly labels: Int32Array;
}

/**
 * Writes network inputs, float32: (pixel / 255 − mean) / std of the pixel's channel for images, tokens as they are.
 *
 * An image is augmented first and viewed then, so that peers with different views see the same flip of a sample.
 */
export class InputFiller {
  readonly #shape: InputShape;
  readonly #view: View | undefined;
  /** Numbers of a sample as the network sees it. */
  readonly #seen: number;
  readonly #channels: number;
  /** float32 `[channels * 256]`: the input for every channel and byte, so filling is a look-up. */
  readonly #table: Float32Array;
  /** float32 `[seen]`: a black image as the network sees it. */
  readonly #black: Float32Array;
  readonly #augmented: Uint8Array;
  readonly #viewed: Uint8Array;

  constructor(format: InputFormat) {
    const shape = seenShape(format);
    this.#shape = format.inputShape;
    this.#view = format.view;
    this.#seen = sampleBytes(shape);
    this.#channels = isImageShape(shape) ? shape[2] : 1;
    this.#table = isImageShape(shape) ? pixelTable(shape[2], format.normalization) : tokenTable();
    this.#black = Float32Array.from(
      { length: this.#seen },
      (_, i) => this.#table[(i % this.#channels) * 256]!,
    );
    this.#augmented = new Uint8Array(sampleBytes(format.inputShape));
    this.#viewed = new Uint8Array(this.#seen);
  }

  /**
   * @param ids - uint32 `[rows]`, samples.
   * @param out - float32, at least `[rows * the size of a sample]`.
   * @param augmentationSeed - 0 leaves the samples as they are, see `PlannedBatch.augmentationSeed`.
   */
  fill(samples: StoredSamples, ids: Uint32Array, out: Float32Array, augmentationSeed = 0): void {
    const bytes = sampleBytes(this.#shape);
    assert(out.length >= ids.length * this.#seen, 'the inputs fit');
    for (let row = 0; row < ids.length; row++) {
      const id = ids[row]!;
      const start = samples.starts === undefined ? id * bytes : samples.starts[id];
      if (start === undefined || start + bytes > samples.images.length)
        assert.fail(`there is no sample ${id}`);
      const offset = row * this.#seen;
      if (augmentationSeed === 0 && this.#view === undefined) {
        this.#writeRun(samples.images, start, 1, out, offset, this.#seen / this.#channels);
        continue;
      }
      const stored = samples.images.subarray(start, start + bytes);
      if (this.#view === undefined) this.#writeCrop(stored, id, augmentationSeed, out, offset);
      else this.#writeView(this.#view, stored, id, augmentationSeed, out, offset);
    }
  }

  /** Without a view, cropping, mirroring and normalising are one pass over the pixels. */
  #writeCrop(stored: Uint8Array, id: number, seed: number, out: Float32Array, offset: number): void {
    const channels = this.#channels;
    assert(isImageShape(this.#shape), 'what is augmented is an image');
    const draw = drawPadCropFlip(seed, id);
    out.set(this.#black, offset);
    forEachCropRow(this.#shape, draw, (source, target, pixels) => {
      this.#writeRun(stored, source * channels, draw.flip ? -1 : 1, out, offset + target * channels, pixels);
    });
  }

  #writeView(
    view: View,
    stored: Uint8Array,
    id: number,
    seed: number,
    out: Float32Array,
    offset: number,
  ): void {
    view.apply(seed === 0 ? stored : this.#augment(stored, id, seed), id, this.#viewed);
    this.#writeRun(this.#viewed, 0, 1, out, offset, this.#seen / this.#channels);
  }

  #augment(stored: Uint8Array, id: number, seed: number): Uint8Array {
    assert(isImageShape(this.#shape), 'what is augmented is an image');
    const draw = drawPadCropFlip(seed, id);
    const channels = this.#shape[2];
    const crop = this.#augmented.fill(0);
    forEachCropRow(this.#shape, draw, (source, target, pixels) => {
      if (!draw.flip) {
        crop.set(stored.subarray(source * channels, (source + pixels) * channels), target * channels);
        return;
      }
      for (let pixel = 0; pixel < pixels; pixel++) {
        const from = (source - pixel) * channels;
        const to = (target + pixel) * channels;
        for (let channel = 0; channel < channels; channel++) crop[to + channel] = stored[from + channel]!;
      }
    });
    return crop;
  }

  /** Writes pixels that follow each other, or with `step` −1 precede each other, in `bytes`. */
  #writeRun(
    bytes: Uint8Array,
    from: number,
    step: 1 | -1,
    out: Float32Array,
    offset: number,
    pixels: number,
  ): void {
    const table = this.#table;
    const channels = this.#channels;
    const end = offset + pixels * channels;
    const stride = step * channels;
    if (stride === 1) {
      writeBytes(bytes, from, table, out, offset, pixels);
    } else if (channels === 1) {
      for (let to = offset, at = from; to < end; to++, at--) out[to] = table[bytes[at]!]!;
    } else if (channels === 3) {
      for (let to = offset, at = from; to < end; to += 3, at += stride) {
        out[to] = table[bytes[at]!]!;
        out[to + 1] = table[256 + bytes[at + 1]!]!;
        out[to + 2] = table[512 + bytes[at + 2]!]!;
      }
    } else {
      for (let to = offset, at = from; to < end; to += channels, at += stride) {
        for (let channel = 0; channel < channels; channel++) {
          out[to + channel] = table[channel * 256 + bytes[at + channel]!]!;
        }
      }
    }
  }
}

/** Looks up bytes that follow each other, four at a time: half the time of one after the other. */
function writeBytes(
  bytes: Uint8Array,
  from: number,
  table: Float32Array,
  out: Float32Array,
  offset: number,
  count: number,
): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = from + i;
    const to = offset + i;
    out[to] = table[bytes[at]!]!;
    out[to + 1] = table[bytes[at + 1]!]!;
    out[to + 2] = table[bytes[at + 2]!]!;
    out[to + 3] = table[bytes[at + 3]!]!;
  }
  for (; i < count; i++) out[offset + i] = table[bytes[from + i]!]!;
}

/** A split without its labels. */
export type StoredSamples = Pick<Samples, 'images' | 'starts'>;

/**
 * Fills one planned training batch on the calling thread.
 *
 * @param labels - int32 `[samples.count * positions]`: a split's, noisy where asked for.
 */
export function fillBatch(
  format: InputFormat,
  samples: StoredSamples & Pick<Samples, 'count'>,
  labels: Int32Array,
  batch: Pick<PlannedBatch, 'ids' | 'augmentationSeed'>,
): FilledBatch {
  const { ids } = batch;
  const inputs = new Float32Array(ids.length * sampleBytes(seenShape(format)));
  new InputFiller(format).fill(samples, ids, inputs, batch.augmentationSeed);
  const gathered = new Int32Array(ids.length * (labels.length / samples.count));
  gatherLabels(labels, samples.count, ids, gathered);
  return { rows: ids.length, ids, inputs, labels: gathered };
}

/**
 * Writes the labels of these ids one after the other.
 *
 * @param labels - int32 `[count * positions]`.
 * @param out - int32, at least `[ids * positions]`.
 */
export function gatherLabels(labels: Int32Array, count: number, ids: Uint32Array, out: Int32Array): void {
  const positions = labels.length / count;
  for (let row = 0; row < ids.length; row++) {
    const from = ids[row]! * positions;
    for (let i = 0; i < positions; i++) out[row * positions + i] = labels[from + i]!;
  }
}

/**
 * Batches in the order of `ids`, unaugmented, for validation and test. Each batch has memory of its own.
 *
 * @param samples - `dataset.train` for validation ids, `dataset.test` for the test split.
 * @param ids - uint32, indices into `samples`; absent: all.
 * @param labels - int32 `[samples.count * positions]`; absent: the samples' own.
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
  const sampleSize = sampleBytes(seenShape(format));
  const positions = labels.length / samples.count;
  const filler = new InputFiller(format);
  for (let from = 0; from < ids.length; from += rowsMax) {
    const chosen = ids.subarray(from, from + rowsMax);
    const inputs = new Float32Array(chosen.length * sampleSize);
    const gathered = new Int32Array(chosen.length * positions);
    filler.fill(samples, chosen, inputs);
    gatherLabels(labels, samples.count, chosen, gathered);
    yield { rows: chosen.length, ids: chosen, inputs, labels: gathered };
  }
}

/** Bytes of inputs that are kept to be gone through again. */
const REPEATED_BYTES_MAX = 32 * 2 ** 20;

/**
 * As {@link evaluationBatches}, for those who go through them again and again: filled once where all of them are small,
 * and anew each time where they are not.
 */
export function repeatedBatches(
  format: InputFormat,
  samples: Samples,
  rowsMax: number,
  ids?: Uint32Array,
  labels?: Int32Array,
): Iterable<FilledBatch> {
  const fill = (): Iterable<FilledBatch> => evaluationBatches(format, samples, rowsMax, ids, labels);
  const bytes =
    (ids?.length ?? samples.count) * sampleBytes(seenShape(format)) * Float32Array.BYTES_PER_ELEMENT;
  if (bytes > REPEATED_BYTES_MAX) return { [Symbol.iterator]: () => fill()[Symbol.iterator]() };
  let filled: readonly FilledBatch[] | undefined;
  return {
    [Symbol.iterator]() {
      filled ??= [...fill()];
      return filled[Symbol.iterator]();
    },
  };
}

/** uint32 `[count]`: 0 … count-1. */
export function allIds(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i);
}

function pixelTable(channels: number, normalization: Normalization): Float32Array {
  const table = new Float32Array(channels * 256);
  for (let channel = 0; channel < channels; channel++) {
    for (let value = 0; value < 256; value++) {
      table[channel * 256 + value] =
        (value / 255 - normalization.mean[channel]!) / normalization.std[channel]!;
    }
  }
  return table;
}

function tokenTable(): Float32Array {
  return Float32Array.from({ length: 256 }, (_, token) => token);
}
