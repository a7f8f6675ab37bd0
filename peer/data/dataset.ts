import { createHash } from 'node:crypto';
import { travellingNames } from '../../proto/data-identity.js';
import { CodistillError } from '../../proto/errors.js';
import { measureNormalization, type Normalization } from './normalization.js';

/** `[height, width, channels]`, in pixels. */
export type ImageShape = readonly [height: number, width: number, channels: number];

/** One sample: an image, or the tokens of a window of text. */
export type InputShape = ImageShape | readonly [tokens: number];

/** One split of a data set. The arrays lie in shared memory, so that threads read them without a copy. */
export interface Samples {
  readonly count: number;
  /** uint8: images `[count * height * width * channels]`, row-major, channels last; or the tokens of a whole text. */
  readonly images: Uint8Array;
  /** Start of each sample in `images`, uint32 `[count]`; samples of a text overlap. Absent: they follow each other. */
  readonly starts?: Uint32Array;
  /** int32 `[count * positions]`, class indices. */
  readonly labels: Int32Array;
}

/** Facts about the samples of a text; images have none of them. */
export interface TextFacts {
  readonly level: 'characters' | 'bytes';
  /** 1 when tokens are characters; the bytes of a character, on average, when they are bytes. */
  readonly tokensPerCharacter: number;
  /** Ids of `train` held out for validation, ascending: a stretch of text that no other sample sees. */
  readonly heldOut: Uint32Array;
  /** Consecutive sample ids that learners with samples of their own are dealt together, since neighbours overlap. */
  readonly blockSamples: number;
}

/** Labelled samples in a canonical order: a sample id is an index in `train`. */
export interface Dataset {
  readonly name: string;
  readonly classes: number;
  readonly inputShape: InputShape;
  /** Predictions and labels of a sample: 1 for an image; a text may predict the token after each of its own. */
  readonly positions: number;
  /** One name a class; empty where the data have none, or too many to travel (`LIMITS.classNamesBytesMax`). */
  readonly classNames: readonly string[];
  /** Mean and deviation of the pixels; a text, whose tokens are read as they are, does not use it. */
  readonly normalization: Normalization;
  /** Present when the samples are windows of a text. */
  readonly text?: TextFacts;
  readonly train: Samples;
  readonly test: Samples;
  /** SHA-256, hex, over shape, labels and pixels of both splits: equal on two machines exactly when the data are. */
  readonly digest: string;
}

/** A split as a reader found it. */
export interface RawSamples {
  readonly images: Uint8Array;
  readonly labels: ArrayLike<number>;
}

/** A data set as its reader found it; the rest follows from the samples. */
export interface RawDataset {
  readonly name: string;
  /** Where the samples come from, for error messages: a file, a folder, a module. */
  readonly source: string;
  readonly classes: number;
  readonly inputShape: ImageShape;
  /** Absent: not known. */
  readonly classNames?: readonly string[];
  /** Absent: measured on the training images. */
  readonly normalization?: Normalization;
  readonly train: RawSamples;
  readonly test: RawSamples;
}

export function sampleBytes(shape: InputShape): number {
  return shape.reduce((product: number, side) => product * side, 1);
}

export function isImageShape(shape: InputShape): shape is ImageShape {
  return shape.length === 3;
}

/**
 * Checks samples against their shape and class count, moves them to shared memory and names them by digest.
 *
 * @throws {CodistillError} `ERR_DATA_CORRUPT` naming the split and the sample that cannot be right.
 */
export function createDataset(raw: RawDataset): Dataset {
  const train = sharedSamples(raw, 'train', raw.train);
  const test = sharedSamples(raw, 'test', raw.test);
  return {
    name: raw.name,
    classes: raw.classes,
    inputShape: raw.inputShape,
    positions: 1,
    classNames: travellingNames(raw.classNames ?? []),
    normalization: raw.normalization ?? measureNormalization([train.images], raw.inputShape[2]),
    train,
    test,
    digest: datasetDigest(raw.classes, raw.inputShape, train, test),
  };
}

function sharedSamples(raw: RawDataset, split: string, samples: RawSamples): Samples {
  const count = samples.labels.length;
  const where = `${raw.source}, ${split} split`;
  const bytesExpected = count * sampleBytes(raw.inputShape);
  if (count === 0) throw new CodistillError('ERR_DATA_CORRUPT', `${where}: no samples`, { facts: { split } });
  if (samples.images.length !== bytesExpected) {
    throw new CodistillError(
      'ERR_DATA_CORRUPT',
      `${where}: ${samples.images.length} bytes of pixels, expected ${bytesExpected} for ${count} labels and ${raw.inputShape.join('x')} pixels an image`,
      { facts: { split, bytes: samples.images.length, bytesExpected } },
    );
  }
  const labels = new Int32Array(new SharedArrayBuffer(count * 4));
  for (let i = 0; i < count; i++) {
    const label = samples.labels[i]!;
    if (!Number.isInteger(label) || label < 0 || label >= raw.classes) {
      throw new CodistillError(
        'ERR_DATA_CORRUPT',
        `${where}: the label of sample ${i} is ${label}, expected 0 to ${raw.classes - 1}`,
        { facts: { split, sample: i, label } },
      );
    }
    labels[i] = label;
  }
  return { count, images: shared(samples.images), labels };
}

/** uint8 `[bytes]` in shared memory, zeroed: readers that decode piece by piece write straight into it. */
export function sharedBytes(bytes: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(bytes));
}

function shared(bytes: Uint8Array): Uint8Array {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes;
  const copy = sharedBytes(bytes.length);
  copy.set(bytes);
  return copy;
}

function datasetDigest(classes: number, shape: ImageShape, train: Samples, test: Samples): string {
  const hash = createHash('sha256');
  hash.update(
    `codistill data 1\nclasses ${classes}\nshape ${shape.join(' ')}\ntrain ${train.count}\ntest ${test.count}\n`,
  );
  for (const { labels, images } of [train, test]) {
    hash.update(new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength));
    hash.update(images);
  }
  return hash.digest('hex');
}
