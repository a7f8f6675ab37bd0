import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { openFetchProgress } from '../../../scripts/fetch-progress.js';
import { EmulatedTerminal } from '../../support/terminal.js';

const at = (done: number, total?: number) => ({
  what: 'http://x/a.gz',
  done,
  unit: 'bytes' as const,
  ...(total === undefined ? {} : { total }),
});

test('off a terminal a line comes at once, then now and then, and at the end', () => {
  let nowMs = 0;
  const stream = new PassThrough() as unknown as NodeJS.WriteStream;
  const progress = openFetchProgress(stream, () => nowMs);
  for (const [ms, done] of [
    [0, 1e6],
    [4_999, 2e6],
    [6_000, 3e6],
    [6_001, 4e6],
  ] as const) {
    nowMs = ms;
    progress.show(at(done, 4e6));
  }
  progress.show(at(5e6));
  progress.close();
  const said = String((stream as unknown as PassThrough).read());
  assert.equal(said, 'a.gz: 1.0 of 4.0 MB\na.gz: 3.0 of 4.0 MB\na.gz: 4.0 of 4.0 MB\n');
});

test('a terminal shows a bar of the file that comes, and the files that have come above it', async () => {
  const terminal = new EmulatedTerminal(90, 6);
  const progress = openFetchProgress(terminal.stream);
  progress.show(at(4e6, 4e6));
  progress.show({ ...at(1e6, 2e6), what: 'http://x/b.gz' });
  progress.close();
  progress.close();
  const screen = await terminal.screen();
  assert.match(screen, /^a\.gz: 4\.0 of 4\.0 MB$/m);
  assert.match(screen, /50 % of b\.gz/);
});
