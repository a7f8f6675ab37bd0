import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { damaged, reasonsOf } from './places.js';

/**
 * Reads named files out of a .tar.gz into memory; nothing is unpacked on the disk, so no path in the archive matters.
 *
 * @param names - Base names of the files wanted.
 * @param bytesMax - Longest that one of them may be.
 * @returns Those that were found, by base name.
 * @throws {CodistillError} `ERR_DATA_CORRUPT` when it is not a whole archive or a file is longer than `bytesMax`.
 */
export async function readTarGz(
  path: string,
  names: readonly string[],
  bytesMax: number,
): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const tar = extract();
  const collect = async (): Promise<void> => {
    for await (const entry of tar) {
      const name = entry.header.name.split('/').at(-1) ?? '';
      const size = entry.header.size ?? 0;
      if (entry.header.type === 'file' && names.includes(name)) {
        if (size > bytesMax)
          throw new Error(`${entry.header.name} has ${size} bytes, at most ${bytesMax} expected`);
        const chunks: Uint8Array[] = [];
        for await (const chunk of entry as AsyncIterable<Uint8Array>) chunks.push(chunk);
        found.set(name, Buffer.concat(chunks));
      } else {
        entry.resume();
      }
    }
  };
  try {
    await Promise.all([pipeline(createReadStream(path), createGunzip(), tar), collect()]);
  } catch (cause) {
    throw damaged(path, `not a whole .tar.gz archive: ${reasonsOf(cause)}`, {}, cause);
  }
  return found;
}
