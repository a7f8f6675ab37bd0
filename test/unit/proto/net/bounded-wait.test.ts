import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Leftovers } from '../../../../proto/leftovers.js';
import { bounded, pause, within } from '../../../../proto/net/bounded-wait.js';

/** Longer than any test may take. */
const FOR_EVER_MS = 3_600_000;
const BOUND = { timeout: 10_000 };

test('a pause ends with its signal', BOUND, async () => {
  const abort = new AbortController();
  const paused = pause(FOR_EVER_MS, abort.signal);
  abort.abort();
  await paused;
  await pause(FOR_EVER_MS, abort.signal);
});

test('a pause ends with its time, and at once when there is none left', BOUND, async () => {
  await pause(1, new AbortController().signal);
  await pause(-5, new AbortController().signal);
});

test('bounded work is waited for to its end, good or bad', BOUND, async () => {
  let ended = 0;
  const work = async (fails: boolean): Promise<void> => {
    await Promise.resolve();
    ended++;
    if (fails) throw new Error('failed');
  };
  await bounded(work(false), FOR_EVER_MS);
  await bounded(work(true), FOR_EVER_MS);
  assert.equal(ended, 2);
});

test('work that never ends is waited for no longer than its limit', BOUND, async () => {
  await bounded(new Promise(() => undefined), 1);
});

test(
  'the signal of work within a limit comes with the limit, whatever is collected meanwhile, or with the other one',
  BOUND,
  async () => {
    const aborted = (signal: AbortSignal): Promise<boolean> =>
      pause(FOR_EVER_MS, signal).then(() => signal.aborted);
    const leftovers = new Leftovers();
    const limited = within(500, new AbortController().signal, aborted);
    setImmediate(() => {
      for (let run = 0; run < 8; run++) leftovers.runEnded();
    });
    assert.equal(await limited, true);
    const other = new AbortController();
    const ended = within(FOR_EVER_MS, other.signal, aborted);
    other.abort();
    assert.equal(await ended, true);
  },
);
