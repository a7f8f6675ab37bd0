import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { replaceFile } from '../files/run-files.js';
import { type ImageShape, sampleBytes, sharedBytes } from './dataset.js';
import type { DecodedImages, DecodedShape } from './image-decoder.js';
import type { ImageFolder } from './image-folder.js';
import { diskError } from './places.js';

// A decoded copy: magic, height, width and channels (uint32 little-endian), SHA-256 of the pixels, pixels.
const MAGIC = Buffer.from('codistill-img-1\n');
const HEADER_BYTES = MAGIC.length + 12 + 32;

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
export async function readImageCache(path: string, count: number): Promise<DecodedImages | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined || bytes.length < HEADER_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    return undefined;
  }
  const at = MAGIC.length;
  const shape: ImageShape = [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4), bytes.readUInt32LE(at + 8)];
  const digest = bytes.subarray(at + 12, HEADER_BYTES);
  const content = bytes.subarray(HEADER_BYTES);
  if (content.length !== count * sampleBytes(shape) || !sha256(content).equals(digest)) return undefined;
  const pixels = sharedBytes(content.length);
  pixels.set(content);
  return { shape, pixels };
}

/**
 * Keeps a decoded copy: written beside, synced and renamed, so a reader finds a whole one or none.
 *
 * @throws {CodistillError} `ERR_DISK` when it cannot be written.
 */
export function writeImageCache(path: string, { shape, pixels }: DecodedImages): void {
  const header = Buffer.alloc(12);
  shape.forEach((size, i) => {
    header.writeUInt32LE(size, i * 4);
  });
  try {
    mkdirSync(dirname(path), { recursive: true });
    const aside = `${path}.${randomUUID()}.part`;
    replaceFile(path, [MAGIC, header, sha256(pixels), pixels], { aside, durable: true });
  } catch (cause) {
    throw diskError(`the decoded images to ${path}`, path, cause);
  }
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
