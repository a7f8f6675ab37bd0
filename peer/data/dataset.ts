import { createHash } from 'node:crypto';
import { travellingNames } from '../../proto/data-identity.js';
import { CodistillError, type Facts } from '../../proto/errors.js';
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
  /**
   * Ids of `train` that validate, ascending, where the data say so: images of a folder of their own, a stretch of text
   * that no other sample sees.
   */
  readonly heldOut?: Uint32Array;
  /** For the user, a line each: what was not read, or not as may be expected, and why. */
  readonly notes: readonly string[];
  /** SHA-256, hex, over shape, labels and pixels of both splits: equal on two machines exactly when the data are. */
  readonly digest: string;
}

/** A split as a reader found it. */
export interface RawSamples {
  readonly images: Uint8Array;
  readonly labels: ArrayLike<number>;
  /** Where the labels come from. @default the data set's source */
  readonly labelSource?: string;
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
  /** See `Dataset`. */
  readonly heldOut?: Uint32Array;
  readonly notes?: readonly string[];
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
    ...(raw.heldOut === undefined ? {} : { heldOut: raw.heldOut }),
    notes: raw.notes ?? [],
    digest: datasetDigest(raw, train, test),
  };
}

function sharedSamples(raw: RawDataset, split: string, samples: RawSamples): Samples {
  const count = samples.labels.length;
  const wrong = (source: string, problem: string, fix: string, facts: Facts): CodistillError =>
    new CodistillError('ERR_DATA_CORRUPT', `${source}, ${split} split: ${problem}`, {
      fix,
      facts: { split, ...facts },
    });
  const { source, inputShape, classes } = raw;
  const { images, labelSource = source } = samples;
  if (count === 0) throw wrong(source, 'no samples', `give the ${split} split a sample at least`, {});
  const bytesExpected = count * sampleBytes(inputShape);
  if (images.length !== bytesExpected) {
    throw wrong(
      source,
      `${images.length} bytes of pixels, expected ${bytesExpected} for ${count} labels and ${inputShape.join('x')} pixels an image`,
      `images and labels (${labelSource}) must be of the same samples, one byte a pixel and channel`,
      { bytes: images.length, bytesExpected },
    );
  }
  const labels = new Int32Array(new SharedArrayBuffer(count * 4));
  for (let i = 0; i < count; i++) {
    const label = samples.labels[i]!;
    if (!Number.isInteger(label) || label < 0 || label >= classes) {
      throw wrong(
        labelSource,
        `the label of sample ${i} is ${label}, expected 0 to ${classes - 1}`,
        `labels count the ${classes} classes from 0 on; a set with other labels is read by a module of your own (docs/extending.md)`,
        { sample: i, label },
      );
    }
    labels[i] = label;
  }
  return { count, images: shared(images), labels };
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

function datasetDigest(
  { classes, inputShape: shape, heldOut }: RawDataset,
  train: Samples,
  test: Samples,
): string {
  const hash = createHash('sha256');
  hash.update(
    `codistill data 1\nclasses ${classes}\nshape ${shape.join(' ')}\ntrain ${train.count}\ntest ${test.count}\n`,
  );
  for (const { labels, images } of [train, test]) {
    hash.update(new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength));
    hash.update(images);
  }
  if (heldOut !== undefined) hash.update(`held out ${heldOut.join(' ')}\n`);
  return hash.digest('hex');
}
