import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawPadCropFlip, type PadCropFlip, padCropFlip } from '../../../../peer/data/augment.js';
import type { InputShape } from '../../../../peer/data/dataset.js';

/** The definition read aloud: pad, crop, mirror, one pixel at a time. */
function dumb(image: Uint8Array, [height, width, channels]: InputShape, draw: PadCropFlip): Uint8Array {
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

test('every crop, mirrored or not, is the one of the definition', () => {
  for (const shape of [
    [6, 5, 3],
    [2, 3, 1],
  ] as const) {
    const image = Uint8Array.from({ length: shape[0] * shape[1] * shape[2] }, (_, i) => i + 1);
    const out = new Uint8Array(image.length);
    for (let top = 0; top <= 8; top++) {
      for (let left = 0; left <= 8; left++) {
        for (const flip of [false, true]) {
          out.fill(99);
          padCropFlip(image, shape, { top, left, flip }, out);
          assert.deepEqual(out, dumb(image, shape, { top, left, flip }), `${shape} ${top} ${left} ${flip}`);
        }
      }
    }
  }
});

test('the middle crop leaves the image as it was', () => {
  const image = Uint8Array.of(1, 2, 3, 4);
  const out = new Uint8Array(4);
  padCropFlip(image, [2, 2, 1], { top: 4, left: 4, flip: false }, out);
  assert.deepEqual(out, image);
});

test('draws depend on seed and sample and are spread evenly', () => {
  assert.deepEqual(drawPadCropFlip(7, 3), drawPadCropFlip(7, 3));
  const draws = Array.from({ length: 16_200 }, (_, id) => drawPadCropFlip(7, id));
  const counts = new Map<string, number>();
  for (const { top, left, flip } of draws) {
    const key = `${top} ${left} ${flip}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  assert.equal(counts.size, 162);
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0);
  assert.ok(chiSquare < 230, `chi-square of ${chiSquare} with 161 degrees of freedom`);
  const same = draws.filter((draw, id) => JSON.stringify(draw) === JSON.stringify(drawPadCropFlip(8, id)));
  assert.ok(same.length < 200, 'another seed draws anew');
});
