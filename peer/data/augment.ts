import { randomStream } from '../../proto/random.js';
import type { ImageShape } from './dataset.js';

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
 * He et al. 2016 (arXiv 1512.03385) §4.2. Maps pixels of the image to their new places, a row at a time; all
 * others are black.
 *
 * @param copy - Takes the positions, in pixels, where a row's run of `pixels` begins in the image and in the crop.
 *   Where the draw mirrors, the image is read backwards from there.
 */
export function forEachCropRow(
  [height, width]: ImageShape,
  draw: PadCropFlip,
  copy: (source: number, target: number, pixels: number) => void,
): void {
  const shift = draw.left - PADDING;
  const first = Math.max(0, -shift); // columns of the crop that show the image, before mirroring: first … end-1
  const end = Math.min(width, width - shift);
  if (end <= first) return;
  const source = draw.flip ? end - 1 + shift : first + shift;
  const target = draw.flip ? width - end : first;
  for (let row = 0; row < height; row++) {
    const sourceRow = row + draw.top - PADDING;
    if (sourceRow < 0 || sourceRow >= height) continue;
    copy(sourceRow * width + source, row * width + target, end - first);
  }
}
