import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numbersOf, scalarNumbers, tensorOf } from '../../../../peer/model/numbers.js';

test('numbers come back from the device as they went, with their type and shape', () => {
  for (const numbers of [
    { values: Float32Array.of(1, 2.5, -3, 0), shape: [2, 2] },
    { values: Int32Array.of(7, -1), shape: [2] },
    scalarNumbers(0.25),
  ]) {
    const tensor = tensorOf(numbers);
    assert.equal(tensor.dtype, numbers.values instanceof Float32Array ? 'float32' : 'int32');
    assert.deepEqual(numbersOf(tensor), numbers);
    tensor.dispose();
  }
});
