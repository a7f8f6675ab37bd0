import { crc32, inflateSync } from 'node:zlib';
import type { ImageShape } from './dataset.js';

/** A small picture: of larger ones `sharp` needs less time, start included. */
const PIXELS_MAX = 64 * 64;
const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Bytes of a chunk's length and type, and of its checksum, around its data. */
const [BEFORE, AFTER] = [8, 4];
const HEADER_BYTES = 13;
/** Where the data of the header lie, which is the first chunk. */
const HEADER_AT = SIGNATURE.length + BEFORE;
const HEADER_END = HEADER_AT + HEADER_BYTES + AFTER;
/** Chunks that change no pixel, as `sharp` reads them: it is left any other, such as palettes, color profiles, orientation. */
const REMARKS = ['sRGB', 'gAMA', 'cHRM', 'bKGD', 'pHYs', 'tIME', 'tEXt', 'zTXt', 'iTXt'];
/** Samples of a pixel by its color type: grey, and RGB. */
const SAMPLES: Readonly<Record<number, 1 | 3>> = { 0: 1, 2: 3 };

/** An image with 8 bits a channel. */
export interface PlainImage {
  /** uint8 `[height * width * channels]`. */
  readonly data: Uint8Array;
  readonly shape: ImageShape;
}

/**
 * Decodes a small PNG whose bytes are its pixels, several times as fast as `sharp`, which sets up a pipeline for each.
 *
 * @param channels - 1: grey, or 3: RGB; a grey picture has three equal channels then.
 * @param size - The only size that counts. @default any
 * @returns `undefined` for anything else, also for one that is damaged: `sharp` decodes that, or says what is wrong.
 */
export function decodePlainPng(
  file: Buffer,
  channels: 1 | 3,
  size?: readonly [height: number, width: number],
): PlainImage | undefined {
  const header = headerOf(file);
  if (header === undefined || header.samples > channels) return undefined;
  const { width, height, samples } = header;
  if (size !== undefined && size.join() !== [height, width].join()) return undefined;
  const pixels = pixelsOf(file, height, width * samples, samples);
  if (pixels === undefined) return undefined;
  const shape: ImageShape = [height, width, channels];
  if (samples === channels) return { data: pixels, shape };
  return {
    data: Uint8Array.from({ length: 3 * pixels.length }, (_, i) => pixels[Math.floor(i / 3)]!),
    shape,
  };
}

/** Sides and samples of a pixel, where it is small, of 8 bits and not interlaced. */
function headerOf(file: Buffer): { width: number; height: number; samples: 1 | 3 } | undefined {
  if (file.length < HEADER_END || !file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return undefined;
  if (!isWhole(file, SIGNATURE.length, HEADER_BYTES, 'IHDR')) return undefined;
  const [width, height] = [file.readUInt32BE(HEADER_AT), file.readUInt32BE(HEADER_AT + 4)];
  const [depth, color, ...methods] = file.subarray(HEADER_AT + 8, HEADER_AT + HEADER_BYTES);
  const samples = SAMPLES[color!];
  if (samples === undefined || depth !== 8 || methods.some((method) => method !== 0)) return undefined;
  const isSmall = width > 0 && height > 0 && width * height <= PIXELS_MAX;
  return isSmall ? { width, height, samples } : undefined;
}

/** Whether the chunk at a place has this type, and the checksum of what it holds. */
function isWhole(file: Buffer, at: number, bytes: number, type: string): boolean {
  const end = at + BEFORE + bytes;
  return typeAt(file, at) === type && file.readUInt32BE(end) === crc32(file.subarray(at + 4, end));
}

function typeAt(file: Buffer, at: number): string {
  return file.toString('latin1', at + 4, at + BEFORE);
}

function pixelsOf(file: Buffer, height: number, stride: number, step: number): Uint8Array | undefined {
  const packed = compressedLines(file);
  if (packed === undefined) return undefined;
  const bytes = height * (1 + stride);
  try {
    const lines = inflateSync(packed, { maxOutputLength: bytes });
    return lines.length === bytes ? unfiltered(lines, height, stride, step) : undefined;
  } catch {
    return undefined;
  }
}

/** The data of a file whose chunks are all whole, in order, and of types that are known. */
function compressedLines(file: Buffer): Buffer | undefined {
  const parts: Buffer[] = [];
  let last = 'IHDR';
  for (let at = HEADER_END; at + BEFORE + AFTER <= file.length; ) {
    const [bytes, type] = [file.readUInt32BE(at), typeAt(file, at)];
    const end = at + BEFORE + bytes;
    if (end + AFTER > file.length || !isWhole(file, at, bytes, type)) return undefined;
    if (type === 'IEND') return bytes === 0 ? Buffer.concat(parts) : undefined;
    if (type === 'IDAT') {
      if (parts.length > 0 && last !== type) return undefined;
      parts.push(file.subarray(at + BEFORE, end));
    } else if (!REMARKS.includes(type)) return undefined;
    last = type;
    at = end + AFTER;
  }
  return undefined;
}

/** The bytes of which a file has the differences to those before them (PNG specification, section 9), line by line. */
function unfiltered(lines: Buffer, height: number, stride: number, step: number): Uint8Array | undefined {
  const pixels = new Uint8Array(height * stride);
  for (let y = 0, to = 0, from = 0; y < height; y++) {
    const filter = lines[from++]!;
    if (filter > 4) return undefined;
    for (let x = 0; x < stride; x++, to++, from++) {
      const left = x < step ? 0 : pixels[to - step]!;
      const above = y === 0 ? 0 : pixels[to - stride]!;
      const corner = x < step || y === 0 ? 0 : pixels[to - stride - step]!;
      pixels[to] = lines[from]! + predicted(filter, left, above, corner);
    }
  }
  return pixels;
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  const [byLeft, byAbove, byCorner] = [
    Math.abs(above - corner),
    Math.abs(left - corner),
    Math.abs(left + above - 2 * corner),
  ];
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}
