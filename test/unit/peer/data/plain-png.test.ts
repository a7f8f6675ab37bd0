import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { decodePlainPng } from '../../../../peer/data/plain-png.js';

/** A picture of random pixels, and how it is written. */
const PICTURE = fc
  .record({
    size: fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })),
    isGrey: fc.boolean(),
    progressive: fc.boolean(),
    adaptiveFiltering: fc.boolean(),
    compressionLevel: fc.integer({ min: 0, max: 9 }),
  })
  .chain((how) => {
    const bytes = how.size[0] * how.size[1] * (how.isGrey ? 1 : 3);
    return fc.record({
      how: fc.constant(how),
      pixels: fc.uint8Array({ minLength: bytes, maxLength: bytes }),
    });
  });

async function written({
  how,
  pixels,
}: typeof PICTURE extends fc.Arbitrary<infer P> ? P : never): Promise<Buffer> {
  const { size, isGrey, ...options } = how;
  const raw = { height: size[0], width: size[1], channels: isGrey ? 1 : 3 } as const;
  const image = sharp(pixels, { raw });
  return (isGrey ? image.toColourspace('b-w') : image).png(options).toBuffer();
}

test('a plain PNG is the pixels that were written, a grey one three times for RGB', async () => {
  await fc.assert(
    fc.asyncProperty(PICTURE, async (picture) => {
      const { how, pixels } = picture;
      const file = await written(picture);
      const three = how.isGrey ? [...pixels].flatMap((value) => [value, value, value]) : [...pixels];
      const colored = decodePlainPng(file, 3, how.size)!;
      assert.deepEqual([colored.shape, [...colored.data]], [[...how.size, 3], three]);
      const grey = decodePlainPng(file, 1);
      if (how.isGrey) assert.deepEqual([grey!.shape, [...grey!.data]], [[...how.size, 1], [...pixels]]);
      else assert.equal(grey, undefined);
      assert.equal(decodePlainPng(file, 3, [how.size[0] + 1, how.size[1]]), undefined);
    }),
    { numRuns: 100 },
  );
});

test('what is damaged is left to another decoder, or has the same pixels all the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      PICTURE,
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      fc.boolean(),
      async (picture, at, flip, cut) => {
        const file = await written(picture);
        const place = at % file.length;
        const damaged = cut ? file.subarray(0, place) : Buffer.from(file);
        if (!cut) damaged[place]! ^= flip;
        const image = decodePlainPng(damaged, 3);
        if (image !== undefined) assert.deepEqual(image, decodePlainPng(file, 3));
      },
    ),
    { numRuns: 500 },
  );
});

test('what its pixels alone do not tell, and what is no PNG, is left to another decoder', async () => {
  const raw = { width: 4, height: 4, channels: 3 } as const;
  const image = (): Sharp => sharp(Buffer.alloc(48, 9), { raw });
  const others: Record<string, Sharp> = {
    palette: image().png({ palette: true }),
    transparent: image().ensureAlpha(0.5).png(),
    'sixteen bits': image().toColourspace('rgb16').png(),
    'another color profile': image().withIccProfile('p3').png(),
    'on its side': image().withMetadata({ orientation: 6 }).png(),
    jpeg: image().jpeg(),
    large: image().resize(65, 64, { fit: 'fill' }).png(),
  };
  for (const [what, one] of Object.entries(others))
    assert.equal(decodePlainPng(await one.toBuffer(), 3), undefined, what);
  assert.equal(decodePlainPng(Buffer.from('PNG'), 3), undefined);
  assert.notEqual(decodePlainPng(await image().png().toBuffer(), 3), undefined);
});
