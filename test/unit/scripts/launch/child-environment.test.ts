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
  work: { network: 'cnn', data: 'mnist', batch: 128 },
});

test('the cores are divided among the peers, unless threads were asked for', () => {
  const placement = place('cpu'); // 3 peers on 8 cores
  assert.equal(peerEnvironment({}, placement).TF_NUM_INTRAOP_THREADS, '2');
  assert.equal(peerEnvironment({}, { ...placement, threads: 5 }).TF_NUM_INTRAOP_THREADS, '5');
});

test('a small MLP has one thread, unless more are asked for', () => {
  const placement = { ...place('cpu'), work: { network: 'mlp', data: 'mnist', batch: 128 } };
  assert.equal(peerEnvironment({}, placement).TF_NUM_INTRAOP_THREADS, '1');
  assert.equal(peerEnvironment({}, { ...placement, threads: 5 }).TF_NUM_INTRAOP_THREADS, '5');
});

test('the rest of the environment reaches the peer, with what the user has set of TensorFlow', () => {
  const base = { PATH: '/bin', TF_NUM_INTRAOP_THREADS: '5', TF_CPP_MIN_LOG_LEVEL: '0' };
  const { PATH, TF_NUM_INTRAOP_THREADS, TF_CPP_MIN_LOG_LEVEL } = peerEnvironment(base, place('cpu'));
  assert.deepEqual([PATH, TF_NUM_INTRAOP_THREADS, TF_CPP_MIN_LOG_LEVEL], ['/bin', '5', '0']);
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
