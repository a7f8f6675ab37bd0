import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pythonEnvironment, pythonScript } from '../../../bench/python-tools.js';
import { CLASSES, inputShape } from '../../../bench/shapes.js';

test('the contenders written in Python lie where they are looked for', () => {
  for (const script of [
    ...['torch_step.py', 'tensorflow_step.py', 'torch_mutual.py', 'torch_gloo.py', 'onnx_predict.py'],
  ]) {
    assert.ok(existsSync(pythonScript(script)), script);
  }
});

test('they train on the CPU, and keep what is compiled for them in the cache', () => {
  const environment = pythonEnvironment('/cache');
  assert.equal(environment.CUDA_VISIBLE_DEVICES, '-1');
  assert.equal(environment.TORCHINDUCTOR_CACHE_DIR, join('/cache', 'bench-inductor'));
});

test('both languages mean the same pictures and classes', () => {
  const text = readFileSync(pythonScript('shapes.py'), 'utf8');
  assert.ok(text.includes(`CLASSES = ${CLASSES}\n`));
  const [small, large] = [inputShape('cnn'), inputShape('resnet20')].map((shape) => `(${shape.join(', ')})`);
  assert.ok(text.includes(`return ${small} if network in ("mlp", "cnn") else ${large}`));
});
