import { randomBytes } from 'node:crypto';
import {
  constants,
  copyFileSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileError } from '../peer/files/run-files.js';
import { CodistillError } from '../proto/errors.js';
import { isRunning, type ProcessIdentity, processIdentity } from './process-identity.js';

/** The lock of another machine's process counts as abandoned when untouched for this long, milliseconds. */
const LOCK_STALE_MS = 10_000;
const TOUCH_MS = LOCK_STALE_MS / 5;
const LOCK_NAME = 'launcher.json';

/** The files that a lock leaves in a directory; they do not count as its content. */
export const LOCK_FILES: ReadonlySet<string> = new Set([LOCK_NAME, 'join.json']);

/** Who holds a directory. */
interface Owner extends ProcessIdentity {
  readonly host: string;
  /** Drawn for each lock: one process may lock a directory twice in its life. */
  readonly token: string;
}

/** The holder's ears for its lock. */
export interface LockListener {
  /** The lock cannot be renewed; said once until it can. The lock is tried again, and holds on this machine meanwhile. */
  readonly onTrouble: (message: string) => void;
  /** A process of another machine found the lock abandoned and has the directory now. */
  readonly onTaken: (error: CodistillError) => void;
}

/**
 * Locks a directory that exists for this process, and says in it who holds it.
 *
 * While the owner lives on this machine nobody else gets in, whatever the age of the lock; that of a process which was
 * killed here is taken over at once.
 *
 * @param option - The option that names the directory, for the error.
 * @param name - Of the file that says who holds it.
 * @returns Gives the lock back.
 * @throws {CodistillError} `ERR_RUN_DIR_BUSY` naming the process that holds it; `ERR_RUN_DIR` or `ERR_DISK` when the
 *   directory cannot be written.
 */
export function lockDirectory(
  directory: string,
  option: string,
  listener: LockListener,
  name = LOCK_NAME,
): () => void {
  const path = join(directory, name);
  const own: Owner = { ...processIdentity(), host: hostname(), token: randomBytes(8).toString('hex') };
  try {
    if (!create(path, own) && !takeOver(path, own)) throw busy(directory, option, readOwner(path));
  } catch (error) {
    throw error instanceof CodistillError ? error : fileError(`lock ${path}`, error, option);
  }
  const renewal = new Renewal(path, own, listener, (other) => busy(directory, option, other));
  return () => {
    renewal.stop();
    if (readOwner(path)?.token === own.token) rmSync(path, { force: true });
  };
}

/** Whether a process holds a directory now. */
export function isHeld(directory: string, name = LOCK_NAME): boolean {
  const path = join(directory, name);
  const owner = readOwner(path);
  return owner !== undefined && !isAbandoned(path, owner);
}

/** Keeps a lock young, and back in place when it was lost. */
class Renewal {
  readonly #path: string;
  readonly #own: Owner;
  readonly #listener: LockListener;
  readonly #taken: (other: Owner) => CodistillError;
  #timer: NodeJS.Timeout | undefined;
  #isTroubled = false;

  constructor(path: string, own: Owner, listener: LockListener, taken: (other: Owner) => CodistillError) {
    this.#path = path;
    this.#own = own;
    this.#listener = listener;
    this.#taken = taken;
    this.#later();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #later(): void {
    this.#timer = setTimeout(() => this.#run(), TOUCH_MS);
    this.#timer.unref();
  }

  #run(): void {
    const owner = readOwner(this.#path);
    if (owner !== undefined && owner.token !== this.#own.token) {
      this.#listener.onTaken(this.#taken(owner));
      return;
    }
    this.#later();
    try {
      if (owner === undefined) {
        rmSync(this.#path, { force: true }); // what a full disk may have left of it
        create(this.#path, this.#own);
      }
      const now = new Date();
      utimesSync(this.#path, now, now);
      this.#isTroubled = false;
    } catch (error) {
      if (!this.#isTroubled) {
        this.#listener.onTrouble(`the lock ${this.#path} cannot be renewed (${String(error)}); trying again`);
      }
      this.#isTroubled = true;
    }
  }
}

/** @returns Whether it is ours now; false when there is one already. */
function create(path: string, own: Owner): boolean {
  try {
    writeFileSync(path, JSON.stringify(own), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Puts the lock of an owner that is gone aside and takes its place, unless somebody else was faster. */
function takeOver(path: string, own: Owner): boolean {
  const owner = readOwner(path);
  if (!isAbandoned(path, owner)) return false;
  const aside = `${path}.${own.token}`;
  renameSync(path, aside);
  try {
    // The file that was moved may be that of another contender, which took over in between.
    if (readOwner(aside)?.token === owner?.token) return create(path, own);
    copyFileSync(aside, path, constants.COPYFILE_EXCL);
    return false;
  } finally {
    rmSync(aside, { force: true });
  }
}

function isAbandoned(path: string, owner: Owner | undefined): boolean {
  if (owner?.host === hostname()) return !isRunning(owner);
  return Date.now() - statSync(path).mtimeMs > LOCK_STALE_MS;
}

/** `undefined` when there is none, or one that says nothing. */
function readOwner(path: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

function busy(directory: string, option: string, owner: Owner | undefined): CodistillError {
  const who = owner === undefined ? 'another process' : `process ${owner.pid} on ${owner.host}`;
  return new CodistillError('ERR_RUN_DIR_BUSY', `${who} is running in ${directory}`, {
    fix: `wait for it, end it, or give another ${option}`,
    facts: { directory, pid: owner?.pid ?? null },
  });
}
