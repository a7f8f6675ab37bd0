import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { pack } from 'tar-stream';
import { createDataset, type Dataset, type RawDataset } from '../../peer/data/dataset.js';
import { IDX_FILES, IDX_PARTS } from '../../peer/data/idx-dataset.js';

/** A folder that is gone when the test ends. */
export async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'codistill-data-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file, making its folders. */
export async function writeBelow(
  folder: string,
  path: string,
  content: Uint8Array | string,
): Promise<string> {
  const full = join(folder, path);
  await mkdir(dirname(full), { recursive: true });
  await writeFile(full, content);
  return full;
}

/** An IDX file of unsigned bytes. */
export function idxBytes(dimensions: readonly number[], values: ArrayLike<number>): Buffer {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header.writeUInt32BE(0x0800 | dimensions.length, 0);
  dimensions.forEach((size, i) => {
    header.writeUInt32BE(size, 4 + 4 * i);
  });
  return Buffer.concat([header, Uint8Array.from(values)]);
}

/** The four IDX files of 3 training and 2 test images of 2×2: pixel values count up, labels too. */
export function tinyIdxSet(): Record<keyof typeof IDX_FILES, Buffer> {
  const counting = (length: number): number[] => Array.from({ length }, (_, i) => i);
  return {
    trainImages: idxBytes([3, 2, 2], counting(12)),
    trainLabels: idxBytes([3], [0, 1, 2]),
    testImages: idxBytes([2, 2, 2], counting(8)),
    testLabels: idxBytes([2], [1, 0]),
  };
}

export async function writeTinyIdxSet(folder: string, options: { gzipped: boolean }): Promise<void> {
  const set = tinyIdxSet();
  for (const part of IDX_PARTS) {
    const name = IDX_FILES[part];
    await (options.gzipped
      ? writeBelow(folder, `${name}.gz`, gzipSync(set[part]))
      : writeBelow(folder, name, set[part]));
  }
}

/** `count` images whose pixels all differ from image to image, labels taking turns over 3 classes. */
export function tinyDataset(count: number, shape: RawDataset['inputShape'] = [4, 4, 1]): Dataset {
  const bytes = shape[0] * shape[1] * shape[2];
  const images = Uint8Array.from(
    { length: count * bytes },
    (_, i) => (i * 31 + Math.floor(i / bytes) * 7) % 256,
  );
  const labels = Array.from({ length: count }, (_, i) => i % 3);
  return createDataset({
    name: 'tiny',
    source: 'tiny',
    classes: 3,
    inputShape: shape,
    train: { images, labels },
    test: { images: images.slice(0, bytes), labels: [0] },
  });
}

/** A matcher for `assert.throws` and `assert.rejects`: a CodistillError of this code whose text matches each pattern. */
export function failure(code: string, ...patterns: readonly RegExp[]): (error: unknown) => boolean {
  return (error) => {
    const { code: found, message, fix } = error as { code?: string; message?: string; fix?: string };
    const text = `${message}\n${fix}`;
    const unmatched = patterns.filter((pattern) => !pattern.test(text));
    if (found === code && unmatched.length === 0) return true;
    throw new Error(
      `expected ${code} matching ${unmatched.join(' ') || 'everything'}, got ${found}: ${text}`,
    );
  };
}

/** A tar archive of these files. */
export async function tarBytes(files: Readonly<Record<string, Uint8Array | string>>): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) archive.entry({ name }, Buffer.from(content));
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** An image of one colour, encoded. */
export async function imageBytes(
  [r, g, b]: readonly [number, number, number],
  height: number,
  width: number,
  format: 'png' | 'jpeg' = 'png',
): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: { r, g, b } } })
    .toFormat(format)
    .toBuffer();
}
