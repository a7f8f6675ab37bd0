import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConstantPool } from '../../../../peer/graph/constant-pool.js';

test('a constant is copied; those of equal elements share one copy of each length', () => {
  const pool = new ConstantPool();
  const ones = new Float32Array(2048).fill(1);
  const a = pool.valueOf(1, [2048], ones);
  const b = pool.valueOf(1, [32, 64], new Float32Array(2048).fill(1));
  ones.fill(9);
  assert.equal(a.bytes, b.bytes);
  assert.deepEqual([a.shape, b.shape], [[2048], [32, 64]]);
  assert.deepEqual(new Float32Array(a.bytes.slice().buffer), new Float32Array(2048).fill(1));
  for (const other of [
    new Float32Array(4096).fill(1),
    new Float32Array(2048).fill(2),
    new Float32Array(2048).fill(1).map((one, i) => (i === 2047 ? 2 : one)),
  ]) {
    const value = pool.valueOf(1, [other.length], other);
    assert.notEqual(value.bytes, a.bytes);
    assert.deepEqual(new Float32Array(value.bytes.slice().buffer), other);
  }
});

test('a part of a larger buffer is read from where it begins', () => {
  const whole = Float32Array.from({ length: 4096 }, (_, i) => (i < 2048 ? 1 : 2));
  const pool = new ConstantPool();
  pool.valueOf(1, [2048], whole.subarray(0, 2048));
  const { bytes } = pool.valueOf(1, [2048], whole.subarray(2048));
  assert.deepEqual(new Float32Array(bytes.slice().buffer), new Float32Array(2048).fill(2));
});
