import { setTimeout as delay } from 'node:timers/promises';

/** Longest uninterrupted wait, milliseconds: after a pause of the process, what is waited for gets what is left of the time. */
const SLICE_MS = 1_000;

/** Waits, but no longer than needed: until the time is over, or the signal is aborted. */
export async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  for (let leftMs = delayMs; leftMs > 0 && !signal.aborted; leftMs -= SLICE_MS)
    await delay(Math.min(leftMs, SLICE_MS), undefined, { signal }).catch(() => undefined);
}

/** Waits for work to end, well or badly, but no longer than the limit. */
export async function bounded(work: Promise<unknown>, limitMs: number): Promise<void> {
  const limit = new AbortController();
  const done = work.catch(() => undefined).finally(() => limit.abort());
  await Promise.race([done, pause(limitMs, limit.signal)]);
}

/** Works under a signal that is aborted with another one, or after the limit. */
export async function within<R>(
  limitMs: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<R>,
): Promise<R> {
  const limit = new AbortController();
  // `AbortSignal.any` does not keep an `AbortSignal.timeout`: one that is collected before its time never comes.
  const timer = setTimeout(() => limit.abort(), limitMs);
  try {
    return await work(AbortSignal.any([signal, limit.signal]));
  } finally {
    clearTimeout(timer);
  }
}
