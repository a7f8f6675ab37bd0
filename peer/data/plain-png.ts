import { decode } from 'fast-png';
import type { ImageShape } from './dataset.js';

/** A small picture: of larger ones `sharp` needs less time, start included. */
const PIXELS_MAX = 64 * 64;
/** Type of the chunk that every PNG begins with, and its place (PNG specification, section 11.2.1); width and height follow it. */
const [HEADER, HEADER_AT] = ['IHDR', 12];
/** Chunks by which pixels are not what they are written as: palettes, transparency, color profiles, orientation, animation. */
const MEANING = ['PLTE', 'tRNS', 'iCCP', 'cICP', 'eXIf', 'acTL'];

/** An image with 8 bits a channel. */
export interface PlainImage {
  /** uint8 `[height * width * channels]`. */
  readonly data: Uint8Array;
  readonly shape: ImageShape;
}

/**
 * Decodes a small PNG whose bytes are its pixels, ten times as fast as `sharp`, which sets up a pipeline for each.
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
  if (file.toString('latin1', HEADER_AT, HEADER_AT + 4) !== HEADER || file.length < HEADER_AT + 12)
    return undefined;
  const [width, height] = [file.readUInt32BE(HEADER_AT + 4), file.readUInt32BE(HEADER_AT + 8)];
  if (width * height > PIXELS_MAX || (size !== undefined && size.join() !== [height, width].join()))
    return undefined;
  if (MEANING.some((chunk) => file.includes(chunk))) return undefined;
  const image = decoded(file);
  if (!(image?.data instanceof Uint8Array) || image.depth !== 8) return undefined;
  if (image.channels !== 1 && (image.channels !== 3 || channels !== 3)) return undefined;
  const shape: ImageShape = [height, width, channels];
  if (image.channels === channels) return { data: image.data, shape };
  return {
    data: Uint8Array.from({ length: 3 * image.data.length }, (_, i) => image.data[Math.floor(i / 3)]!),
    shape,
  };
}

function decoded(file: Buffer): ReturnType<typeof decode> | undefined {
  try {
    return decode(file, { checkCrc: true });
  } catch {
    return undefined;
  }
}
