import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkDevices,
  checkNode,
  checkOneDnn,
  type TensorFlowFacts,
} from '../../../../scripts/doctor/checks.js';

const numeric = (version: string, minimum: string): boolean =>
  version.localeCompare(minimum, 'en', { numeric: true }) >= 0;

const facts = (usesGpu: boolean, log = ''): TensorFlowFacts => ({
  version: '2.21.0',
  usesGpu,
  loadMs: 1,
  log,
});

test('on Node 23 and newer the report says that the missing functions are put back', () => {
  assert.match(checkNode('24.1.0', numeric).detail, /put back/);
  assert.doesNotMatch(checkNode('22.12.0', numeric).detail, /put back/);
});

test('a GPU that TensorFlow uses is named', () => {
  const log =
    'Created device /job:localhost/replica:0/task:0/device:GPU:0 with 133000 MB memory:  -> device: 0, name: NVIDIA H200, pci bus id';
  const check = checkDevices(facts(true, log), true, 'cuda', undefined);
  assert.deepEqual(check, { name: 'devices', status: 'ok', detail: 'GPU:0 NVIDIA H200, 133 GB' });
});

test('a GPU that is hidden on purpose is no fault', () => {
  for (const hidden of ['', '-1']) {
    assert.equal(checkDevices(facts(false), true, 'cuda', hidden).status, 'ok');
  }
});

test('a GPU that the CPU build cannot use is a fault, mended by the other build', () => {
  const check = checkDevices(facts(false), true, 'cpu', undefined);
  assert.ok(check.status === 'fix' && check.fix === 'CODISTILL_TENSORFLOW=gpu codistill setup');
});

test("a GPU that the CUDA build cannot use is a fault, with TensorFlow's own reason", () => {
  const check = checkDevices(facts(false, 'W] failed call to cuInit: INTERNAL'), true, 'cuda', '0');
  assert.ok(check.status === 'fix' && check.fix.includes('driver'));
  assert.match(check.detail, /failed call to cuInit: INTERNAL/);
});

test('oneDNN that is switched off is told apart from one that is not mentioned', () => {
  assert.match(checkOneDnn(facts(false), '0').detail, /TF_ENABLE_ONEDNN_OPTS=0/);
  assert.match(checkOneDnn(facts(false), undefined).detail, /does not say/);
});
