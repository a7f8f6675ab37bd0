import { dirname } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { type CheckpointDisk, nodeDisk } from './checkpoint-disk.js';

export interface Replacement {
  /** Name of the new file until it is whole; one of its own where several processes write the same file. @default `path` and `.new` */
  readonly aside?: string;
  /** Survives a loss of power: file and directory are synced. @default false */
  readonly durable?: boolean;
  /** Permissions, such as 0o600 for its owner alone. @default as the process makes files */
  readonly mode?: number;
  /** Throws when what was read back is not what was meant. */
  readonly check?: (written: Uint8Array) => unknown;
  /** The file system. @default Node's */
  readonly disk?: CheckpointDisk;
}

/**
 * Writes a whole file aside and renames it: a reader sees the old one or the new one, whatever stops the writer.
 *
 * @param content - Parts are written one after the other.
 * @throws What the disk says, or `check`; the file that was there before still is, and nothing half is left.
 */
export function replaceFile(
  path: string,
  content: string | Uint8Array | readonly Uint8Array[],
  how: Replacement = {},
): void {
  const { aside = `${path}.new`, durable = false, mode, check, disk = nodeDisk } = how;
  try {
    disk.remove(aside); // left by a crash
    const file = disk.create(aside, mode);
    try {
      for (const part of typeof content === 'string' ? [Buffer.from(content)] : [content].flat()) {
        disk.write(file, part);
      }
      if (durable) disk.sync(file);
    } finally {
      disk.close(file);
    }
    check?.(disk.read(aside));
    disk.rename(aside, path);
    if (durable) disk.syncDirectory(dirname(path));
  } catch (error) {
    removeQuietly(disk, aside);
    throw error;
  }
}

/**
 * As {@link replaceFile}, where `write` makes the new file aside in a way of its own, as a stream does, and sees to it
 * that the disk has it.
 */
export async function replaceFileBy(
  path: string,
  aside: string,
  write: (aside: string) => Promise<void>,
): Promise<void> {
  try {
    await write(aside);
    nodeDisk.rename(aside, path);
    nodeDisk.syncDirectory(dirname(path));
  } catch (error) {
    removeQuietly(nodeDisk, aside);
    throw error;
  }
}

/** The error that led here is the one to report, whether or not its leftovers can be removed. */
function removeQuietly(disk: CheckpointDisk, path: string): void {
  try {
    disk.remove(path);
  } catch {
    // the next writer removes it
  }
}

/** Codes of the system for a disk that is full. */
const FULL: readonly unknown[] = ['ENOSPC', 'EDQUOT'];
/** Its codes for a directory that is gone or may not be written. */
const UNUSABLE: readonly unknown[] = ['EROFS', 'EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST'];

export function isDiskFull(error: unknown): boolean {
  return FULL.includes((error as NodeJS.ErrnoException | null)?.code);
}

/**
 * The error about a file, of a run or another, that cannot be read or written.
 *
 * @param file - What it is and its path, to begin the message with.
 * @param place - The option by which its place is chosen.
 * @returns `ERR_RUN_DIR` when its directory is gone or may not be written, else `ERR_DISK`.
 */
export function fileError(file: string, cause: unknown, place = '--run-dir'): CodistillError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const isUnusable = UNUSABLE.includes((cause as NodeJS.ErrnoException | null)?.code);
  return new CodistillError(isUnusable ? 'ERR_RUN_DIR' : 'ERR_DISK', `${file}: ${reason}`, {
    fix: isUnusable
      ? `give a ${place} that exists and that you may write to`
      : `free space on that disk or choose another ${place}, and start again: a run goes on from its checkpoints`,
    facts: { file },
    cause,
  });
}
