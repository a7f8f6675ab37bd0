import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodistillError } from '../../../proto/errors.js';
import { checkNumerics, type Numerics, numericsDifference, numericsText } from '../../../proto/numerics.js';

const HERE: Numerics = { tensorflow: '2.21.0', threads: 1, instructions: 'AVX2', oneDnn: 'on' };
const WHAT = 'the checkpoint in runs/a';

const CHANGES: readonly { readonly before: Partial<Numerics>; readonly fix: RegExp }[] = [
  { before: { threads: 2 }, fix: /^give --threads 2; or/ },
  { before: { threads: 0 }, fix: /^unset TF_NUM_INTRAOP_THREADS; or/ },
  { before: { oneDnn: 'off' }, fix: /^set TF_ENABLE_ONEDNN_OPTS=0; or/ },
  { before: { instructions: 'AVX-512' }, fix: /^use a machine whose processor has AVX-512; or/ },
  { before: { tensorflow: '2.20.0' }, fix: /^install TensorFlow 2\.20\.0; or/ },
  { before: { threads: 4, oneDnn: 'off' }, fix: /^give --threads 4; set TF_ENABLE_ONEDNN_OPTS=0; or/ },
];

for (const { before, fix } of CHANGES) {
  test(`a strict run that was computed with ${JSON.stringify(before)} is not resumed, and told how it could be`, () => {
    assert.throws(
      () => checkNumerics(HERE, { ...HERE, ...before }, WHAT),
      (error) => {
        assert.ok(error instanceof CodistillError);
        assert.equal(error.code, 'ERR_STRICT_RESUME');
        assert.match(error.message, /^the checkpoint in runs\/a was computed with TensorFlow .*, this is /);
        assert.match(error.fix, fix);
        return true;
      },
    );
  });
}

test('equal numerics, and those that are not known, are no difference', () => {
  for (const before of [HERE, { ...HERE }, undefined]) {
    checkNumerics(HERE, before, WHAT);
    assert.equal(numericsDifference(HERE, before, WHAT), undefined);
  }
});

test('numerics are told in one line', () => {
  assert.equal(numericsText(HERE), 'TensorFlow 2.21.0, 1 thread, AVX2, oneDNN on');
  assert.match(numericsText({ ...HERE, threads: 0 }), /a thread for each core/);
});
