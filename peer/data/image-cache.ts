import { createHash, randomUUID } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { nodeDisk } from '../files/checkpoint-disk.js';
import { makeDirectory } from '../files/make-directory.js';
import { replaceFileBy } from '../files/run-files.js';
import { type ImageShape, sampleBytes, sharedBytes } from './dataset.js';
import type { DecodedImages, DecodedShape } from './image-decoder.js';
import type { ImageFolder } from './image-folder.js';
import { diskError } from './places.js';

// A decoded copy: magic, height, width and channels (uint32 little-endian), SHA-256 of the pixels, pixels.
const MAGIC = Buffer.from('codistill-img-1\n');
const HASH_BYTES = 32;
const HEADER_BYTES = MAGIC.length + 12 + HASH_BYTES;
/** Node refuses to read 2 GB at once. */
const READ_BYTES_MAX = 2 ** 30;

/**
 * Where the decoded copy of a folder lies: its name is a digest of every image's name, size and time of change and of
 * the shape asked for, so a changed folder never meets an old copy.
 */
export function imageCachePath(cacheDir: string, folder: ImageFolder, wanted: DecodedShape): string {
  const hash = createHash('sha256').update(`${wanted.size?.join('x') ?? 'own size'} ${wanted.channels}\n`);
  for (const file of folder.files) hash.update(`${file.path}\0${file.bytes}\0${file.modifiedMs}\n`);
  return join(cacheDir, 'data', 'images', `${hash.digest('hex')}.bin`);
}

/** Reads a decoded copy of `count` images; `undefined` when there is none, or it cannot be read whole. */
export function readImageCache(path: string, count: number): DecodedImages | undefined {
  return readFrom(path, (file) => {
    const found = readHeader(file, count);
    if (found === undefined) return undefined;
    const { shape, digest } = found;
    const pixels = sharedBytes(count * sampleBytes(shape));
    readFully(file, pixels);
    return sha256(pixels).equals(digest) ? { shape, pixels } : undefined;
  });
}

/** Whether there is a decoded copy of so many images; its pixels are not looked at. */
export function hasImageCache(path: string, count: number): boolean {
  return readFrom(path, (file) => readHeader(file, count)) !== undefined;
}

/** @returns `undefined` where the file is not there, or cannot be read. */
function readFrom<Found>(path: string, read: (file: number) => Found): Found | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    return read(file);
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** @returns `undefined` where it is not that of a whole copy of so many images. */
function readHeader(file: number, count: number): { shape: ImageShape; digest: Buffer } | undefined {
  const header = Buffer.alloc(HEADER_BYTES);
  readFully(file, header);
  const [height, width, channels] = [0, 4, 8].map((at) => header.readUInt32LE(MAGIC.length + at));
  const shape: ImageShape = [height!, width!, channels!];
  const isWhole = fstatSync(file).size === HEADER_BYTES + count * sampleBytes(shape);
  if (!isWhole || !header.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  return { shape, digest: header.subarray(-HASH_BYTES) };
}

/** @throws {RangeError} When the file ends before. */
function readFully(file: number, into: Uint8Array): void {
  for (let at = 0; at < into.length; ) {
    const read = readSync(file, into, at, Math.min(into.length - at, READ_BYTES_MAX), null);
    if (read === 0) throw new RangeError(`a file that ends ${into.length - at} bytes too early`);
    at += read;
  }
}

/**
 * Keeps a decoded copy, block by block: written beside, synced and renamed, so a reader finds a whole one or none.
 *
 * @throws {CodistillError} `ERR_DISK` when it cannot be written; whatever the blocks throw.
 */
export async function writeImageCache(path: string, blocks: AsyncIterable<DecodedImages>): Promise<void> {
  try {
    makeDirectory(dirname(path));
    await replaceFileBy(path, `${path}.${randomUUID()}.part`, async (aside) => {
      const file = openSync(aside, 'wx');
      try {
        await writeBlocks(file, blocks);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    });
  } catch (cause) {
    throw cause instanceof CodistillError ? cause : diskError(`the decoded images to ${path}`, path, cause);
  }
}

async function writeBlocks(file: number, blocks: AsyncIterable<DecodedImages>): Promise<void> {
  const hash = createHash('sha256');
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  nodeDisk.write(file, header);
  for await (const { shape, pixels } of blocks) {
    shape.forEach((size, i) => {
      header.writeUInt32LE(size, MAGIC.length + i * 4);
    });
    hash.update(pixels);
    nodeDisk.write(file, pixels);
  }
  hash.digest().copy(header, HEADER_BYTES - HASH_BYTES);
  writeSync(file, header, 0, header.length, 0);
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
