import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peerEnvironment, plainEnvironment } from '../../../../scripts/launch/child-environment.js';

const place = (
  device: string,
  index = 0,
  gpus: readonly string[] = [],
): Parameters<typeof peerEnvironment>[1] => ({
  device,
  index,
  gpus,
  peers: 3,
  cores: 8,
});

test('the cores are divided among the peers, one at least each', () => {
  assert.equal(peerEnvironment({}, place('cpu')).TF_NUM_INTRAOP_THREADS, '2');
  const crowded = peerEnvironment({}, { ...place('cpu'), peers: 16, cores: 2 });
  assert.deepEqual(
    [crowded.TF_NUM_INTRAOP_THREADS, crowded.OMP_NUM_THREADS, crowded.TF_NUM_INTEROP_THREADS],
    ['1', '1', '1'],
  );
});

test('what the user has set of the threads is kept', () => {
  assert.equal(peerEnvironment({ TF_NUM_INTRAOP_THREADS: '5' }, place('cpu')).TF_NUM_INTRAOP_THREADS, '5');
});

for (const [device, index, gpus, visible] of [
  ['cpu', 0, ['0', '1'], '-1'],
  ['auto', 0, ['0', '1'], '0'],
  ['auto', 3, ['0', '1'], '1'],
  ['gpu', 2, ['0', '1'], '0'],
  ['gpu:1', 0, ['0', '1'], '1'],
  ['gpu:1', 0, ['4', '6'], '6'],
  ['gpu:7', 0, ['0', '1'], '-1'],
  ['gpu:0', 0, [], '0'],
  ['auto', 0, [], undefined],
  ['gpu', 0, [], undefined],
] as const) {
  test(`${device} as peer ${index} among GPUs [${gpus}] sees ${visible ?? 'what the shell shows'}`, () => {
    assert.equal(peerEnvironment({}, place(device, index, gpus)).CUDA_VISIBLE_DEVICES, visible);
  });
}

test('every child knows that a launcher holds its standard input', () => {
  assert.equal(plainEnvironment({ A: '1' }).CODISTILL_SUPERVISED, '1');
  assert.equal(peerEnvironment({}, place('cpu')).CODISTILL_SUPERVISED, '1');
});
