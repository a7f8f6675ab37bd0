import * as z from 'zod';
import { bytesOf } from '../../proto/float-bytes.js';

/**
 * A safetensors file (huggingface/safetensors), little-endian:
 *
 *   0  uint64 bytes of the header
 *   8  header, JSON, spaces up to a multiple of 8: `__metadata__`, strings by name, and for each tensor its type, shape
 *      and place
 *   …  the tensors, one after the other, without gaps
 */
export const LENGTH_BYTES = 8;
export const METADATA = '__metadata__';

/** As `huggingface/safetensors` has it. */
const HEADER_BYTES_MAX = 100_000_000;
const tensorSchema = z.object({
  dtype: z.string(),
  shape: z.array(z.number().int().min(0)),
  data_offsets: z.tuple([z.number().int().min(0), z.number().int()]),
});
const headerSchema = z.record(z.string(), z.unknown());

/** A named tensor, float32, row-major. */
export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/**
 * Encodes tensors as a safetensors file. Pure: equal arguments give equal bytes.
 *
 * @param metadata - Its entries come first in the header, in their order.
 * @throws {RangeError} When a tensor has not as many values as its shape says, or two have the same name.
 */
export function encodeSafetensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>>,
): Buffer {
  const entries: [string, unknown][] = [[METADATA, metadata]];
  let end = 0;
  for (const { name, shape, values } of tensors) {
    const size = shape.reduce((product, side) => product * side, 1);
    if (values.length !== size) throw new RangeError(`tensor ${name} [${shape}] has ${values.length} values`);
    const begin = end;
    end += size * 4;
    entries.push([name, { dtype: 'F32', shape, data_offsets: [begin, end] }]);
  }
  const header = Object.fromEntries(entries);
  if (Object.keys(header).length < entries.length) throw new RangeError('two tensors have the same name');
  const text = Buffer.from(JSON.stringify(header));
  const dataStart = LENGTH_BYTES + Math.ceil(text.length / 8) * 8;
  const file = Buffer.alloc(
    dataStart + tensors.reduce((bytes, { values }) => bytes + values.byteLength, 0),
    ' ',
  );
  file.writeBigUInt64LE(BigInt(dataStart - LENGTH_BYTES));
  text.copy(file, LENGTH_BYTES);
  let at = dataStart;
  for (const { values } of tensors) {
    file.set(bytesOf(values), at);
    at += values.byteLength;
  }
  return file;
}

/** A file that is no safetensors file of float32. */
export class SafetensorsError extends Error {
  override readonly name = 'SafetensorsError';
}

/**
 * Decodes a safetensors file of any writer. No size is believed before it fits the file.
 *
 * @returns Copies, by name.
 * @throws {SafetensorsError} Naming the first part that is wrong, or the first tensor that is not float32.
 */
export function decodeSafetensors(bytes: Buffer): Map<string, NamedTensor> {
  const { [METADATA]: _, ...entries } = decodeHeader(bytes);
  const data = bytes.subarray(LENGTH_BYTES + Number(bytes.readBigUInt64LE()));
  const tensors = Object.entries(entries).map(([name, entry]): [string, NamedTensor] => {
    const parsed = tensorSchema.safeParse(entry);
    if (!parsed.success) throw new SafetensorsError(`tensor ${name} has no place in the file`);
    const { dtype, shape, data_offsets: [begin, end] } = parsed.data; // biome-ignore format: one line
    if (dtype !== 'F32') throw new SafetensorsError(`tensor ${name} is ${dtype}, not F32`);
    const size = shape.reduce((product, side) => product * side, 1);
    if (end !== begin + size * 4 || end > data.length)
      throw new SafetensorsError(`tensor ${name} [${shape}] does not fit the file`);
    const values = new Float32Array(size);
    new Uint8Array(values.buffer).set(data.subarray(begin, end));
    return [name, { name, shape, values }];
  });
  return new Map(tensors);
}

function decodeHeader(bytes: Buffer): Record<string, unknown> {
  const headerBytes = bytes.length < LENGTH_BYTES ? Number.NaN : Number(bytes.readBigUInt64LE());
  if (!(headerBytes <= Math.min(HEADER_BYTES_MAX, bytes.length - LENGTH_BYTES)))
    throw new SafetensorsError('it is no safetensors file');
  try {
    return headerSchema.parse(JSON.parse(bytes.toString('utf8', LENGTH_BYTES, LENGTH_BYTES + headerBytes)));
  } catch {
    throw new SafetensorsError('its header is not JSON');
  }
}
