import { randomStream } from '../../proto/random.js';
import type { InputShape } from './dataset.js';

/** Pixels added on each side before cropping. */
const PADDING = 4;

/** One draw of pad-crop-flip: the crop's corner in the padded image, and whether to mirror it. */
export interface PadCropFlip {
  /** 0 to 8; 4 leaves the image where it was. */
  readonly top: number;
  /** 0 to 8; 4 leaves the image where it was. */
  readonly left: number;
  readonly flip: boolean;
}

/**
 * Draws the augmentation of one sample in one epoch.
 *
 * @param augmentationSeed - The epoch's, see `PlannedBatch.augmentationSeed`.
 */
export function drawPadCropFlip(augmentationSeed: number, sampleId: number): PadCropFlip {
  const random = randomStream(augmentationSeed, 'augment', sampleId);
  return {
    top: random.integer(0, 2 * PADDING),
    left: random.integer(0, 2 * PADDING),
    flip: random.integer(0, 1) === 1,
  };
}

/**
 * Pads an image by 4 black pixels on each side, crops it back to its size and mirrors it or not: the augmentation of
 * He et al. 2016 (arXiv 1512.03385) §4.2.
 *
 * @param image - uint8 `[height * width * channels]`, left as it is.
 * @param out - uint8 of the same length, overwritten; must not overlap `image`.
 */
export function padCropFlip(image: Uint8Array, shape: InputShape, draw: PadCropFlip, out: Uint8Array): void {
  const [height, width, channels] = shape;
  const rowBytes = width * channels;
  const shift = draw.left - PADDING;
  const first = Math.max(0, -shift); // columns of the crop that show the image: first … end-1
  const end = Math.min(width, width - shift);
  out.fill(0);
  for (let row = 0; row < height; row++) {
    const sourceRow = row + draw.top - PADDING;
    if (sourceRow < 0 || sourceRow >= height || end <= first) continue;
    const source = sourceRow * rowBytes;
    const target = row * rowBytes;
    if (!draw.flip) {
      const from = source + (first + shift) * channels;
      out.set(image.subarray(from, from + (end - first) * channels), target + first * channels);
      continue;
    }
    for (let column = first; column < end; column++) {
      const from = source + (column + shift) * channels;
      const to = target + (width - 1 - column) * channels;
      for (let channel = 0; channel < channels; channel++) out[to + channel] = image[from + channel]!;
    }
  }
}
