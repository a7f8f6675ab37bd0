import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { CodistillError } from '../../proto/errors.js';
import { reasonOf } from '../../proto/user-module.js';
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

const numbers = z.array(z.number()).readonly();
/** Fields that a reader relies on; whatever else a file says is left in it. */
const SCHEMA = z.looseObject({
  network: z.string(),
  input: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('picture'),
      shape: z.array(z.number()).length(3).readonly(),
      range: z.tuple([z.number(), z.number()]).readonly(),
      mean: numbers,
      std: numbers,
      view: z.string(),
    }),
    z.object({
      kind: z.literal('text'),
      shape: z.array(z.number()).length(1).readonly(),
      tokens: z.enum(['characters', 'bytes']),
    }),
  ]),
  positions: z.int(),
  classes: z.int(),
  classNames: z.array(z.string()).readonly(),
  takesPixels: z.boolean().optional(),
});

/**
 * Reads the preprocessing in a folder.
 *
 * @throws {CodistillError} `ERR_DATA_MISSING` when it is not there or does not say all of it.
 */
export function readPreprocessing(
  directory: string,
): Preprocessing & { readonly takesPixels?: boolean | undefined } {
  const path = join(directory, PREPROCESSING);
  try {
    return SCHEMA.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    const reason =
      cause instanceof z.ZodError
        ? cause.issues.map(({ path: at, message }) => [at.join('.'), message].join(': ')).join('; ')
        : reasonOf(cause);
    throw new CodistillError('ERR_DATA_MISSING', `${path} does not say what the model takes: ${reason}`, {
      fix: 'give a folder that `codistill export` wrote, with all its files, or a run directory',
      facts: { path },
      cause,
    });
  }
}

/** The preprocessing beside a model's file; `undefined`: nothing says it. */
export function preprocessingBeside(file: string): ReturnType<typeof readPreprocessing> | undefined {
  const directory = dirname(file);
  return existsSync(join(directory, PREPROCESSING)) ? readPreprocessing(directory) : undefined;
}
