import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { decodePlainPng } from '../../../../peer/data/plain-png.js';

/** A picture of random pixels, and how it is written. */
const PICTURE = fc
  .record({
    size: fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })),
    isGrey: fc.boolean(),
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
    interlaced: image().png({ progressive: true }),
    large: image().resize(65, 64, { fit: 'fill' }).png(),
  };
  for (const [what, one] of Object.entries(others))
    assert.equal(decodePlainPng(await one.toBuffer(), 3), undefined, what);
  assert.equal(decodePlainPng(Buffer.from('PNG'), 3), undefined);
  assert.notEqual(decodePlainPng(await image().png().toBuffer(), 3), undefined);
});

function chunk(type: string, data: Uint8Array = Buffer.alloc(0)): Buffer {
  const [bytes, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  const content = Buffer.concat([Buffer.from(type), data]);
  bytes.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([bytes, content, checksum]);
}

/** The header of a picture two pixels wide, of 8 bits a sample. */
function header(height: number, color: number): Buffer {
  return chunk('IHDR', Buffer.from([0, 0, 0, 2, 0, 0, 0, height, 8, color, 0, 0, 0]));
}

test('a file whose checksums are all right, and which sharp refuses, is not decoded', async () => {
  const png = (...chunks: readonly Buffer[]): Buffer =>
    Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]);
  const lines = Buffer.from([0, 9, 8, 7, 6, 5, 4, 1, 1, 2, 3, 4, 5, 6]);
  const packed = deflateSync(lines);
  const data = chunk('IDAT', packed);
  const [rgb, end] = [header(2, 2), chunk('IEND')];
  const whole = decodePlainPng(png(rgb, chunk('tEXt', Buffer.from('Title\0a')), data, end), 3);
  assert.deepEqual(whole, { data: Uint8Array.of(9, 8, 7, 6, 5, 4, 1, 2, 3, 5, 7, 9), shape: [2, 2, 3] });
  const changed = Buffer.from(packed);
  changed[changed.length - 1]! ^= 1; // of zlib's own checksum
  const refused: Record<string, Buffer> = {
    'another checksum of the pixels': png(rgb, chunk('IDAT', changed), end),
    'lines that are missing': png(rgb, chunk('IDAT', deflateSync(lines.subarray(0, 7))), end),
    'an unknown filter': png(rgb, chunk('IDAT', deflateSync(lines.fill(5, 0, 1))), end),
    'data in two places': png(
      rgb,
      chunk('IDAT', packed.subarray(0, 9)),
      chunk('tEXt', Buffer.from('a\0b')),
      chunk('IDAT', packed.subarray(9)),
      end,
    ),
    'two headers': png(rgb, rgb, data, end),
    'an unknown chunk that matters': png(rgb, chunk('ABCD'), data, end),
    'no height': png(header(0, 2), data, end),
    'a palette that is missing': png(header(2, 3), chunk('IDAT', deflateSync(Buffer.alloc(6))), end),
    'no data': png(rgb, end),
  };
  for (const [what, file] of Object.entries(refused)) {
    assert.equal(decodePlainPng(file, 3), undefined, what);
    await assert.rejects(sharp(file, { failOn: 'warning' }).raw().toBuffer(), what);
  }
});
