import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { damaged, readDataFile, reasonsOf } from './places.js';

// The IDX format is a header of 4 + 4 · dimensions bytes before raw bytes. npm's readers of it are unmaintained, and
// return nested arrays of numbers (784 objects an image), so these lines read it straight into typed arrays.

/** An array of bytes as an IDX file holds it. */
export interface IdxArray {
  readonly dimensions: readonly number[];
  /** uint8, row-major. */
  readonly values: Uint8Array;
}

const UINT8_TYPE = 0x08;

/**
 * Reads an IDX file of unsigned bytes, plain or gzipped (told apart by content, not by name).
 *
 * @param dimensions - How many the file must have: 3 for images, 1 for labels.
 * @throws {CodistillError} `ERR_DATA_CORRUPT` naming the file, the offset and what was expected there.
 */
export async function readIdx(path: string, dimensions: number): Promise<IdxArray> {
  return parseIdx(await readMaybeGzipped(path), dimensions, path);
}

/** Parses the content of an IDX file; `path` is for error messages. Throws as {@link readIdx} does. */
export function parseIdx(bytes: Uint8Array, dimensions: number, path: string): IdxArray {
  const headerBytes = 4 + 4 * dimensions;
  if (bytes.length < headerBytes) {
    throw corrupt(path, bytes.length, `a header of ${headerBytes} bytes`, `the file's end`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0);
  const magicExpected = (UINT8_TYPE << 8) | dimensions;
  if (magic !== magicExpected) throw corrupt(path, 0, `magic number ${magicExpected}`, String(magic));
  const sizes = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const valuesBytes = sizes.reduce((product, size) => product * size, 1);
  const found = bytes.length - headerBytes;
  if (found !== valuesBytes) {
    throw corrupt(
      path,
      headerBytes + Math.min(found, valuesBytes),
      `${valuesBytes} bytes behind the header (${sizes.join(' x ')})`,
      `${found} bytes`,
    );
  }
  return { dimensions: sizes, values: bytes.subarray(headerBytes) };
}

async function readMaybeGzipped(path: string): Promise<Uint8Array> {
  const bytes = await readDataFile(path);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await promisify(gunzip)(bytes);
  } catch (cause) {
    const problem = `not a whole gzip stream (${bytes.length} bytes): ${reasonsOf(cause)}`;
    throw damaged(path, problem, { bytes: bytes.length }, cause);
  }
}

function corrupt(path: string, offset: number, expected: string, found: string): Error {
  return damaged(path, `at byte ${offset} expected ${expected}, found ${found}`, { offset, expected, found });
}
