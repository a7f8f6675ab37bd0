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
