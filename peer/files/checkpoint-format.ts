import { createHash } from 'node:crypto';
import * as z from 'zod';
import { bytesOf } from '../../proto/float-bytes.js';
import { decodeContainer, isContainer } from './checkpoint-container.js';
import {
  type Checkpoint,
  CheckpointFormatError,
  checkpointFields,
  DIGEST_LENGTH,
  parseHeader,
  shapeSchema,
} from './checkpoint-fields.js';
import { encodeSafetensors, LENGTH_BYTES, METADATA } from './safetensors.js';

export * from './checkpoint-fields.js';

/**
 * A checkpoint is a safetensors file whose metadata hold, before everything else, the SHA-256 of the header, counted with
 * zeros in its own place; then the format, name and SHA-256 of each tensor in order, and the other fields of
 * the checkpoint, as JSON.
 *
 * Nothing in a file is a class name, a path or a program, and no size is believed before it fits the file.
 */
const FORMAT = 'codistill checkpoint 2';
const BEGINNING = `{"${METADATA}":{"sha256":"`;
const DIGEST_START = LENGTH_BYTES + BEGINNING.length;
const NO_DIGEST = '0'.repeat(DIGEST_LENGTH);
const HEADER_BYTES_MAX = 8 * 1024 * 1024;
const TENSORS_MAX = 65_536;

const metadataSchema = z.strictObject({
  sha256: z.string(),
  format: z.literal(FORMAT),
  tensors: z.string(),
  checkpoint: z.string(),
});
const tensorSchema = z.strictObject({
  dtype: z.literal('F32'),
  shape: shapeSchema,
  data_offsets: z.tuple([z.number(), z.number()]),
});
const headerSchema = z.object({ [METADATA]: metadataSchema }).catchall(z.unknown());
const digestsSchema = z.array(z.tuple([z.string(), z.string().length(DIGEST_LENGTH)])).max(TENSORS_MAX);
const fieldsSchema = z.strictObject(checkpointFields);

/**
 * Encodes a checkpoint. Pure: equal checkpoints give equal bytes.
 *
 * @throws {RangeError} When a metric is not finite, a tensor has not as many values as its shape says, or two tensors have
 *   the same name.
 */
export function encodeCheckpoint({ tensors, ...checkpoint }: Checkpoint): Uint8Array {
  for (const [name, value] of Object.entries(checkpoint.metrics)) {
    if (!Number.isFinite(value)) throw new RangeError(`metric ${name} is ${value}`);
  }
  const { step, epoch, network, runSpecHash, peerId, optimizerUpdates, metrics, data, numerics } = checkpoint;
  const fields = { step, epoch, network, runSpecHash, peerId, optimizerUpdates, metrics, data, numerics };
  const file = encodeSafetensors(tensors, {
    sha256: NO_DIGEST,
    format: FORMAT,
    tensors: JSON.stringify(tensors.map(({ name, values }) => [name, sha256(bytesOf(values))])),
    checkpoint: JSON.stringify(fields), // without those that are undefined
  });
  const dataStart = LENGTH_BYTES + Number(file.readBigUInt64LE());
  if (dataStart - LENGTH_BYTES > HEADER_BYTES_MAX)
    throw new RangeError(`checkpoint header of ${dataStart} bytes`);
  file.write(sha256(file.subarray(0, dataStart)), DIGEST_START, 'latin1');
  return new Uint8Array(file.buffer, file.byteOffset, file.length);
}

/**
 * Decodes a checkpoint, and refuses any that differs from what was encoded in one bit. The container of older versions
 * is read, too.
 *
 * @param file - Whole file. The returned tensors are copies.
 * @throws {CheckpointFormatError} Naming the first part that is wrong.
 */
export function decodeCheckpoint(file: Uint8Array): Checkpoint {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (isContainer(bytes)) return decodeContainer(bytes);
  const header = decodeHeader(bytes);
  const data = bytes.subarray(header.dataStart);
  let expected = 0;
  const tensors = header.tensors.map(({ name, sha256: digest, shape, data_offsets: [begin, end] }) => {
    const size = shape.reduce((product, side) => product * side, 1);
    if (begin !== expected || end !== begin + size * 4 || end > data.length) {
      throw new CheckpointFormatError(`tensor ${name} [${shape}] does not fit the file`);
    }
    expected = end;
    const raw = data.subarray(begin, end);
    if (sha256(raw) !== digest) throw new CheckpointFormatError(`tensor ${name} is damaged`);
    const values = new Float32Array(size);
    new Uint8Array(values.buffer).set(raw);
    return { name, shape, values };
  });
  if (expected !== data.length) {
    throw new CheckpointFormatError(`${data.length} bytes of tensors, ${expected} expected`);
  }
  return { ...header.fields, tensors };
}

interface Header {
  readonly fields: Omit<Checkpoint, 'tensors'>;
  readonly tensors: readonly (z.infer<typeof tensorSchema> & {
    readonly name: string;
    readonly sha256: string;
  })[];
  readonly dataStart: number;
}

function decodeHeader(bytes: Buffer): Header {
  if (bytes.length < DIGEST_START + DIGEST_LENGTH)
    throw new CheckpointFormatError(`only ${bytes.length} bytes`);
  if (bytes.toString('latin1', LENGTH_BYTES, DIGEST_START) !== BEGINNING)
    throw new CheckpointFormatError('not a checkpoint: another beginning');
  const headerBytes = Number(bytes.readBigUInt64LE());
  const dataStart = LENGTH_BYTES + headerBytes;
  if (headerBytes > HEADER_BYTES_MAX || dataStart > bytes.length) {
    throw new CheckpointFormatError(`a header of ${headerBytes} bytes does not fit the file`);
  }
  const raw = Buffer.from(bytes.subarray(0, dataStart));
  const digest = raw.toString('latin1', DIGEST_START, DIGEST_START + DIGEST_LENGTH);
  raw.write(NO_DIGEST, DIGEST_START, 'latin1');
  if (sha256(raw) !== digest) throw new CheckpointFormatError('the header is damaged');
  const { [METADATA]: metadata, ...rest } = parseHeader(raw.toString('utf8', LENGTH_BYTES), headerSchema);
  const digests = parseHeader(metadata.tensors, digestsSchema);
  const tensors = digests.map(([name, sha256]) => {
    const entry = tensorSchema.safeParse(Object.hasOwn(rest, name) ? rest[name] : undefined);
    if (!entry.success) throw new CheckpointFormatError(`tensor ${name} has no place in the file`);
    return { ...entry.data, name, sha256 };
  });
  if (tensors.length !== Object.keys(rest).length)
    throw new CheckpointFormatError('tensors without a checksum');
  return { fields: parseHeader(metadata.checkpoint, fieldsSchema), tensors, dataStart };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
