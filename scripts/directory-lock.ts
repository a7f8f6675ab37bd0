import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import lockfile from 'proper-lockfile';
import { CodistillError } from '../proto/errors.js';

/** A lock untouched for this long counts as abandoned, in milliseconds; its holder touches it five times as often. */
const LOCK_STALE_MS = 10_000;
const LOCK_NAME = 'launcher.lock';
const OWNER_NAME = 'launcher.json';

/** The files that a lock leaves in a directory; they do not count as its content. */
export const LOCK_FILES: ReadonlySet<string> = new Set([LOCK_NAME, OWNER_NAME]);

/**
 * Locks a directory that exists for this process, and says in it who holds it. The lock of a process that was killed on
 * this machine is taken over at once.
 *
 * @param option - The option that names the directory, for the error.
 * @returns Gives the lock back.
 * @throws {CodistillError} `ERR_RUN_DIR_BUSY` naming the process that holds it.
 */
export async function lockDirectory(directory: string, option: string): Promise<() => Promise<void>> {
  const release = await take(directory, option);
  const ownerFile = join(directory, OWNER_NAME);
  writeFileSync(ownerFile, JSON.stringify({ pid: process.pid, host: hostname() }));
  return async () => {
    rmSync(ownerFile, { force: true });
    await release();
  };
}

async function take(directory: string, option: string): Promise<() => Promise<void>> {
  const lockfilePath = join(directory, LOCK_NAME);
  const lock = (): Promise<() => Promise<void>> =>
    lockfile.lock(directory, { lockfilePath, stale: LOCK_STALE_MS, update: LOCK_STALE_MS / 5 });
  try {
    return await lock();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
  }
  const owner = readOwner(directory);
  if (owner !== undefined && owner.host === hostname() && !isAlive(owner.pid)) {
    // It was killed a moment ago: no need to wait until the lock has aged.
    rmSync(lockfilePath, { recursive: true, force: true });
    return lock();
  }
  const who = owner === undefined ? 'another process' : `process ${owner.pid} on ${owner.host}`;
  throw new CodistillError('ERR_RUN_DIR_BUSY', `${who} is running in ${directory}`, {
    fix: `wait for it, end it, or give another ${option}`,
    facts: { directory, pid: owner?.pid ?? null },
  });
}

function readOwner(directory: string): { pid: number; host: string } | undefined {
  try {
    return JSON.parse(readFileSync(join(directory, OWNER_NAME), 'utf8')) as { pid: number; host: string };
  } catch {
    return undefined; // the lock is taken before the name is written
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
