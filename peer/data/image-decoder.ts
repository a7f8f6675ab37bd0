import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Sharp } from 'sharp';
import { CodistillError } from '../../proto/errors.js';
import { aheadInOrder, forEachBounded } from './bounded.js';
import { type ImageShape, sampleBytes, sharedBytes } from './dataset.js';

/** The shape to decode to, height and width absent: those of the first image, which all others must share. */
export interface DecodedShape {
  readonly size?: readonly [height: number, width: number];
  readonly channels: 1 | 3;
}

/** Images decoded into one array. */
export interface DecodedImages {
  readonly shape: ImageShape;
  /** uint8 `[count * height * width * channels]`, in shared memory. */
  readonly pixels: Uint8Array;
}

/**
 * Decodes image files to 8-bit pixels: the first picture of each, turned upright by its EXIF orientation, transparency
 * laid on black, stretched to the size asked for. As many at a time as there are cores.
 *
 * @param paths - Relative to `root`, at least one.
 * @param onDecoded - Called after every image.
 * @param like - The image whose shape all must have, where no size is asked for. @default the first of these
 * @throws {CodistillError} `ERR_DATA_CORRUPT` naming the image that cannot be decoded or has another size.
 */
export async function decodeImages(
  root: string,
  paths: readonly string[],
  wanted: DecodedShape,
  onDecoded: (done: number) => void = () => {},
  like?: { readonly path: string; readonly shape: ImageShape },
): Promise<DecodedImages> {
  const decode = await decoder(wanted);
  const { path: first, shape } = like ?? { path: paths[0]!, ...(await decode(join(root, paths[0]!))) };
  const bytes = sampleBytes(shape);
  const pixels = sharedBytes(paths.length * bytes);
  let done = 0;
  await forEachBounded(paths.length, availableParallelism(), async (i) => {
    const image = await decode(join(root, paths[i]!));
    if (image.shape.join() !== shape.join()) {
      throw imageError(
        join(root, paths[i]!),
        `${image.shape.join('x')} pixels, but ${first} has ${shape.join('x')}`,
        'give a size to stretch all to, as in --data images:size=32x32',
      );
    }
    pixels.set(image.data, i * bytes);
    onDecoded(++done);
  });
  return { shape, pixels };
}

/**
 * Decodes image files as {@link decodeImages} does, and yields their pixels one by one, in order.
 *
 * @param wanted - With a size.
 * @param ahead - How many at most are decoded and not yet taken, or under way.
 * @throws {CodistillError} `ERR_DATA_CORRUPT` naming an image that cannot be decoded, when it is its turn.
 */
export async function* decodedImages(
  paths: readonly string[],
  wanted: Required<DecodedShape>,
  ahead: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const decode = await decoder(wanted);
  yield* aheadInOrder(paths.length, ahead, async (i) => (await decode(paths[i]!)).data);
}

interface DecodedImage {
  readonly data: Buffer;
  readonly shape: ImageShape;
}

/** How one image file is decoded. */
async function decoder(wanted: DecodedShape): Promise<(path: string) => Promise<DecodedImage>> {
  const { default: sharp } = await import('sharp'); // a native library: loaded only where images are decoded
  return async (path) => {
    try {
      const image = prepared(sharp(await readFile(path), { failOn: 'warning' }), wanted);
      const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
      return { data, shape: [info.height, info.width, info.channels] };
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw imageError(path, reason, 'repair or remove this image', cause);
    }
  };
}

function prepared(image: Sharp, wanted: DecodedShape): Sharp {
  const upright = image.rotate().flatten({ background: '#000' });
  const sized =
    wanted.size === undefined
      ? upright
      : upright.resize({ height: wanted.size[0], width: wanted.size[1], fit: 'fill' });
  return wanted.channels === 1 ? sized.toColourspace('b-w') : sized.toColourspace('srgb');
}

function imageError(path: string, problem: string, fix: string, cause?: unknown): CodistillError {
  return new CodistillError('ERR_DATA_CORRUPT', `${path}: ${problem}`, {
    fix,
    facts: { path },
    cause,
  });
}
