import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DATA_TYPE, int32Vector, type TensorValue } from '../../../../peer/graph/graph.js';
import { explain } from '../../../../peer/graph/lift.js';

const SCALARS = { first: { step: 104_729, rate: 0.0123 }, second: { step: 130_363, rate: 0.0345 } };

function float32(...numbers: number[]): TensorValue {
  const bytes = new Uint8Array(Float32Array.from(numbers).buffer);
  return { dtype: DATA_TYPE.float32, shape: [numbers.length], bytes };
}

test('a number that is the same number of the step in both traces is that input, rounded to float32 or not', () => {
  assert.deepEqual(explain(float32(0.0123), float32(0.0345), SCALARS), [{ kind: 'scalar', name: 'rate' }]);
});

test('a vector is explained element by element', () => {
  assert.deepEqual(explain(int32Vector([7, 104_729]), int32Vector([7, 130_363]), SCALARS), [
    { kind: 'fixed', value: 7 },
    { kind: 'scalar', name: 'step' },
  ]);
});

test('a number that no input accounts for in both traces is not explained', () => {
  assert.equal(explain(float32(0.0123), float32(0.0346), SCALARS), undefined);
  assert.equal(explain(int32Vector([104_729]), int32Vector([104_729 + 1]), SCALARS), undefined);
});

test('long constants and other types are data, not numbers of the step', () => {
  const long = (step: number) => int32Vector(Array.from({ length: 17 }, () => step));
  assert.equal(explain(long(104_729), long(130_363), SCALARS), undefined);
  const flag = (value: number): TensorValue => ({
    dtype: DATA_TYPE.bool,
    shape: [],
    bytes: Uint8Array.of(value),
  });
  assert.equal(explain(flag(0), flag(1), SCALARS), undefined);
});
