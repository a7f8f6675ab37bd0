import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { describeDevice, tensorflowVersion, tf } from '../../../../peer/model/backend.js';

const code = (expected: string) => (error: unknown) => (error as { code?: string }).code === expected;

test('the runtime computes in TensorFlow’s library, with gradients', () => {
  assert.equal(tf.getBackend(), 'tensorflow');
  assert.match(tensorflowVersion(), /^\d+\.\d+\.\d+/);
  const gradient = tf.grad((x) => tf.square(x))(tf.scalar(3));
  assert.equal(gradient.dataSync()[0], 6);
});

test('the device named is the one really used', () => {
  assert.equal(describeDevice('auto', false), 'cpu');
  assert.equal(describeDevice('cpu', false), 'cpu');
  assert.equal(describeDevice('auto', true), 'gpu:0');
  assert.equal(describeDevice('gpu', true), 'gpu:0');
  assert.equal(describeDevice('gpu:3', true), 'gpu:3');
});

test('a GPU asked for and not there is an error, never silently the CPU', () => {
  for (const requested of ['gpu', 'gpu:1']) {
    assert.throws(() => describeDevice(requested, false), code('ERR_DEVICE_MISSING'));
  }
});

test('the CPU asked for is never silently a GPU', () => {
  assert.throws(() => describeDevice('cpu', true), code('ERR_DEVICE_MISSING'));
});

test('a library that does not load is an error that names the command which repairs it', () => {
  const directory = mkdtempSync(join(tmpdir(), 'codistill-backend-'));
  try {
    const breaker = join(directory, 'breaker.cjs'); // stands in for a library whose file is missing
    writeFileSync(
      breaker,
      `const { Module } = require('node:module');
       const load = Module._load;
       Module._load = (name, ...rest) => {
         if (name === '@tensorflow/tfjs-node-gpu') throw new Error('libtensorflow.so.2: cannot open');
         return load(name, ...rest);
       };`,
    );
    const backend = fileURLToPath(new URL('../../../../peer/model/backend.js', import.meta.url));
    const script = `import(${JSON.stringify(backend)}).catch(({ code, message, fix }) => console.log(code, message, fix));`;
    const options = { encoding: 'utf8', timeout: 300_000 } as const;
    const { stdout } = spawnSync(process.execPath, ['--require', breaker, '--eval', script], options);
    assert.match(stdout, /^ERR_NATIVE_LIBRARY .*libtensorflow\.so\.2.*codistill setup.*codistill doctor/);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('a worker thread that loads TensorFlow and ends at once leaves the process whole', () => {
  const backend = fileURLToPath(new URL('../../../../peer/model/backend.js', import.meta.url));
  const worker = `import(${JSON.stringify(backend)}).then(() => { process.exit(7); });`;
  const script = `
    const { Worker } = require('node:worker_threads');
    const worker = new Worker(${JSON.stringify(worker)}, { eval: true });
    worker.on('exit', (code) => process.exit(code));`;
  const { status, signal } = spawnSync(process.execPath, ['--eval', script], { timeout: 300_000 });
  assert.deepEqual({ status, signal }, { status: 7, signal: null });
});
