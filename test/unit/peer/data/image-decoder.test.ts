import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import sharp from 'sharp';
import { decodeImages } from '../../../../peer/data/image-decoder.js';
import { failure, imageBytes, temporaryFolder, writeBelow } from '../../../support/data-files.js';

test('images are decoded in their order: colour as RGB, grey as three equal channels, transparency on black', async (t) => {
  const folder = await temporaryFolder(t);
  await writeBelow(folder, 'red.png', await imageBytes([255, 0, 10], 2, 3));
  const clear = sharp({
    create: { width: 3, height: 2, channels: 4, background: { r: 200, g: 9, b: 9, alpha: 0 } },
  });
  await writeBelow(folder, 'clear.png', await clear.png().toBuffer());
  const grey = sharp(Buffer.alloc(6, 77), { raw: { width: 3, height: 2, channels: 1 } });
  await writeBelow(folder, 'grey.png', await grey.toColourspace('b-w').png().toBuffer());
  let decoded = 0;
  const images = await decodeImages(folder, ['red.png', 'clear.png', 'grey.png'], { channels: 3 }, (done) => {
    decoded = done;
  });
  assert.deepEqual(images.shape, [2, 3, 3]);
  const pixel = (i: number): number[] => [...images.pixels.subarray(i * 18, i * 18 + 3)];
  assert.deepEqual(
    [pixel(0), pixel(1), pixel(2)],
    [
      [255, 0, 10],
      [0, 0, 0],
      [77, 77, 77],
    ],
  );
  assert.equal(decoded, 3);
});

test('a size stretches every image to it, one channel makes them grey', async (t) => {
  const folder = await temporaryFolder(t);
  await writeBelow(folder, 'a.png', await imageBytes([10, 10, 10], 8, 6));
  await writeBelow(folder, 'b.jpg', await imageBytes([200, 200, 200], 3, 9, 'jpeg'));
  const { shape, pixels } = await decodeImages(folder, ['a.png', 'b.jpg'], { size: [4, 5], channels: 1 });
  assert.deepEqual(shape, [4, 5, 1]);
  assert.deepEqual([...new Set(pixels.subarray(0, 20))], [10]);
  assert.ok(pixels.subarray(20).every((value) => Math.abs(value - 200) <= 2));
});

test('an image lying on its side by EXIF is turned upright', async (t) => {
  const folder = await temporaryFolder(t);
  const onItsSide = sharp(await imageBytes([1, 2, 3], 2, 5)).withMetadata({ orientation: 6 });
  await writeBelow(folder, 'a.jpg', await onItsSide.jpeg().toBuffer());
  const { shape } = await decodeImages(folder, ['a.jpg'], { channels: 3 });
  assert.deepEqual(shape, [5, 2, 3]);
});

test('a corrupt image and one of another size are named', async (t) => {
  const folder = await temporaryFolder(t);
  const whole = await imageBytes([1, 2, 3], 16, 16, 'jpeg');
  await writeBelow(folder, 'a.jpg', whole);
  await writeBelow(folder, 'short.jpg', whole.subarray(0, whole.length - 30));
  await writeBelow(folder, 'text.png', 'no image');
  await writeBelow(folder, 'wide.png', await imageBytes([1, 2, 3], 16, 17));
  const cases: [string, RegExp][] = [
    ['short.jpg', /short\.jpg: /],
    ['text.png', /text\.png: .*unsupported/],
    ['wide.png', /wide\.png: 16x17x3 pixels, but a\.jpg has 16x16x3\ngive a size/],
  ];
  for (const [name, message] of cases) {
    const decoded = decodeImages(folder, ['a.jpg', name], { channels: 3 });
    await assert.rejects(decoded, failure('ERR_DATA_CORRUPT', message));
  }
  await assert.rejects(
    decodeImages(folder, [join('no', 'such.png')], { channels: 3 }),
    failure('ERR_DATA_CORRUPT', /such\.png/),
  );
});

test('of several bad images the first is named, and mixed sizes are not called damaged', async (t) => {
  const folder = await temporaryFolder(t);
  const whole = await imageBytes([1, 2, 3], 4, 4);
  const names = Array.from({ length: 12 }, (_, i) => `${String(i).padStart(2, '0')}.png`);
  for (const name of names) await writeBelow(folder, name, whole);
  // The first bad one takes longest to be found out.
  await writeBelow(folder, '07.png', await imageBytes([1, 2, 3], 1200, 1200));
  await writeBelow(folder, '08.png', 'no image');
  await assert.rejects(decodeImages(folder, names, { channels: 3 }), (error) => {
    assert.ok(
      failure('ERR_DATA_CORRUPT', /07\.png: 1200x1200x3 pixels/, /give a size .*images:size=/)(error),
    );
    assert.doesNotMatch((error as { fix: string }).fix, /repair|remove/);
    return true;
  });
});
