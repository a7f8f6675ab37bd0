import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseGpuListing, visibleGpus } from '../../../../scripts/launch/gpus.js';

test('the driver lists its GPUs by index', () => {
  const listing =
    'GPU 0: NVIDIA H200 (UUID: GPU-1)\n  MIG 1g (UUID: MIG-2)\nGPU 1: NVIDIA H200 (UUID: GPU-3)\n';
  assert.deepEqual(parseGpuListing(listing), ['0', '1']);
  assert.deepEqual(parseGpuListing('No devices were found\n'), []);
});

test('a list that the user set for the shell is kept to', () => {
  assert.deepEqual(visibleGpus({ CUDA_VISIBLE_DEVICES: '3, 5' }), ['3', '5']);
  for (const none of ['', '-1']) assert.deepEqual(visibleGpus({ CUDA_VISIBLE_DEVICES: none }), []);
});
