import { tensorflow } from '#generated/tensorflow';
import { bytesOf } from '../../proto/float-bytes.js';
import { crc32c } from '../files/crc32c.js';
import { shapeProto } from '../graph/emit.js';
import type { TensorValue } from '../graph/graph.js';
import type { ModelFiles } from './model-folder.js';

/**
 * TensorFlow's checkpoint format: the tensors one after the other in one file, and an index, a sorted table of LevelDB's:
 *
 *   block of entries, block of metadata, index of blocks, each with a byte for its compression and a checksum
 *   places of the last two, zeros up to 40 bytes, uint64 0xdb4775248b80fb57
 *
 * A block is its entries (varints: bytes of the key before that it keeps, further bytes of the key, bytes of the value),
 * the place of each entry as uint32, and their number. An empty one tells of one entry, too.
 */
const MAGIC = 0xdb4775248b80fb57n;
const PLACES_BYTES = 40;
const TRAILER_BYTES = 5;
const MASK = 0xa282ead8;
const BUNDLE_VERSION = 1;

/** A key and its value. */
type Entry = readonly [key: string, value: Uint8Array];

/** The files of tensors by name, whose names begin with a prefix. */
export function tensorBundleFiles(prefix: string, tensors: ReadonlyMap<string, TensorValue>): ModelFiles {
  const header = tensorflow.BundleHeaderProto.encode({
    numShards: 1,
    version: { producer: BUNDLE_VERSION },
  }).finish();
  const entries: Entry[] = [['', header]];
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (const name of [...tensors.keys()].sort()) {
    const { dtype, shape, bytes } = tensors.get(name)!;
    const entry = { dtype, shape: shapeProto(shape), offset, size: bytes.length, crc32c: masked(bytes) };
    entries.push([name, tensorflow.BundleEntryProto.encode(entry).finish()]);
    parts.push(bytes);
    offset += bytes.length;
  }
  return { [`${prefix}.index`]: table(entries), [`${prefix}.data-00000-of-00001`]: parts };
}

/** A table of sorted entries, all in one block. */
function table(entries: readonly Entry[]): Uint8Array {
  const [data, metadata] = [stored(entries), stored([])];
  const index = stored([[entries.at(-1)![0], Uint8Array.from(place(0, data))]]);
  const places = Buffer.alloc(PLACES_BYTES + 8);
  places.set([...place(data.length, metadata), ...place(data.length + metadata.length, index)]);
  places.writeBigUInt64LE(MAGIC, PLACES_BYTES);
  return Buffer.concat([data, metadata, index, places]);
}

/** A block as it is stored, uncompressed. */
function stored(entries: readonly Entry[]): Buffer {
  const places: number[] = [];
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const [key, value] of entries) {
    const name = Buffer.from(key);
    const entry = Buffer.concat([
      Uint8Array.of(0, ...varint(name.length), ...varint(value.length)),
      name,
      value,
    ]);
    places.push(at);
    parts.push(entry);
    at += entry.length;
  }
  if (places.length === 0) places.push(0);
  const told = Uint32Array.of(...places, places.length);
  const content = Buffer.concat([...parts, bytesOf(told), Uint8Array.of(0)]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32LE(masked(content));
  return Buffer.concat([content, checksum]);
}

function place(start: number, block: Uint8Array): number[] {
  return [...varint(start), ...varint(block.length - TRAILER_BYTES)];
}

function varint(number: number): number[] {
  return number < 128 ? [number] : [(number % 128) + 128, ...varint(Math.floor(number / 128))];
}

/** The checksum as TensorFlow writes it: one of data that hold checksums would be weak. */
function masked(bytes: Uint8Array): number {
  const sum = crc32c(bytes);
  return (((sum >>> 15) | (sum << 17)) + MASK) >>> 0;
}
