import { join } from 'node:path';
import type { CheckpointDisk } from './checkpoint-disk.js';
import type { Checkpoint } from './checkpoint-fields.js';
import { replaceFile } from './run-files.js';

/** The name of the file, beside checkpoints and in an exported model. */
export const PREPROCESSING = 'preprocessing.json';

/** All that a reader of a network has to know to feed it and to read its outputs. */
export interface Preprocessing {
  readonly network: string;
  readonly input: PictureInput | TextInput;
  /** Predictions of a sample. */
  readonly positions: number;
  readonly classes: number;
  /** One name a class, in the order of the outputs; of a text its vocabulary. Empty: not known. */
  readonly classNames: readonly string[];
}

/** A pixel goes in as `(pixel / 255 − mean) / std`, float32, channel by channel. */
export interface PictureInput {
  readonly kind: 'picture';
  /** `[height, width, channels]`, channels last. */
  readonly shape: readonly number[];
  /** The scale of a pixel before `mean` and `std`. */
  readonly range: readonly [number, number];
  readonly mean: readonly number[];
  readonly std: readonly number[];
  /** The part or form of a stored picture that is shown; `full`: all of it. */
  readonly view: string;
}

/** A token goes in as its number, float32: of a character its place among the class names, of a byte the byte. */
export interface TextInput {
  readonly kind: 'text';
  /** `[tokens]` of a window. */
  readonly shape: readonly number[];
  readonly tokens: 'characters' | 'bytes';
}

/** The preprocessing of the network of a checkpoint; `undefined` where an older version wrote it, which does not say. */
export function preprocessingOf({
  network,
  data,
}: Pick<Checkpoint, 'network' | 'data'>): Preprocessing | undefined {
  if (data?.sample === undefined) return undefined;
  const { inputShape: shape, positions, classes, view, tokens } = data.sample;
  const { mean, std } = data.normalization;
  const input =
    tokens === undefined
      ? ({ kind: 'picture', shape, range: [0, 1], mean, std, view } as const)
      : ({ kind: 'text', shape, tokens } as const);
  return { network, input, positions, classes, classNames: data.classNames };
}

/** Writes it beside the checkpoints of a network that say it. */
export function writePreprocessing(disk: CheckpointDisk, directory: string, checkpoint: Checkpoint): void {
  const preprocessing = preprocessingOf(checkpoint);
  if (preprocessing === undefined) return;
  replaceFile(join(directory, PREPROCESSING), `${JSON.stringify(preprocessing, null, 2)}\n`, { disk });
}
