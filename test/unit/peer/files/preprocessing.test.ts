import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saveCheckpoint } from '../../../../peer/files/checkpoint.js';
import { PREPROCESSING, preprocessingOf } from '../../../../peer/files/preprocessing.js';
import { sampleCheckpoint } from '../../../support/checkpoint-arbitrary.js';
import { MemoryDisk } from '../../../support/memory-disk.js';

const normalization = { mean: [0.5], std: [0.25] };
const picture = { inputShape: [28, 28, 1], classes: 2, positions: 1, view: 'full' };
const identity = { digest: 'd', classNames: ['cat', 'dog'], normalization };

test('the preprocessing of pictures is shape, range, mean and deviation', () => {
  assert.deepEqual(preprocessingOf({ network: 'mlp', data: { ...identity, sample: picture } }), {
    network: 'mlp',
    input: { kind: 'picture', shape: [28, 28, 1], range: [0, 1], mean: [0.5], std: [0.25], view: 'full' },
    positions: 1,
    classes: 2,
    classNames: ['cat', 'dog'],
  });
});

test('that of a text is the window and the kind of its tokens', () => {
  const sample = { ...picture, inputShape: [64], positions: 64, tokens: 'characters' as const };
  const found = preprocessingOf({ network: 'gru', data: { ...identity, sample } });
  assert.deepEqual(found?.input, { kind: 'text', shape: [64], tokens: 'characters' });
});

test('it lies beside the checkpoints from the first one on, and nothing where a checkpoint does not say', () => {
  const disk = new MemoryDisk();
  const save = (step: number, data?: Parameters<typeof preprocessingOf>[0]['data']): void => {
    saveCheckpoint('/run', { ...sampleCheckpoint(step), data }, { best: false, disk });
  };
  save(1, identity);
  assert.ok(!disk.files.some((name) => name.endsWith(PREPROCESSING)));
  save(2, { ...identity, sample: picture });
  const path = disk.files.find((name) => name.endsWith(PREPROCESSING))!;
  const written = JSON.parse(Buffer.from(disk.read(path)).toString()) as object;
  assert.deepEqual(written, preprocessingOf({ network: 'mlp', data: { ...identity, sample: picture } }));
});
