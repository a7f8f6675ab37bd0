import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { type ImageShape, sampleBytes, sharedBytes } from './dataset.js';
import type { DecodedImages, DecodedShape } from './image-decoder.js';
import type { ImageFolder } from './image-folder.js';

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

/** Reads a decoded copy of `count` images; `undefined` when there is none, or it is not whole. */
export async function readImageCache(path: string, count: number): Promise<DecodedImages | undefined> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
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
export async function writeImageCache(path: string, images: DecodedImages): Promise<void> {
  const part = `${path}.${randomUUID()}.part`;
  const header = Buffer.alloc(12);
  images.shape.forEach((size, i) => {
    header.writeUInt32LE(size, i * 4);
  });
  await mkdir(dirname(path), { recursive: true }).catch((cause: unknown) => {
    throw diskError(path, cause);
  });
  try {
    const handle = await open(part, 'wx');
    try {
      await handle.writeFile(Buffer.concat([MAGIC, header, sha256(images.pixels)]));
      await handle.writeFile(images.pixels);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, path);
  } catch (cause) {
    throw diskError(path, cause);
  } finally {
    await rm(part, { force: true });
  }
}

function diskError(path: string, cause: unknown): CodistillError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CodistillError('ERR_DISK', `cannot write the decoded images to ${path}: ${reason}`, {
    fix: 'free space there or choose another cache folder (CODISTILL_CACHE)',
    facts: { path },
    cause,
  });
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
