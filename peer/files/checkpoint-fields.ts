import * as z from 'zod';
import type { DataIdentity } from '../../proto/data-identity.js';
import type { Numerics } from '../../proto/numerics.js';

/** SHA-256 in hex. */
export const DIGEST_LENGTH = 64;

/** One weight or optimizer slot: float32, row-major. */
export interface CheckpointTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The data that a network learned: the meaning of its outputs, and the scale of its inputs. */
export interface LearnedData extends DataIdentity {
  /** Mean and deviation of each channel as the network sees it, pixels on the scale 0 … 1. */
  readonly normalization: { readonly mean: readonly number[]; readonly std: readonly number[] };
  /** Absent in files of older versions. */
  readonly sample?: LearnedSample | undefined;
}

/** One sample as the network sees it, and the size of its prediction. */
export interface LearnedSample {
  /** `[height, width, channels]`, or `[tokens]`. */
  readonly inputShape: readonly number[];
  readonly classes: number;
  readonly positions: number;
  /** The part or form of a stored sample that the network sees, by name; `full`: all of it. */
  readonly view: string;
  /** Present for a text. */
  readonly tokens?: 'characters' | 'bytes' | undefined;
}

/** Everything a peer needs to train on as if it had never stopped. */
export interface Checkpoint {
  /** Updates made: the next step to train. */
  readonly step: number;
  readonly epoch: number;
  /** Name of the network, as in the run spec. */
  readonly network: string;
  /** That of `trainingHash`. */
  readonly runSpecHash: string;
  readonly peerId: string;
  /** Updates the optimizer counts; below `step` where updates were left out. */
  readonly optimizerUpdates: number;
  /** Finite numbers by name, such as the best validation loss so far. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly tensors: readonly CheckpointTensor[];
  /** Absent in files of older versions, and where only weights are handed on. */
  readonly data?: LearnedData | undefined;
  /** Absent likewise. */
  readonly numerics?: Numerics | undefined;
}

/** Thrown when bytes are not a whole, unharmed checkpoint; `message` says where. */
export class CheckpointFormatError extends Error {
  override readonly name = 'CheckpointFormatError';
}

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Sides of a tensor. */
export const shapeSchema = z.array(count).max(8);

/** The fields of a checkpoint beside its tensors, as JSON. */
export const checkpointFields = {
  step: count,
  epoch: count,
  network: z.string(),
  runSpecHash: z.string(),
  peerId: z.string(),
  optimizerUpdates: count,
  metrics: z.record(z.string(), z.number()),
  data: z
    .strictObject({
      digest: z.string(),
      classNames: z.array(z.string()),
      normalization: z.strictObject({ mean: z.array(z.number()), std: z.array(z.number()) }),
      sample: z
        .strictObject({
          inputShape: shapeSchema,
          classes: count,
          positions: count,
          view: z.string(),
          tokens: z.enum(['characters', 'bytes']).optional(),
        })
        .optional(),
    })
    .optional(),
  numerics: z
    .strictObject({ tensorflow: z.string(), threads: count, instructions: z.string(), oneDnn: z.string() })
    .optional(),
};

/**
 * Reads a header's JSON by its schema.
 *
 * @throws {CheckpointFormatError} When it is not JSON, or not of the schema.
 */
export function parseHeader<Schema extends z.ZodType>(text: string, schema: Schema): z.infer<Schema> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new CheckpointFormatError('the header is not JSON');
  }
  const header = schema.safeParse(content);
  if (!header.success) throw new CheckpointFormatError(`the header is not valid: ${header.error.message}`);
  return header.data;
}
