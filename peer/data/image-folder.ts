import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { CodistillError, type Facts } from '../../proto/errors.js';
import { permutation, randomStream } from '../../proto/random.js';
import {
  folderError,
  IMAGE_ENDINGS,
  type ImageFile,
  LeftOut,
  listImages,
  subfolders,
} from './image-files.js';

/** A folder of images by class, in canonical order: class names sorted, then file paths, by code units. */
export interface ImageFolder {
  readonly root: string;
  readonly classNames: readonly string[];
  readonly files: readonly ImageFile[];
  /** Indices into `files`. */
  readonly train: readonly number[];
  /** Likewise; empty: the folder has no such split. */
  readonly validation: readonly number[];
  readonly test: readonly number[];
  /** For the user, a line each: what is not read and why, which folder validates, what stands for a missing test split. */
  readonly notes: readonly string[];
}

/** Share of the images held out as the test split where the folder has none of its own. */
const HELD_OUT = 1 / 6;

/** Names of the folders of splits. */
const SPLITS = { train: /^train(?:ing)?$/i, validation: /^val(?:id|idation)?$/i, test: /^test(?:ing)?$/i };

type SplitFolders = { readonly [S in keyof typeof SPLITS]: string | undefined };

/**
 * Lists `train/<class>/…` beside `test/<class>/…`, `val/<class>/…` or both, in any case; or `<class>/…`. A sixth of the
 * training images is held out by seed where there is no test split.
 *
 * @throws {CodistillError} `ERR_DATA_MISSING` when the folder cannot be read; `ERR_DATA_CORRUPT` when it holds fewer
 *   than two classes, a class without images, classes that are not in train, or something that cannot be listed.
 */
export function listImageFolder(root: string, seed: number): ImageFolder {
  checkReadable(root);
  const leftOut = new LeftOut();
  const foldersIn = (path: string): string[] =>
    subfolders(path, (name) => leftOut.add('in no class folder', name));
  const folders = foldersIn(root);
  const splits = splitFolders(root, folders);
  for (const name of splits === undefined ? [] : folders) {
    if (!Object.values(splits!).includes(name)) leftOut.add('no split', `${name}${sep}`);
  }
  const trainFolder = splits?.train ?? '';
  const trainRoot = join(root, trainFolder);
  const classNames = splits === undefined ? folders : foldersIn(trainRoot);
  if (classNames.length < 2) {
    throw folderError(trainRoot, `${classNames.length} folders, expected one a class, at least two`);
  }
  const files: ImageFile[] = [];
  const list = (split: string, classes: readonly string[]): number[] => {
    const from = files.length;
    for (const name of classes) {
      for (const image of classImages(root, join(split, name), classNames.indexOf(name), leftOut))
        files.push(image);
    }
    return Array.from({ length: files.length - from }, (_, i) => from + i);
  };
  const known = (split: string): string[] => {
    const classes = foldersIn(join(root, split));
    const stranger = classes.find((name) => !classNames.includes(name));
    if (stranger === undefined) return classes;
    throw folderError(join(root, split, stranger), `a class that ${trainRoot} does not have`);
  };
  const train = list(trainFolder, classNames);
  const validation =
    splits?.validation === undefined ? [] : list(splits.validation, known(splits.validation));
  const held =
    splits?.test === undefined
      ? holdOut(train.length, seed)
      : { train, test: list(splits.test, known(splits.test)) };
  if (held.train.length < 2 && validation.length === 0) {
    throw folderError(
      trainRoot,
      `${held.train.length} image to learn from and to validate with, expected two at least`,
    );
  }
  const notes = notesOf(splits, validation.length, leftOut.text);
  return { root, classNames, files, validation, ...held, notes };
}

function checkReadable(root: string): void {
  try {
    readdirSync(root);
  } catch (cause) {
    throw noFolder(`cannot read the folder ${root}: ${(cause as Error).message}`, {
      facts: { path: root },
      cause,
    });
  }
}

/** The error for a data set of images without a folder that can be read. */
export function noFolder(
  problem: string,
  details: { readonly facts?: Facts; readonly cause?: unknown } = {},
): CodistillError {
  return new CodistillError('ERR_DATA_MISSING', `data set "images": ${problem}`, {
    fix: 'give with --data-dir a folder of <class>/*.jpg, or of train/<class>/*.jpg and test/<class>/*.jpg',
    ...details,
  });
}

/** @returns `undefined` where the folders are classes: one of them may well be called train. */
function splitFolders(root: string, folders: readonly string[]): SplitFolders | undefined {
  const folderOf = (name: RegExp): string | undefined => {
    const [first, second] = folders.filter((folder) => name.test(folder));
    if (second === undefined) return first;
    const problem = `both ${first} and ${second}, where a split has one folder`;
    throw folderError(root, problem, 'put their classes together in one of them');
  };
  const has = (name: RegExp): boolean => folders.some((folder) => name.test(folder));
  if (!has(SPLITS.train) || !(has(SPLITS.test) || has(SPLITS.validation))) return undefined;
  return {
    train: folderOf(SPLITS.train),
    validation: folderOf(SPLITS.validation),
    test: folderOf(SPLITS.test),
  };
}

function classImages(root: string, folder: string, label: number, leftOut: LeftOut): ImageFile[] {
  const inside = new LeftOut();
  const images = listImages(root, folder, label, inside);
  leftOut.addAll(inside);
  if (images.length > 0) return images;
  const there = inside.text === '' ? '' : `, but ${inside.text}`;
  const hint = SPLITS.train.test(folder) ? ' (a folder test beside it would make it a split)' : '';
  throw folderError(join(root, folder), `no .${IMAGE_ENDINGS.join(', .')} file${there}${hint}`);
}

function holdOut(count: number, seed: number): Pick<ImageFolder, 'train' | 'test'> {
  const held = Math.max(1, Math.round(count * HELD_OUT));
  const order = permutation(count, randomStream(seed, 'split', 1));
  return { train: [...order.slice(held).sort()], test: [...order.slice(0, held).sort()] };
}

function notesOf(splits: SplitFolders | undefined, validating: number, leftOut: string): string[] {
  const notes = leftOut === '' ? [] : [`left out: ${leftOut}`];
  if (splits === undefined) return notes;
  const { train, validation, test } = splits;
  if (validation !== undefined) {
    notes.push(`${validation}/ validates, ${validating} images; --validation-fraction is not used`);
  }
  if (test === undefined) notes.push(`there is no test/: a sixth of ${train}/, held out by seed, tests`);
  return notes;
}
