import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DropLog } from '../../../proto/drop-log.js';

function logged(): { readonly log: DropLog; readonly lines: string[]; pass(ms: number): void } {
  let nowMs = 0;
  const lines: string[] = [];
  const log = new DropLog(
    10_000,
    () => nowMs,
    (line) => lines.push(line),
  );
  return {
    ...{ log, lines },
    pass(ms) {
      nowMs += ms;
    },
  };
}

test('of each kind a line comes at once, and then now and then with the number of those between', () => {
  const { log, lines, pass } = logged();
  for (let i = 0; i < 100; i++) log.drop('a', `a ${i}`);
  log.drop('b', 'b');
  assert.deepEqual(lines, ['a 0', 'b']);
  pass(10_000);
  log.drop('a', 'a again');
  log.drop('b', 'b again');
  assert.deepEqual(lines.slice(2), ['a again, like 99 others before', 'b again']);
});

test('names that are made up without end take neither lines nor memory for ever', () => {
  const { log, lines, pass } = logged();
  for (let i = 0; i < 5_000; i++) log.drop(`kind ${i}`, 'made up');
  assert.equal(lines.length, 1_001);
  pass(10_000);
  log.drop('kind 4999', 'made up');
  assert.equal(lines.at(-1), 'made up, like 3999 others before');
});
