import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CIFAR10 } from './cifar10.js';
import { CIFAR100 } from './cifar100.js';
import { type DownloadOptions, download, type PinnedFile } from './download.js';
import { FASHION_MNIST_FILES } from './fashion-mnist.js';
import { damaged, exists, reasonsOf } from './places.js';

/** The sets that can be fetched, with their files as their authors published them. */
export const FETCHABLE = {
  cifar10: [CIFAR10.archive],
  cifar100: [CIFAR100.archive],
  'fashion-mnist': FASHION_MNIST_FILES,
} as const satisfies Readonly<Record<string, readonly PinnedFile[]>>;

export type FetchableSet = keyof typeof FETCHABLE;

/** A file that is there now. */
export interface FetchedFile {
  readonly path: string;
  /** Whether it came now; else it lay there, and is the pinned one. */
  readonly isNew: boolean;
}

/**
 * Fetches pinned files into a folder. One that lies there whole is not fetched again; one that does not come whole leaves
 * nothing.
 *
 * @param from - Address of a folder that has the files under their names. @default where each is pinned
 * @throws {CodistillError} As `download`; `ERR_DATA_CORRUPT` for a file that lies there and is another one.
 */
export async function fetchFiles(
  files: readonly PinnedFile[],
  folder: string,
  options: DownloadOptions & { readonly from?: string | undefined },
): Promise<readonly FetchedFile[]> {
  const { from } = options;
  const fetched: FetchedFile[] = [];
  for (const file of files) {
    const name = basename(new URL(file.url).pathname);
    const path = join(folder, name);
    const isNew = !(await exists(path));
    if (isNew) {
      const url = from === undefined ? file.url : new URL(name, from.endsWith('/') ? from : `${from}/`).href;
      await download({ ...file, url }, path, options);
    } else await checkHash(path, file);
    fetched.push({ path, isNew });
  }
  return fetched;
}

async function checkHash(path: string, { sha256 }: PinnedFile): Promise<void> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (cause) {
    throw damaged(path, reasonsOf(cause), {}, cause);
  }
  const found = hash.digest('hex');
  if (found === sha256) return;
  throw damaged(path, `its SHA-256 is ${found}, expected ${sha256}: remove it`, { sha256: found });
}
