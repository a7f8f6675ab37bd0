import { type Dirent, readdirSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, extname, join, sep } from 'node:path';
import { CodistillError } from '../../proto/errors.js';

/** One image of a folder, not yet decoded. */
export interface ImageFile {
  /** Relative to the data folder. */
  readonly path: string;
  readonly label: number;
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** Endings of the formats that `sharp` reads, in any case. */
export const IMAGE_ENDINGS = [
  ...['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'webp', 'gif', 'tif', 'tiff'],
  ...['avif', 'svg', 'svgz', 'svg.gz'],
] as const;
const IMAGE_NAME = new RegExp(`\\.(?:${IMAGE_ENDINGS.join('|')})$`, 'i');
/** Node writes this for bytes of a name that are no UTF-8; nothing of the name that results can be opened. */
const NO_UTF8 = '\ufffd';

/** Files and folders that are not read, counted by reason. */
export class LeftOut {
  readonly #counts = new Map<string, Map<string, number>>();

  /** @param name - A file's, of which the ending is told, or with a separator behind it a folder's. */
  add(reason: string, name: string): void {
    this.#count(reason, name.endsWith(sep) ? name : extname(name).toLowerCase() || 'without ending', 1);
  }

  addAll(others: LeftOut): void {
    for (const [reason, counts] of others.#counts) {
      for (const [what, count] of counts) this.#count(reason, what, count);
    }
  }

  #count(reason: string, what: string, count: number): void {
    const counts = this.#counts.get(reason) ?? new Map<string, number>();
    this.#counts.set(reason, counts.set(what, (counts.get(what) ?? 0) + count));
  }

  /** All of it on one line; empty where there is none. */
  get text(): string {
    const counted = ([what, count]: [string, number]): string =>
      what.endsWith(sep) ? what : `${count} ${what}`;
    return [...this.#counts]
      .map(([reason, counts]) => `${[...counts].map(counted).join(', ')} (${reason})`)
      .join('; ');
  }
}

/**
 * Lists the images of one class, of its sub-folders too, in the order of their paths by code units. Links are followed;
 * names that begin with a dot do not count.
 *
 * @param root - The data folder, `folder` the class in it.
 * @param leftOut - Gets the files that are no images by their names.
 * @throws {CodistillError} `ERR_DATA_CORRUPT` naming what cannot be listed.
 */
export function listImages(root: string, folder: string, label: number, leftOut: LeftOut): ImageFile[] {
  const files: ImageFile[] = [];
  const visit = (inside: string): void => {
    for (const entry of entriesOf(join(root, inside))) {
      if (entry.name.startsWith('.')) continue;
      const path = `${inside}${sep}${entry.name}`;
      if (entry.isDirectory()) {
        visit(path);
        continue;
      }
      const isImage = IMAGE_NAME.test(entry.name);
      if (!isImage && entry.isFile()) {
        leftOut.add('no format that is read', entry.name);
        continue;
      }
      const stats = statsOf(`${root}${sep}${path}`, entry);
      if (stats.isDirectory()) visit(withoutCircle(root, path));
      else if (!isImage) leftOut.add('no format that is read', entry.name);
      else if (!stats.isFile()) throw folderError(join(root, path), 'no file, but a pipe, socket or device');
      else files.push({ path, label, bytes: stats.size, modifiedMs: stats.mtimeMs });
    }
  };
  visit(folder);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Names of the folders in a folder, sorted by code units; links to folders count.
 *
 * @param onFile - Called with the name of each file.
 * @throws {CodistillError} As {@link listImages}.
 */
export function subfolders(path: string, onFile: (name: string) => void): string[] {
  const names: string[] = [];
  for (const entry of entriesOf(path)) {
    if (entry.name.startsWith('.')) continue;
    const isFolder =
      entry.isDirectory() || (!entry.isFile() && statsOf(join(path, entry.name), entry).isDirectory());
    if (isFolder) names.push(entry.name);
    else onFile(entry.name);
  }
  return names.sort();
}

/** The error about a folder of images, or about something in it. */
export function folderError(path: string, problem: string, fix = FIX, cause?: unknown): CodistillError {
  return new CodistillError('ERR_DATA_CORRUPT', `data set "images": ${path}: ${problem}`, {
    fix,
    facts: { path },
    cause,
  });
}

const FIX = 'the folder should hold <class>/*.jpg, or train/<class>/*.jpg and test/<class>/*.jpg';

function entriesOf(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function statsOf(path: string, entry: Dirent): Stats {
  try {
    return statSync(path);
  } catch (cause) {
    const isLost = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    if (!entry.isSymbolicLink() || !isLost) throw unreadable(path, cause);
    const problem = `a link to ${readlinkSync(path)}, which is not there`;
    throw folderError(path, problem, 'bring back what it links to, or remove the link', cause);
  }
}

function unreadable(path: string, cause: unknown): CodistillError {
  if (path.includes(NO_UTF8)) {
    return folderError(
      path,
      'a name that is not UTF-8',
      'rename it (convmv does it for whole folders)',
      cause,
    );
  }
  return folderError(path, (cause as Error).message, 'repair it, or take it out of the folder', cause);
}

/** The same path, unless it is a link to a folder that it lies in. */
function withoutCircle(root: string, path: string): string {
  const [real, around] = [join(root, path), dirname(join(root, path))].map((one) => realpathSync(one));
  if (!`${around}${sep}`.startsWith(`${real}${sep}`)) return path;
  throw folderError(join(root, path), `a link to ${real}, in which it lies`, 'remove the link');
}
