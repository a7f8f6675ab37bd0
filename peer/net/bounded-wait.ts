import { setTimeout as delay } from 'node:timers/promises';

/** Waits, but no longer than needed: until the time is over, or the signal is aborted. */
export async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  if (delayMs <= 0 || signal.aborted) return;
  await delay(delayMs, undefined, { signal }).catch(() => undefined);
}

/** Waits for work to end, well or badly, but no longer than the limit. */
export async function bounded(work: Promise<unknown>, limitMs: number): Promise<void> {
  const limit = new AbortController();
  const done = work.catch(() => undefined).finally(() => limit.abort());
  await Promise.race([done, pause(limitMs, limit.signal)]);
}
