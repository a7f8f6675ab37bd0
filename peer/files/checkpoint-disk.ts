import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { makeDirectory } from './make-directory.js';

/**
 * The few calls that checkpoints make of the file system, so that tests can let each of them fail. They block: only
 * the trainer's thread makes them.
 */
export interface CheckpointDisk {
  /** With parents; fine if it is there. */
  makeDirectory(directory: string): void;
  /** File names, or `undefined` when there is no such directory. */
  list(directory: string): readonly string[] | undefined;
  read(path: string): Uint8Array;
  /** Creates an empty file, which must not exist, and returns its handle. */
  create(path: string, mode?: number): number;
  write(file: number, bytes: Uint8Array): void;
  sync(file: number): void;
  close(file: number): void;
  rename(from: string, to: string): void;
  /** Makes a rename durable. */
  syncDirectory(directory: string): void;
  /** Fine if there is no such file. */
  remove(path: string): void;
}

/** Node refuses to write 2 GB at once. */
const WRITE_BYTES_MAX = 2 ** 30;

export const nodeDisk: CheckpointDisk = {
  makeDirectory,
  list(directory) {
    try {
      return readdirSync(directory);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  },
  read: (path) => readFileSync(path),
  create: (path, mode) => openSync(path, 'wx', mode),
  write(file, bytes) {
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(file, bytes, written, Math.min(bytes.length - written, WRITE_BYTES_MAX));
    }
  },
  sync: (file) => fsyncSync(file),
  close: (file) => closeSync(file),
  rename: (from, to) => renameSync(from, to),
  syncDirectory(directory) {
    const handle = openSync(directory, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  },
  remove: (path) => rmSync(path, { force: true }),
};
