import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const HEARTBEAT_MS = 2_000;
const POLL_MS = 100;
/** A lock that nobody has touched for so long is abandoned: 15 heartbeats. */
const ABANDONED_MS = 30_000;

/**
 * Runs `work` while no other process on this machine does so under the same lock file.
 *
 * The lock saves work (two set-ups at once download once); it is not what keeps the cache whole:
 * that is the rename in `install-once.mjs`. So a lock may be taken over when its holder is dead or
 * silent, and if a holder was merely suspended nothing breaks.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {(holder: string) => void} [onWait] - Called once if another process holds it.
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait = () => {}) {
  mkdirSync(dirname(file), { recursive: true });
  let waited = false;
  while (!tryLock(file)) {
    const holder = readHolder(file);
    if (isAbandoned(holder)) {
      discard(file);
      continue;
    }
    if (!waited && holder !== undefined) {
      waited = true;
      onWait(`process ${holder.pid}`);
    }
    await delay(POLL_MS);
  }
  const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function tryLock(file) {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, JSON.stringify({ pid: process.pid, host: hostname() }));
    closeSync(handle);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * @param {string} file
 * @returns {{ pid: number, host: string, silentMs: number } | undefined} Undefined when it has
 *   just gone, or its holder has not written its name yet.
 */
function readHolder(file) {
  try {
    const silentMs = Date.now() - statSync(file).mtimeMs;
    const text = readFileSync(file, 'utf8');
    if (text === '') return silentMs > ABANDONED_MS ? { pid: -1, host: '', silentMs } : undefined;
    return { ...JSON.parse(text), silentMs };
  } catch {
    return undefined;
  }
}

/** @param {{ pid: number, host: string, silentMs: number } | undefined} holder */
function isAbandoned(holder) {
  if (holder === undefined) return false;
  if (holder.silentMs > ABANDONED_MS) return true;
  if (holder.host !== hostname()) return false;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
  }
}

/**
 * Renames before it removes, so that of two processes that both found the lock abandoned only one
 * takes this very file away.
 *
 * @param {string} file
 */
function discard(file) {
  const aside = `${file}.${process.pid}.abandoned`;
  try {
    renameSync(file, aside);
    rmSync(aside, { force: true });
  } catch {
    // Another process was faster; the next try to lock finds out.
  }
}

/** @param {string} file */
function touch(file) {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Taken over while this process was suspended: harmless, see above.
  }
}
