import { createHash, type Hash } from 'node:crypto';
import { join } from 'node:path';
import { nodeDisk } from '../../peer/files/checkpoint-disk.js';
import { CHUNK_BYTES } from '../../proto/chunks.js';
import {
  RESULT_FILES,
  type ResultFile,
  type ResultRefusal,
  type ResultWord,
} from '../../proto/result-word.js';
import { piecesMax, RECEIVED_FILES } from './received-files.js';

/** A file that is on its way: its pieces come in their order. */
interface Incoming {
  readonly file: ResultFile;
  readonly digest: string;
  readonly pieceCount: number;
  readonly handle: number;
  readonly hash: Hash;
  next: number;
}

/**
 * Takes the files of one peer's result from its words, each by itself onto the disk: what a peer says takes no memory here, and
 * no more of the disk than its files may. A piece that comes twice is taken once, so that whoever heard no answer says it again.
 */
export class ResultReceiver {
  readonly #directory: string;
  /** Digests of the files that are there whole. */
  readonly #whole = new Map<ResultFile, string>();
  #incoming: Incoming | undefined;

  /** @param directory - For these files alone; what an earlier process has left there is written over. */
  constructor(directory: string) {
    this.#directory = directory;
  }

  has(files: readonly ResultFile[]): boolean {
    return files.every((file) => this.#whole.has(file));
  }

  /**
   * @returns Why a piece is not taken.
   * @throws What the disk says; the file then begins anew.
   */
  take(word: ResultWord): ResultRefusal | undefined {
    const file = RESULT_FILES.find((one) => one === word.file);
    if (file === undefined || word.sha256.length !== 32) return 'REFUSED';
    const { pieceIndex, pieceCount, piece } = word;
    if (pieceCount > piecesMax(RECEIVED_FILES[file])) return 'TOO_LARGE';
    const isLast = pieceIndex === pieceCount - 1;
    if (pieceIndex >= pieceCount || (isLast ? piece.length > CHUNK_BYTES : piece.length !== CHUNK_BYTES))
      return 'REFUSED';
    const digest = Buffer.from(word.sha256).toString('hex');
    if (this.#whole.get(file) === digest) return undefined;
    if (pieceIndex === 0) this.#begin(file, digest, pieceCount);
    const incoming = this.#incoming;
    const isOfIt =
      incoming?.file === file && incoming.digest === digest && incoming.pieceCount === pieceCount;
    if (!isOfIt || pieceIndex > incoming.next) return 'RESTART';
    if (pieceIndex < incoming.next) return undefined;
    return this.#append(incoming, piece);
  }

  /** Gives up what is not whole. */
  close(): void {
    if (this.#incoming !== undefined) nodeDisk.close(this.#incoming.handle);
    this.#incoming = undefined;
  }

  #begin(file: ResultFile, digest: string, pieceCount: number): void {
    this.close();
    this.#whole.delete(file);
    nodeDisk.makeDirectory(this.#directory);
    const path = join(this.#directory, RECEIVED_FILES[file].name);
    nodeDisk.remove(path);
    const handle = nodeDisk.create(path, 0o600);
    this.#incoming = { file, digest, pieceCount, handle, hash: createHash('sha256'), next: 0 };
  }

  #append(incoming: Incoming, piece: Uint8Array): ResultRefusal | undefined {
    const { file, digest, pieceCount, handle, hash } = incoming;
    try {
      nodeDisk.write(handle, piece);
      hash.update(piece);
      incoming.next++;
      if (incoming.next < pieceCount) return undefined;
      nodeDisk.sync(handle);
    } catch (error) {
      this.close();
      throw error;
    }
    this.close();
    if (hash.digest('hex') !== digest) return 'RESTART';
    this.#whole.set(file, digest);
    return undefined;
  }
}
