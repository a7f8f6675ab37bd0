import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Preprocessing } from '../../../../peer/files/preprocessing.js';
import type { TrainerMessage } from '../../../../peer/mailbox/messages.js';
import {
  learnedBeside,
  learnedData,
  scaleDifference,
  warnOfClasses,
} from '../../../../peer/trainer/learned-data.js';
import { failure, temporaryFolder } from '../../../support/data-files.js';

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

test('a file beside weights tells whether their classes are those of the data', async (t) => {
  const folder = await temporaryFolder(t);
  const file = join(folder, 'weights.safetensors');
  const compare = (warn: (message: string) => void = assert.fail) =>
    learnedBeside(file, HERE, 'weights x', warn);
  assert.equal(compare(), undefined, 'nothing says it');
  const input = { kind: 'picture', shape: [2, 2, 1], range: [0, 1], ...NORMALIZATION, view: 'full' } as const;
  const learned = { network: 'mlp', input, positions: 1, classes: 2, classNames: HERE.classNames };
  const write = (more: object): void =>
    writeFileSync(join(folder, 'preprocessing.json'), JSON.stringify({ ...learned, ...more }));
  write({});
  assert.deepEqual(compare(), learned);
  write({ classNames: [] });
  const warnings: string[] = [];
  compare((message) => warnings.push(message));
  assert.match(warnings.join(), /^weights x does not name its classes/);
  write({ classNames: ['dog', 'cat'] });
  assert.throws(compare, failure('ERR_CLASS_NAMES', /weights x/));
  write({ classes: 'two' });
  assert.throws(compare, failure('ERR_DATA_MISSING', /preprocessing\.json .*: classes: /));
});

test('another scale of pixels is told where it matters', () => {
  const input = {
    kind: 'picture',
    shape: [2, 2, 1],
    range: [0, 1],
    mean: [0.5],
    std: [0.25],
    view: 'full',
  } as const;
  const learned = { network: 'mlp', input, positions: 1, classes: 2, classNames: [] };
  const told = (mean: number, there: Preprocessing = learned): string | undefined =>
    scaleDifference({ normalization: { mean: [mean], std: [0.25] } }, there, 'weights x');
  assert.equal(told(0.5), undefined);
  assert.equal(told(0.5001), undefined);
  assert.match(told(0.4)!, /^weights x learned pixels normalized by mean \[0\.500\] .* by mean \[0\.400\]/);
  assert.equal(told(0.4, { ...learned, input: { kind: 'text', shape: [2], tokens: 'bytes' } }), undefined);
});
