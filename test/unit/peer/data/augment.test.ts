import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawPadCropFlip, forEachCropRow, type PadCropFlip } from '../../../../peer/data/augment.js';
import type { ImageShape } from '../../../../peer/data/dataset.js';
import { paddedCrop } from '../../../support/pad-crop-flip.js';

/** What the rows come to, on bytes. */
function crop(image: Uint8Array, shape: ImageShape, draw: PadCropFlip): Uint8Array {
  const channels = shape[2];
  const out = new Uint8Array(image.length);
  forEachCropRow(shape, draw, (source, target, pixels) => {
    for (let i = 0; i < pixels; i++) {
      const from = (draw.flip ? source - i : source + i) * channels;
      out.set(image.subarray(from, from + channels), (target + i) * channels);
    }
  });
  return out;
}

test('every crop, mirrored or not, is the one of the definition', () => {
  for (const shape of [
    [6, 5, 3],
    [2, 3, 1],
  ] as const) {
    const image = Uint8Array.from({ length: shape[0] * shape[1] * shape[2] }, (_, i) => i + 1);
    for (let top = 0; top <= 8; top++) {
      for (let left = 0; left <= 8; left++) {
        for (const flip of [false, true]) {
          const draw = { top, left, flip };
          assert.deepEqual(
            crop(image, shape, draw),
            paddedCrop(image, shape, draw),
            `${shape} ${top} ${left} ${flip}`,
          );
        }
      }
    }
  }
});

test('the middle crop leaves the image as it was', () => {
  const image = Uint8Array.of(1, 2, 3, 4);
  assert.deepEqual(crop(image, [2, 2, 1], { top: 4, left: 4, flip: false }), image);
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
