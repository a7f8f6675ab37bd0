import { createHash } from 'node:crypto';
import * as z from 'zod';
import {
  type Checkpoint,
  CheckpointFormatError,
  checkpointFields,
  DIGEST_LENGTH,
  parseHeader,
  shapeSchema,
} from './checkpoint-fields.js';

/**
 * The container of checkpoints before they were safetensors files, little-endian. It is read and no longer written:
 *
 *   0   magic "CODISTIL"
 *   8   uint32 format version, 1
 *   12  uint32 bytes of the header
 *   16  SHA-256 of the header
 *   48  header, JSON: the fields of a checkpoint, and for each tensor its name, shape, offset and SHA-256
 *   …   zeros up to a multiple of 64, tensor as float32; once for each tensor
 *   end zeros up to a multiple of 64, SHA-256 of everything before it
 */
const MAGIC = 'CODISTIL';
const FORMAT_VERSION = 1;
const HASH_BYTES = 32;
const PREFIX_BYTES = 48;
const ALIGNMENT_BYTES = 64;

const headerSchema = z.strictObject({
  ...checkpointFields,
  tensors: z.array(
    z.strictObject({
      name: z.string(),
      shape: shapeSchema,
      offset: z.number().int().min(0),
      sha256: z.string().length(DIGEST_LENGTH),
    }),
  ),
});

/** Whether a file is of this kind: no safetensors file begins so, its header would be of 10¹⁸ bytes. */
export function isContainer(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, MAGIC.length) === MAGIC;
}

/**
 * Decodes a checkpoint of this kind, and refuses any that differs from what was encoded in one bit.
 *
 * @param bytes - Whole file. The returned tensors are copies.
 * @throws {CheckpointFormatError} Naming the first part that is wrong.
 */
export function decodeContainer(bytes: Buffer): Checkpoint {
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

function decodeHeader(bytes: Buffer): { header: z.infer<typeof headerSchema>; dataStart: number } {
  if (bytes.length < PREFIX_BYTES + HASH_BYTES) throw new CheckpointFormatError(`only ${bytes.length} bytes`);
  const version = bytes.readUInt32LE(8);
  if (version !== FORMAT_VERSION)
    throw new CheckpointFormatError(`format version ${version}, not ${FORMAT_VERSION}`);
  const headerBytes = bytes.readUInt32LE(12);
  const dataStart = aligned(PREFIX_BYTES + headerBytes);
  if (dataStart + HASH_BYTES > bytes.length) {
    throw new CheckpointFormatError(`a header of ${headerBytes} bytes does not fit the file`);
  }
  const raw = bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + headerBytes);
  if (!sha256(raw).equals(bytes.subarray(16, PREFIX_BYTES)))
    throw new CheckpointFormatError('the header is damaged');
  return { header: parseHeader(raw.toString('utf8'), headerSchema), dataStart };
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
