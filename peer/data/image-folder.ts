import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { permutation, randomStream } from '../../proto/random.js';
import { forEachBounded } from './bounded.js';

/** One image of a folder, not yet decoded. */
export interface ImageFile {
  /** Relative to the data folder. */
  readonly path: string;
  readonly label: number;
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** A folder of images by class, in canonical order: class names sorted, then file names, by code units. */
export interface ImageFolder {
  readonly root: string;
  readonly classNames: readonly string[];
  readonly files: readonly ImageFile[];
  /** Indices into `files`. */
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/** Share of the images held out as the test split where the folder has none of its own. */
const HELD_OUT = 1 / 6;
const STATS_AT_ONCE = 32;
const IMAGE_NAME = /\.(?:jpe?g|png)$/i;

/**
 * Lists `train/<class>/*` and `test/<class>/*`, or `<class>/*` with a sixth of the images held out by seed. Only
 * .jpg, .jpeg and .png count, and nothing whose name starts with a dot.
 *
 * @throws {CodistillError} `ERR_DATA_MISSING` when the folder cannot be read; `ERR_DATA_CORRUPT` when it holds fewer
 *   than two classes, a class without images, or test classes that are not in train.
 */
export async function listImageFolder(root: string, seed: number): Promise<ImageFolder> {
  const folders = await subfolders(root);
  const withSplits = folders.includes('train') && folders.includes('test');
  const trainRoot = withSplits ? join(root, 'train') : root;
  const classNames = withSplits ? await subfolders(trainRoot) : folders;
  if (classNames.length < 2) {
    throw folderError(trainRoot, `${classNames.length} folders, expected one a class, at least two`);
  }
  const first = await listClasses(root, withSplits ? 'train' : '', classNames, classNames);
  if (!withSplits) return { root, classNames, files: first, ...holdOut(first.length, seed) };
  const testClasses = await subfolders(join(root, 'test'));
  const stranger = testClasses.find((name) => !classNames.includes(name));
  if (stranger !== undefined) {
    throw folderError(join(root, 'test', stranger), `a class that ${trainRoot} does not have`);
  }
  const second = await listClasses(root, 'test', testClasses, classNames);
  const files = [...first, ...second];
  return {
    root,
    classNames,
    files,
    train: range(0, first.length),
    test: range(first.length, files.length),
  };
}

function holdOut(count: number, seed: number): Pick<ImageFolder, 'train' | 'test'> {
  const held = Math.max(1, Math.round(count * HELD_OUT));
  const order = permutation(count, randomStream(seed, 'split', 1));
  return { train: [...order.slice(held).sort()], test: [...order.slice(0, held).sort()] };
}

async function subfolders(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort();
  } catch (cause) {
    throw new CodistillError(
      'ERR_DATA_MISSING',
      `data set "images": cannot read the folder ${path}: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        fix: 'give with --data-dir a folder of <class>/*.jpg, or of train/<class>/*.jpg and test/<class>/*.jpg',
        facts: { path },
        cause,
      },
    );
  }
}

async function listClasses(
  root: string,
  split: string,
  listed: readonly string[],
  classNames: readonly string[],
): Promise<ImageFile[]> {
  const named: { path: string; label: number }[] = [];
  for (const name of listed) {
    const folder = join(split, name);
    const entries = await readdir(join(root, folder));
    const images = entries.filter((entry) => IMAGE_NAME.test(entry) && !entry.startsWith('.')).sort();
    if (images.length === 0) {
      const hint = name === 'train' ? ' (a folder test beside it would make it a split)' : '';
      throw folderError(join(root, folder), `no .jpg, .jpeg or .png file${hint}`);
    }
    const label = classNames.indexOf(name);
    named.push(...images.map((image) => ({ path: join(folder, image), label })));
  }
  const files = new Array<ImageFile>(named.length);
  await forEachBounded(named.length, STATS_AT_ONCE, async (i) => {
    const { path, label } = named[i]!;
    const { size, mtimeMs } = await stat(join(root, path));
    files[i] = { path, label, bytes: size, modifiedMs: mtimeMs };
  });
  return files;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

function folderError(path: string, problem: string): CodistillError {
  return new CodistillError('ERR_DATA_CORRUPT', `data set "images": ${path}: ${problem}`, {
    fix: 'the folder should hold <class>/*.jpg, or train/<class>/*.jpg and test/<class>/*.jpg',
    facts: { path },
  });
}
