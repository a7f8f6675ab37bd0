import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TrainerMessage } from '../../../../peer/mailbox/messages.js';
import { learnedData, warnOfClasses } from '../../../../peer/trainer/learned-data.js';
import { failure } from '../../../support/data-files.js';

const HERE = { digest: 'd', classNames: ['cat', 'dog'] };
const NORMALIZATION = { mean: [0.5], std: [0.25] };

test('a checkpoint names digest, classes, and the scale of the inputs as the peer sees them', () => {
  const format = { inputShape: [2, 2, 1] as const, normalization: NORMALIZATION };
  const dataset = { ...HERE, name: 'images', classes: 2 };
  assert.deepEqual(learnedData(dataset, format), { ...HERE, normalization: NORMALIZATION });
});

test('a checkpoint that does not name its classes is a warning, one with others ends the peer', () => {
  const posted: TrainerMessage[] = [];
  const check = (data: Partial<typeof HERE> | undefined): void =>
    warnOfClasses(
      (message) => posted.push(message),
      HERE,
      { data: data && { ...HERE, normalization: NORMALIZATION, ...data } },
      'the checkpoint in x',
    );
  check({});
  assert.deepEqual(posted, []);
  check(undefined);
  assert.match(JSON.stringify(posted), /^\[\{"kind":"warning","message":"the checkpoint in x does not name/);
  assert.throws(
    () => check({ classNames: ['dog', 'cat'] }),
    failure('ERR_CLASS_NAMES', /the checkpoint in x/),
  );
});
