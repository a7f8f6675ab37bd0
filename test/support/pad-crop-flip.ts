import type { PadCropFlip } from '../../peer/data/augment.js';
import type { ImageShape } from '../../peer/data/dataset.js';

/** The definition read aloud: pad, crop, mirror, one pixel at a time. */
export function paddedCrop(
  image: Uint8Array,
  [height, width, channels]: ImageShape,
  draw: PadCropFlip,
): Uint8Array {
  const out = new Uint8Array(image.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sourceY = y + draw.top - 4;
      const sourceX = (draw.flip ? width - 1 - x : x) + draw.left - 4;
      const inside = sourceY >= 0 && sourceY < height && sourceX >= 0 && sourceX < width;
      for (let channel = 0; channel < channels; channel++) {
        const value = inside ? image[(sourceY * width + sourceX) * channels + channel]! : 0;
        out[(y * width + x) * channels + channel] = value;
      }
    }
  }
  return out;
}
