import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TrainerMessage } from '../../../../peer/mailbox/messages.js';
import { learnedData, warnOfClasses } from '../../../../peer/trainer/learned-data.js';
import { failure } from '../../../support/data-files.js';

const HERE = { digest: 'd', classNames: ['cat', 'dog'] };
const NORMALIZATION = { mean: [0.5], std: [0.25] };

test('a checkpoint names digest, classes, and shape and scale of the inputs as the peer sees them', () => {
  const whole = { inputShape: [2, 2, 1] as const, normalization: NORMALIZATION };
  const dataset = { ...HERE, name: 'images', classes: 2, positions: 1 };
  const sample = { inputShape: [2, 2, 1], classes: 2, positions: 1, view: 'full' };
  assert.deepEqual(learnedData(dataset, whole), { ...HERE, normalization: NORMALIZATION, sample });
  const left = { name: 'left', shape: [2, 1, 1] as const, otherChannels: false, apply: () => {} };
  assert.deepEqual(learnedData(dataset, { ...whole, view: left }).sample, {
    ...sample,
    inputShape: [2, 1, 1],
    view: 'left',
  });
});

test('a checkpoint of a text names its tokens', () => {
  const format = { inputShape: [8] as const, normalization: { mean: [0], std: [1] } };
  const text = { level: 'bytes', tokensPerCharacter: 1, blockSamples: 1 } as const;
  const { sample } = learnedData({ ...HERE, classes: 2, positions: 8, text }, format);
  assert.deepEqual(sample, { inputShape: [8], classes: 2, positions: 8, view: 'full', tokens: 'bytes' });
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
