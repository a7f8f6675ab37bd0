import { CodistillError } from '../../proto/errors.js';
import { checkOptionKeys, shapeOption } from './data-name.js';
import { createDataset, type Dataset, type RawSamples, sampleBytes } from './dataset.js';
import { imageCachePath, readImageCache, writeImageCache } from './image-cache.js';
import { type DecodedImages, type DecodedShape, decodeImages } from './image-decoder.js';
import { type ImageFolder, listImageFolder } from './image-folder.js';
import type { DataRequest } from './request.js';

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

/** Tells of a folder of images, without decoding them, what its user should know. */
export async function surveyImages(request: DataRequest): Promise<readonly string[]> {
  return listed(request).folder.notes;
}

function listed(request: DataRequest): { folder: ImageFolder; wanted: DecodedShape } {
  checkOptionKeys(request.name, ['size']);
  const wanted = wantedShape(request);
  if (request.dataDir !== undefined)
    return { folder: listImageFolder(request.dataDir, request.seed), wanted };
  throw new CodistillError('ERR_DATA_MISSING', 'data set "images": no folder given', {
    fix: 'give with --data-dir a folder of <class>/*.jpg, or of train/<class>/*.jpg and test/<class>/*.jpg',
  });
}

function wantedShape(request: DataRequest): DecodedShape {
  const size = shapeOption(request.name, 'size');
  if (size === undefined) return { channels: 3 };
  return { size: [size[0], size[1]], channels: size[2] === 1 ? 1 : 3 };
}

async function decodedImages(
  folder: ImageFolder,
  wanted: DecodedShape,
  request: DataRequest,
): Promise<DecodedImages> {
  const path = imageCachePath(request.cacheDir, folder, wanted);
  const cached = await readImageCache(path, folder.files.length);
  if (cached !== undefined) return cached;
  const paths = folder.files.map((file) => file.path);
  const decoded = await decodeImages(folder.root, paths, wanted, (done) => {
    request.onProgress?.({ what: folder.root, done, total: paths.length, unit: 'images' });
  });
  writeImageCache(path, decoded);
  return decoded;
}

function pick(folder: ImageFolder, decoded: DecodedImages, indices: readonly number[]): RawSamples {
  const bytes = sampleBytes(decoded.shape);
  const images = new Uint8Array(indices.length * bytes);
  indices.forEach((index, i) => {
    images.set(decoded.pixels.subarray(index * bytes, (index + 1) * bytes), i * bytes);
  });
  return { images, labels: indices.map((index) => folder.files[index]!.label) };
}
