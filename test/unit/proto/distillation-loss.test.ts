import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOSS_NAMES, parseDistillationLoss } from '../../../proto/distillation-loss.js';
import { CodistillError } from '../../../proto/errors.js';

test('every name stands for itself, and a path for a module', () => {
  for (const name of LOSS_NAMES) assert.equal(parseDistillationLoss(name), name);
  for (const path of ['./my-loss.js', '../loss.mjs', '/opt/loss.cjs']) {
    assert.equal(parseDistillationLoss(path), 'module');
  }
});

test('a misspelt name is refused with the nearest one', () => {
  assert.throws(
    () => parseDistillationLoss('revers-kl'),
    (error) =>
      error instanceof CodistillError && error.code === 'ERR_CONFIG' && /"reverse-kl"/.test(error.message),
  );
});
