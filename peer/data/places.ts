import { access, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CodistillError, type Facts } from '../../proto/errors.js';
import { sharedBytes } from './dataset.js';

/** The ways in which a user gets a set's files. */
export interface Origin {
  /** Name of the data set. */
  readonly set: string;
  /** Where the files can be fetched by hand. */
  readonly url: string;
  /** Debian's package, where there is one. */
  readonly debianPackage?: string;
}

/**
 * Looks for a file under any of its names in each place, in order.
 *
 * @param names - Paths relative to a place, best first.
 * @returns The first that exists, or `undefined`.
 */
export async function findFile(
  names: readonly string[],
  places: readonly string[],
): Promise<string | undefined> {
  for (const place of places) {
    for (const name of names) {
      const path = join(place, name);
      if (await exists(path)) return path;
    }
  }
  return undefined;
}

/** True when something of that name is there. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/**
 * Reads a file of a data set whole, into shared memory: samples that lie there as they are need no copy.
 *
 * @throws {CodistillError} `ERR_DATA_CORRUPT` naming it when it cannot be read, or is a folder or a pipe.
 */
export async function readDataFile(path: string): Promise<Uint8Array> {
  try {
    const stats = await stat(path);
    if (stats.isFile()) return await readShared(path, stats.size);
  } catch (cause) {
    throw damaged(path, reasonsOf(cause), {}, cause);
  }
  throw damaged(path, 'no file, but a folder, pipe, socket or device');
}

async function readShared(path: string, size: number): Promise<Uint8Array> {
  const bytes = sharedBytes(size);
  const file = await open(path);
  try {
    let at = 0;
    while (at < size) {
      const { bytesRead } = await file.read(bytes, at, size - at);
      if (bytesRead === 0) break; // it became shorter
      at += bytesRead;
    }
    return bytes.subarray(0, at);
  } finally {
    await file.close();
  }
}

/** The error for a set whose file is missing: its name, the places searched, and how to get it. */
export function missing(
  origin: Origin,
  names: readonly string[],
  places: readonly string[],
  cause?: unknown,
): CodistillError {
  const reason = cause instanceof Error ? ` (${cause.message})` : '';
  const ways = [
    `give the folder that holds it with --data-dir (it can be fetched from ${origin.url})`,
    ...(origin.debianPackage === undefined
      ? []
      : [`or, on Debian and Ubuntu: apt-get install ${origin.debianPackage}`]),
  ];
  return new CodistillError(
    'ERR_DATA_MISSING',
    `data set "${origin.set}": no ${names.join(' or ')} in ${places.length === 0 ? 'any folder' : places.join(', ')}${reason}`,
    {
      fix: ways.join('; '),
      facts: { set: origin.set, file: names[0] ?? '', places, url: origin.url },
      cause,
    },
  );
}

/** Turns a failed download into {@link missing} when no server was reached, and leaves other errors as they are. */
export function missingUnlessOther(
  origin: Origin,
  names: readonly string[],
  places: readonly string[],
  cause: unknown,
): unknown {
  const nothingReached = cause instanceof CodistillError && cause.code === 'ERR_DATA_MISSING';
  return nothingReached ? missing(origin, names, places, cause) : cause;
}

/** The error for a file of the cache that cannot be written. */
export function diskError(what: string, path: string, cause: unknown): CodistillError {
  return new CodistillError('ERR_DISK', `cannot write ${what}: ${reasonsOf(cause)}`, {
    fix: 'free space there or choose another cache folder (CODISTILL_CACHE)',
    facts: { path },
    cause,
  });
}

/** The error for a data file that is not what it should be. */
export function damaged(path: string, problem: string, facts: Facts = {}, cause?: unknown): CodistillError {
  const details = { fix: 'fetch the file again', facts: { path, ...facts }, cause };
  return new CodistillError('ERR_DATA_CORRUPT', `${path}: ${problem}`, details);
}

/** The message of an error and of its cause: `fetch` alone only says "fetch failed". */
export function reasonsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${reasonsOf(error.cause)}`;
}
