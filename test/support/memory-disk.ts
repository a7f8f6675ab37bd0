import type { CheckpointDisk } from '../../peer/files/checkpoint-disk.js';

interface Inode {
  bytes: Uint8Array;
  /** What a loss of power leaves of it. */
  synced: Uint8Array;
}

/** What a loss of power does to renames and removals whose directory was not synced: a file system may do either. */
export type Unsynced = 'lost' | 'kept';

/** Thrown by every call once the simulated process is dead. */
export class Crash extends Error {}

/**
 * A disk in memory that forgets, at a loss of power, what was not synced, and that can fail or end the process at any
 * of its calls.
 */
export class MemoryDisk implements CheckpointDisk {
  #entries = new Map<string, Inode>();
  #durable = new Map<string, Inode>();
  readonly #handles: Inode[] = [];
  #calls = 0;
  #failure: { readonly atCall: number; readonly kind: 'crash' | 'error' } | undefined;

  /** Lets the n-th call from now on, from 1, fail with ENOSPC, or end the process before it has any effect. */
  failAt(n: number, kind: 'crash' | 'error'): void {
    this.#failure = { atCall: this.#calls + n, kind };
  }

  /** Calls made so far. */
  get calls(): number {
    return this.#calls;
  }

  get files(): string[] {
    return [...this.#entries.keys()].sort();
  }

  /** The process starts anew; everything it wrote is still in the kernel's hands. */
  restart(): void {
    this.#failure = undefined;
  }

  /** The machine starts anew: only what was synced is certain. */
  losePower(unsynced: Unsynced): void {
    const survivors = unsynced === 'lost' ? this.#durable : this.#entries;
    this.#entries = new Map([...survivors].map(([path, { synced }]) => [path, { bytes: synced, synced }]));
    this.#durable = new Map(this.#entries);
    this.#failure = undefined;
  }

  /** Changes a file behind the owner's back. */
  corrupt(path: string, change: (bytes: Uint8Array) => Uint8Array): void {
    const inode = this.#entries.get(path)!;
    inode.bytes = change(inode.bytes.slice());
  }

  makeDirectory(): void {
    this.#call();
  }

  list(directory: string): readonly string[] | undefined {
    this.#call();
    const names = this.files.filter((path) => path.startsWith(`${directory}/`));
    return names.length === 0 ? undefined : names.map((path) => path.slice(directory.length + 1));
  }

  read(path: string): Uint8Array {
    this.#call();
    return this.#entries.get(path)!.bytes;
  }

  create(path: string): number {
    this.#call();
    if (this.#entries.has(path)) throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' });
    const inode = { bytes: new Uint8Array(), synced: new Uint8Array() };
    this.#entries.set(path, inode);
    return this.#handles.push(inode) - 1;
  }

  write(file: number, bytes: Uint8Array): void {
    const inode = this.#handles[file]!;
    inode.bytes = bytes.slice(0, bytes.length / 2); // a failing write leaves half
    this.#call();
    inode.bytes = bytes.slice();
  }

  sync(file: number): void {
    this.#call();
    this.#handles[file]!.synced = this.#handles[file]!.bytes;
  }

  close(): void {
    this.#call();
  }

  rename(from: string, to: string): void {
    this.#call();
    this.#entries.set(to, this.#entries.get(from)!);
    this.#entries.delete(from);
  }

  syncDirectory(): void {
    this.#call();
    this.#durable = new Map(this.#entries);
  }

  remove(path: string): void {
    this.#call();
    this.#entries.delete(path);
  }

  #call(): void {
    this.#calls++;
    if (this.#failure === undefined || this.#calls < this.#failure.atCall) return;
    if (this.#failure.kind === 'crash') throw new Crash('the process is dead');
    if (this.#calls === this.#failure.atCall) {
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    }
  }
}
