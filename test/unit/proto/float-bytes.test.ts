import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allFinite, bytesOf, finiteLogits, floatsOf, wordsOf } from '../../../proto/float-bytes.js';

test('finite is what JavaScript calls finite', () => {
  for (const value of [0, -0, 1e-45, 3.4e38, -3.4e38, Number.NaN, -Number.NaN, Infinity, -Infinity]) {
    const logits = Float32Array.of(1, value);
    assert.equal(allFinite(new Uint8Array(logits.buffer)), Number.isFinite(logits[1]), String(value));
  }
});

test('one logit that is not finite is found wherever it stands', () => {
  for (let length = 1; length <= 9; length++) {
    for (let position = 0; position < length; position++) {
      const logits = new Float32Array(length).fill(3.4e38);
      assert.equal(finiteLogits(logits), true);
      logits[position] = Number.NEGATIVE_INFINITY;
      assert.equal(finiteLogits(logits), false, `${position} of ${length}`);
    }
  }
});

test('floats are a view of aligned bytes and a copy of others, with the same values', () => {
  const bytes = bytesOf(Float32Array.of(0, 1.5, -2));
  assert.equal(floatsOf(bytes).buffer, bytes.buffer);
  const shifted = new Uint8Array(bytes.length + 1).subarray(1);
  shifted.set(bytes);
  assert.deepEqual([...floatsOf(shifted)], [0, 1.5, -2]);
});

test('words are a copy, also of a Buffer, whose own slice would be a view', () => {
  const buffer = Buffer.from(bytesOf(Uint32Array.of(7, 8)));
  const words = wordsOf(buffer);
  buffer.fill(0);
  assert.deepEqual([...words], [7, 8]);
});
