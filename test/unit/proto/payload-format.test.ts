import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodistillError } from '../../../proto/errors.js';
import { checkPayloadClasses, parsePayloadFormat } from '../../../proto/payload-format.js';

test('payload formats are read by name; top-k spreads the rest unless told to drop it', () => {
  for (const kind of ['float32', 'float16', 'int8'] as const)
    assert.deepEqual(parsePayloadFormat(kind), { kind });
  assert.deepEqual(parsePayloadFormat('top-5'), { kind: 'top-k', k: 5, rest: 'spread' });
  assert.deepEqual(parsePayloadFormat('top-5:spread'), { kind: 'top-k', k: 5, rest: 'spread' });
  assert.deepEqual(parsePayloadFormat('top-12:drop'), { kind: 'top-k', k: 12, rest: 'drop' });
});

test('what is no payload format is refused', () => {
  for (const text of ['', 'float8', 'top', 'top-0', 'top-05', 'top-3:keep', 'top-1.5']) {
    assert.throws(
      () => parsePayloadFormat(text),
      (error) => error instanceof CodistillError && error.code === 'ERR_CONFIG',
      text,
    );
  }
});

test('more logits than there are classes are refused; all of them, and other formats, pass', () => {
  for (const text of ['top-3', 'top-3:drop', 'float16', 'int8'])
    checkPayloadClasses(parsePayloadFormat(text), 3);
  assert.throws(() => checkPayloadClasses(parsePayloadFormat('top-4'), 3), {
    code: 'ERR_CONFIG',
    message: /top-4 keeps 4 logits of each prediction, the data have 3 classes/,
    fix: /float32, or top-K with a K below 3/,
  });
});
