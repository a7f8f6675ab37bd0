import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DataIdentity } from '../../proto/data-identity.js';
import type { Numerics } from '../../proto/numerics.js';

/**
 * The checkpoint container, little-endian:
 *
 *   0   magic "CODISTIL"
 *   8   uint32 format version
 *   12  uint32 bytes of the header
 *   16  SHA-256 of the header
 *   48  header, JSON: counters, metrics, and for each tensor its name, shape, offset and SHA-256
 *   …   zeros up to a multiple of 64, tensor as float32; once for each tensor
 *   end zeros up to a multiple of 64, SHA-256 of everything before it
 *
 * Nothing in a file is a class name, a path or a program, and no size is believed before it fits the file.
 */
const MAGIC = 'CODISTIL';
const FORMAT_VERSION = 1;
const HASH_BYTES = 32;
const PREFIX_BYTES = 48;
const ALIGNMENT_BYTES = 64;
const HEADER_BYTES_MAX = 4 * 1024 * 1024;
const TENSORS_MAX = 65_536;

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

const headerSchema = z.strictObject({
  step: count,
  epoch: count,
  network: z.string(),
  runSpecHash: z.string(),
  peerId: z.string(),
  optimizerUpdates: count,
  metrics: z.record(z.string(), z.number()),
  tensors: z
    .array(
      z.strictObject({
        name: z.string(),
        shape: z.array(count).max(8),
        offset: count,
        sha256: z.string().length(2 * HASH_BYTES),
      }),
    )
    .max(TENSORS_MAX),
  data: z
    .strictObject({
      digest: z.string(),
      classNames: z.array(z.string()),
      normalization: z.strictObject({ mean: z.array(z.number()), std: z.array(z.number()) }),
    })
    .optional(),
  numerics: z
    .strictObject({ tensorflow: z.string(), threads: count, instructions: z.string(), oneDnn: z.string() })
    .optional(),
});
type Header = z.infer<typeof headerSchema>;

/**
 * Encodes a checkpoint. Pure: equal checkpoints give equal bytes.
 *
 * @throws {RangeError} When a metric is not finite or a tensor has not as many values as its shape says.
 */
export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array {
  checkEncodable(checkpoint);
  // Offsets count from the end of the header, so that the header's own length does not depend on them.
  let dataBytes = 0;
  const tensors = checkpoint.tensors.map((tensor) => {
    const offset = dataBytes;
    dataBytes = aligned(offset + tensor.values.byteLength);
    return {
      name: tensor.name,
      shape: [...tensor.shape],
      offset,
      sha256: sha256(bytesOf(tensor.values)).toString('hex'),
    };
  });
  const { step, epoch, network, runSpecHash, peerId, optimizerUpdates, metrics, data, numerics } = checkpoint;
  const fields: Header = { step, epoch, network, runSpecHash, peerId, optimizerUpdates, metrics, tensors };
  const header = Buffer.from(JSON.stringify({ ...fields, data, numerics })); // without those that are undefined
  if (header.length > HEADER_BYTES_MAX) throw new RangeError(`checkpoint header of ${header.length} bytes`);
  const dataStart = aligned(PREFIX_BYTES + header.length);
  const file = Buffer.alloc(dataStart + dataBytes + HASH_BYTES);
  file.write(MAGIC, 0, 'latin1');
  file.writeUInt32LE(FORMAT_VERSION, 8);
  file.writeUInt32LE(header.length, 12);
  sha256(header).copy(file, 16);
  header.copy(file, PREFIX_BYTES);
  tensors.forEach((tensor, i) => {
    file.set(bytesOf(checkpoint.tensors[i]!.values), dataStart + tensor.offset);
  });
  sha256(file.subarray(0, -HASH_BYTES)).copy(file, file.length - HASH_BYTES);
  return new Uint8Array(file.buffer, file.byteOffset, file.length);
}

/**
 * Decodes a checkpoint, and refuses any that differs from what was encoded in one bit.
 *
 * @param file - Whole file. The returned tensors are copies.
 * @throws {CheckpointFormatError} Naming the first part that is wrong.
 */
export function decodeCheckpoint(file: Uint8Array): Checkpoint {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const { header, dataStart } = decodeHeader(bytes);
  const dataEnd = bytes.length - HASH_BYTES;
  let expectedOffset = 0;
  const tensors = header.tensors.map(({ name, shape, offset, sha256: expected }) => {
    const size = shape.reduce((product, side) => product * side, 1);
    if (offset !== expectedOffset || !Number.isSafeInteger(size) || dataStart + offset + size * 4 > dataEnd) {
      throw new CheckpointFormatError(`tensor ${name} [${shape}] does not fit the file`);
    }
    expectedOffset = aligned(offset + size * 4);
    const raw = bytes.subarray(dataStart + offset, dataStart + offset + size * 4);
    if (sha256(raw).toString('hex') !== expected)
      throw new CheckpointFormatError(`tensor ${name} is damaged`);
    const values = new Float32Array(size);
    new Uint8Array(values.buffer).set(raw);
    return { name, shape, values };
  });
  if (dataStart + expectedOffset !== dataEnd) {
    throw new CheckpointFormatError(`${dataEnd - dataStart} bytes of tensors, ${expectedOffset} expected`);
  }
  if (!sha256(bytes.subarray(0, dataEnd)).equals(bytes.subarray(dataEnd))) {
    throw new CheckpointFormatError('the checksum of the file is wrong');
  }
  return { ...header, tensors };
}

function decodeHeader(bytes: Buffer): { header: Header; dataStart: number } {
  if (bytes.length < PREFIX_BYTES + HASH_BYTES) throw new CheckpointFormatError(`only ${bytes.length} bytes`);
  if (bytes.toString('latin1', 0, 8) !== MAGIC)
    throw new CheckpointFormatError('not a checkpoint: wrong magic');
  const version = bytes.readUInt32LE(8);
  if (version !== FORMAT_VERSION)
    throw new CheckpointFormatError(`format version ${version}, not ${FORMAT_VERSION}`);
  const headerBytes = bytes.readUInt32LE(12);
  const dataStart = aligned(PREFIX_BYTES + headerBytes);
  if (headerBytes > HEADER_BYTES_MAX || dataStart + HASH_BYTES > bytes.length) {
    throw new CheckpointFormatError(`a header of ${headerBytes} bytes does not fit the file`);
  }
  const raw = bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + headerBytes);
  if (!sha256(raw).equals(bytes.subarray(16, PREFIX_BYTES)))
    throw new CheckpointFormatError('the header is damaged');
  const header = headerSchema.safeParse(parseJson(raw));
  if (!header.success) throw new CheckpointFormatError(`the header is not valid: ${header.error.message}`);
  return { header: header.data, dataStart };
}

function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    throw new CheckpointFormatError('the header is not JSON');
  }
}

function checkEncodable(checkpoint: Checkpoint): void {
  for (const [name, value] of Object.entries(checkpoint.metrics)) {
    if (!Number.isFinite(value)) throw new RangeError(`metric ${name} is ${value}`);
  }
  for (const { name, shape, values } of checkpoint.tensors) {
    const size = shape.reduce((product, side) => product * side, 1);
    if (values.length !== size) throw new RangeError(`tensor ${name} [${shape}] has ${values.length} values`);
  }
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
