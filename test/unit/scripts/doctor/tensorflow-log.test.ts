import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gpuNames, gpuTrouble, oneDnnState } from '../../../../scripts/doctor/tensorflow-log.js';

const CREATED = (index: number, name: string): string =>
  `I0000 gpu_device.cc:2020] Created device /job:localhost/replica:0/task:0/device:GPU:${index} with 22000 MB memory:  -> device: ${index}, name: ${name}, pci bus id: 0000:00:1e.0, compute capability: 8.9\n`;

test('every GPU in the log is named with its memory', () => {
  const log = `noise\n${CREATED(0, 'NVIDIA L4')}${CREATED(1, 'NVIDIA L40S')}noise`;
  assert.deepEqual(gpuNames(log), ['GPU:0 NVIDIA L4, 22 GB', 'GPU:1 NVIDIA L40S, 22 GB']);
  assert.deepEqual(gpuNames('nothing'), []);
});

test('the reason why no GPU is used is one line', () => {
  const log = 'a\nW0000 Cannot dlopen some GPU libraries. Please make sure\nb';
  assert.equal(gpuTrouble(log), 'Cannot dlopen some GPU libraries. Please make sure');
  assert.equal(gpuTrouble('a\nb'), undefined);
});

test('oneDNN is on when TensorFlow says so', () => {
  assert.equal(oneDnnState('port.cc:153] oneDNN custom operations are on. You may'), 'on');
  assert.equal(oneDnnState(''), 'unknown');
});
