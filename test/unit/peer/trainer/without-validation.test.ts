import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trainUntilStopped } from '../../../../peer/trainer/training-loop.js';
import { fakeSession } from '../../../support/fake-session.js';

test('a peer that has nothing to validate with saves checkpoints, none of them the best, and tells no validation', () => {
  const { session, saved, messages } = fakeSession();
  const result = trainUntilStopped(
    { ...session, validation: { ...session.validation, evaluate: () => undefined } },
    0,
  );
  assert.deepEqual(
    saved.map(({ step }) => step),
    [5, 10, 12],
  );
  assert(saved.every(({ best, validationLoss }) => !best && validationLoss === undefined));
  assert.deepEqual(
    messages.filter(({ kind }) => kind === 'evaluation'),
    [],
  );
  assert(Number.isNaN(result.validationAccuracy));
});
