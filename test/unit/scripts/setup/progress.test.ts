import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importSetup } from './setup-module.js';

type Progress = {
  step<T>(name: string, work: (working: (what: string) => void) => Promise<T>): Promise<T>;
  done(): void;
};
const { createProgress } = await importSetup<{
  createProgress(stream: { write(text: string): unknown }, nowMs: () => number): Progress;
}>('progress.mjs');
const { describeFailure, SetupError } = await importSetup<{
  describeFailure(error: unknown): string;
  SetupError: new (code: string, message: string, fix: string) => Error;
}>('failure.mjs');

function recorded(): { lines: () => string[]; progress: Progress } {
  let text = '';
  let clockMs = 0;
  const nowMs = (): number => {
    clockMs += 500;
    return clockMs;
  };
  const stream = {
    write: (part: string): void => {
      text += part;
    },
  };
  return { lines: () => text.trimEnd().split('\n'), progress: createProgress(stream, nowMs) };
}

test('a run with nothing to do says so in one line', async () => {
  const { lines, progress } = recorded();
  assert.equal(await progress.step('first', async () => 1), 1);
  await progress.step('second', async () => {});
  progress.done();
  assert.equal(lines().length, 1);
  assert.match(lines()[0] ?? '', /up to date \(\d+\.\d\d s\)/);
});

test('as soon as one step works, every step has its line, in order', async () => {
  const { lines, progress } = recorded();
  await progress.step('first', async () => {});
  await progress.step('second', async (working) => working('fetching 274 MB'));
  progress.done();
  const [first, start, end, closing] = lines();
  assert.match(first ?? '', /first: cached/);
  assert.match(start ?? '', /second: fetching 274 MB/);
  assert.match(end ?? '', /second: ok \(0\.50 s\)/);
  assert.match(closing ?? '', /ready/);
});

test('a step that fails is named, and its error is not swallowed', async () => {
  const { lines, progress } = recorded();
  await assert.rejects(
    progress.step('third', () => Promise.reject(new Error('broken'))),
    /broken/,
  );
  assert.match(lines()[0] ?? '', /third: FAILED/);
});

test('an expected failure shows its code and what to do, a bug shows its stack', () => {
  const text = describeFailure(new SetupError('ERR_SETUP_NO_PIP', 'there is no pip.', 'install it.'));
  assert.equal(text, 'set-up failed: ERR_SETUP_NO_PIP: there is no pip.\nwhat to do: install it.\n');
  assert.match(describeFailure(new TypeError('oops')), /ERR_SETUP_BUG[\s\S]*TypeError: oops\n\s+at /);
});
