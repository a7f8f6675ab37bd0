import { checkOptionKeys, type DataName, shapeOption } from './data-name.js';
import {
  createDataset,
  type Dataset,
  type ImageShape,
  type RawSamples,
  sampleBytes,
  sharedBytes,
} from './dataset.js';
import { hasImageCache, imageCachePath, readImageCache, writeImageCache } from './image-cache.js';
import { type DecodedImages, type DecodedShape, decodeImages } from './image-decoder.js';
import { type ImageFolder, listImageFolder, noFolder } from './image-folder.js';
import { damaged } from './places.js';
import type { DataRequest, DataSurvey } from './request.js';

/** Images that are decoded before any is written. */
const BLOCK_IMAGES = 512;

/**
 * A folder of images by class, see `listImageFolder`. All images must be of one size, or are stretched to
 * the option `size`: `images:size=32x32`, `images:size=28x28x1` for grey. The decoded pixels are kept in the cache.
 */
export async function loadImages(request: DataRequest): Promise<Dataset> {
  const { folder, wanted } = listed(request);
  const decoded = await decodedImages(folder, wanted, request);
  const { train, validation, test } = folder;
  return createDataset({
    name: 'images',
    source: folder.root,
    classes: folder.classNames.length,
    inputShape: decoded.shape,
    classNames: folder.classNames,
    train: pick(folder, decoded, [...train, ...validation]),
    test: pick(folder, decoded, test),
    ...(validation.length === 0 ? {} : { heldOut: Uint32Array.from(validation, (_, i) => train.length + i) }),
    notes: folder.notes,
  });
}

/** Decodes a folder of images once, so that whoever loads it finds the copy, and a bad one is found now. */
export async function surveyImages(request: DataRequest): Promise<DataSurvey> {
  const { folder, wanted } = listed(request);
  const path = imageCachePath(request.cacheDir, folder, wanted);
  if (!hasImageCache(path, folder.files.length)) {
    await writeImageCache(path, decodedBlocks(folder, wanted, request));
  }
  return { notes: folder.notes, classes: folder.classNames.length };
}

function listed(request: DataRequest): { folder: ImageFolder; wanted: DecodedShape } {
  const wanted = imagesOptions(request.name);
  if (request.dataDir !== undefined)
    return { folder: listImageFolder(request.dataDir, request.seed), wanted };
  throw noFolder('no folder given');
}

/**
 * Reads the options of {@link loadImages}.
 *
 * @throws {CodistillError} `ERR_CONFIG` for one that does not fit.
 */
export function imagesOptions(name: DataName): DecodedShape {
  checkOptionKeys(name, ['size']);
  const size = shapeOption(name, 'size');
  if (size === undefined) return { channels: 3 };
  return { size: [size[0], size[1]], channels: size[2] === 1 ? 1 : 3 };
}

async function decodedImages(
  folder: ImageFolder,
  wanted: DecodedShape,
  request: DataRequest,
): Promise<DecodedImages> {
  const path = imageCachePath(request.cacheDir, folder, wanted);
  const cached = readImageCache(path, folder.files.length);
  if (cached !== undefined) return cached;
  await writeImageCache(path, decodedBlocks(folder, wanted, request));
  const written = readImageCache(path, folder.files.length);
  if (written !== undefined) return written;
  throw damaged(path, 'not as it was just written');
}

/** Decodes a folder, some images at a time: all at once may be more than fits the memory. */
async function* decodedBlocks(
  { root, files }: ImageFolder,
  wanted: DecodedShape,
  request: DataRequest,
): AsyncGenerator<DecodedImages, void, undefined> {
  const paths = files.map((file) => file.path);
  let like: { readonly path: string; readonly shape: ImageShape } | undefined;
  for (let from = 0; from < paths.length; from += BLOCK_IMAGES) {
    const block = paths.slice(from, from + BLOCK_IMAGES);
    const onDecoded = (done: number): void =>
      request.onProgress?.({ what: root, done: from + done, total: paths.length, unit: 'images' });
    const decoded = await decodeImages(root, block, wanted, onDecoded, like);
    like ??= { path: paths[0]!, shape: decoded.shape };
    yield decoded;
  }
}

/** @param indices - Ascending; those of a split of its own follow each other, and nothing is copied. */
function pick(folder: ImageFolder, { shape, pixels }: DecodedImages, indices: readonly number[]): RawSamples {
  const bytes = sampleBytes(shape);
  const labels = indices.map((index) => folder.files[index]!.label);
  const [first = 0] = indices;
  if (indices.at(-1) === first + indices.length - 1) {
    return { images: pixels.subarray(first * bytes, (first + indices.length) * bytes), labels };
  }
  const images = sharedBytes(indices.length * bytes);
  indices.forEach((index, i) => {
    images.set(pixels.subarray(index * bytes, (index + 1) * bytes), i * bytes);
  });
  return { images, labels };
}
