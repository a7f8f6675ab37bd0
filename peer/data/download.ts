import { createHash, randomUUID } from 'node:crypto';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CodistillError } from '../../proto/errors.js';
import { makeDirectory } from '../files/make-directory.js';
import { replaceFileBy } from '../files/run-files.js';
import { diskError, exists, reasonsOf } from './places.js';
import type { DataProgress } from './request.js';

/** A file that can be fetched: pinned, so that every machine trains on the same bytes. */
export interface PinnedFile {
  readonly url: string;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
}

export interface DownloadOptions {
  readonly onProgress?: (progress: DataProgress) => void;
  /** Milliseconds without a byte after which the download fails. */
  readonly idleMs?: number;
}

const IDLE_MS = 30_000;
/** Milliseconds by which an older part shows that its download was killed. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/**
 * Fetches a pinned file to `path`, unless it lies there already. It is written beside under a name of its own,
 * verified and renamed: `path` is always absent or whole, and two downloads at once do no harm.
 *
 * @throws {CodistillError} `ERR_DATA_MISSING` when the server cannot be reached, refuses, stops short or stalls;
 *   `ERR_DATA_CORRUPT` when what came is not the pinned file; `ERR_DISK` when it cannot be written.
 */
export async function download(file: PinnedFile, path: string, options: DownloadOptions = {}): Promise<void> {
  if (await exists(path)) return;
  const folder = dirname(path);
  try {
    makeDirectory(folder);
    await replaceFileBy(path, `${path}.${randomUUID()}.part`, async (part) => {
      const sha256 = await receive(file.url, part, options);
      await removeAbandoned(folder, basename(path), (await stat(part)).mtimeMs);
      if (sha256 !== file.sha256) throw mismatch(file, sha256);
    });
  } catch (cause) {
    throw cause instanceof CodistillError ? cause : diskError(path, path, cause);
  }
}

/** Streams a URL into a file. Returns the SHA-256 of what came, hex. */
async function receive(url: string, part: string, options: DownloadOptions): Promise<string> {
  const idleMs = options.idleMs ?? IDLE_MS;
  const idle = new AbortController();
  const alarm = setTimeout(() => idle.abort(new Error(`no data for ${idleMs} ms`)), idleMs);
  try {
    const response = await request(url, idle.signal);
    // Opened before the first byte: a stream that opens by itself may make the file after its own failure. And before there are
    // streams, so that nothing is waited for while one of them may fail unheard.
    const disk = await open(part, 'wx');
    const total = Number(response.headers.get('content-length') ?? Number.NaN);
    const hash = createHash('sha256');
    let receivedBytes = 0;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done): void {
        alarm.refresh();
        hash.update(chunk);
        receivedBytes += chunk.length;
        const known = Number.isFinite(total) ? { total } : {};
        options.onProgress?.({ what: url, done: receivedBytes, ...known, unit: 'bytes' });
        done(null, chunk);
      },
    });
    const body = Readable.fromWeb(response.body!, { signal: idle.signal });
    body.on('error', (cause) => meter.destroy(unreachable(url, cause)));
    await pipeline(body, meter, disk.createWriteStream({ flush: true })).catch((cause: unknown) => {
      throw meter.errored instanceof CodistillError ? meter.errored : cause;
    });
    return hash.digest('hex');
  } finally {
    clearTimeout(alarm);
  }
}

async function request(url: string, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    // No compression on the way: the hash is of the file's own bytes.
    response = await fetch(url, { signal, headers: { 'accept-encoding': 'identity' } });
  } catch (cause) {
    throw unreachable(url, cause);
  }
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw unreachable(url, new Error(`HTTP status ${response.status}`));
  }
  return response;
}

/** Removes the parts of downloads that were killed long ago. */
async function removeAbandoned(folder: string, name: string, newestMs: number): Promise<void> {
  const parts = (await readdir(folder)).filter((one) => one.startsWith(`${name}.`) && one.endsWith('.part'));
  for (const part of parts) {
    const path = join(folder, part);
    const found = await stat(path).catch(() => undefined); // another process may have renamed it meanwhile
    if (found !== undefined && newestMs - found.mtimeMs > ABANDONED_MS) await rm(path, { force: true });
  }
}

function unreachable(url: string, cause: unknown): CodistillError {
  return new CodistillError('ERR_DATA_MISSING', `cannot fetch ${url}: ${reasonsOf(cause)}`, {
    fix: 'check the network and try again, or fetch the file by hand and give its folder with --data-dir',
    facts: { url },
    cause,
  });
}

function mismatch(file: PinnedFile, sha256: string): CodistillError {
  return new CodistillError(
    'ERR_DATA_CORRUPT',
    `${file.url}: what came has the SHA-256 ${sha256}, expected ${file.sha256}`,
    {
      fix: 'try again; if it stays so, the file was changed at its source: give --data-dir with a copy you trust',
      facts: { url: file.url, sha256, sha256Expected: file.sha256 },
    },
  );
}
