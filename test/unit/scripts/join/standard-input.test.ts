import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { firstLine } from '../../../../scripts/join/standard-input.js';

test('the first line is read while the input is still open, and its end is heard of', async () => {
  const input = new PassThrough();
  let ended = false;
  const line = firstLine(input, () => {
    ended = true;
  });
  input.write('codisti');
  input.write('ll1abc\nmore\n');
  assert.equal(await line, 'codistill1abc');
  assert.equal(ended, false);
  input.end();
  await once(input, 'close');
  assert.equal(ended, true);
});

test('a line without an end counts, and no line is an empty one', async () => {
  const input = new PassThrough();
  const line = firstLine(input);
  input.end('codistill1abc');
  assert.equal(await line, 'codistill1abc');
  const empty = new PassThrough();
  const nothing = firstLine(empty);
  empty.end();
  assert.equal(await nothing, '');
});
