import assert from 'node:assert/strict';
import { test } from 'node:test';
import { machineNumerics, numericsOf } from '../../../../peer/trainer/machine-numerics.js';

const OLD = 'fpu sse4_2 avx';
const NEW = 'fpu sse4_2 avx avx2 fma avx512f avx512_vnni';

test('threads and oneDNN are what TensorFlow was told', () => {
  assert.deepEqual(numericsOf('2.21.0', { TF_NUM_INTRAOP_THREADS: '4', TF_ENABLE_ONEDNN_OPTS: '0' }, OLD), {
    tensorflow: '2.21.0',
    threads: 4,
    instructions: 'AVX',
    oneDnn: 'off',
  });
  assert.equal(numericsOf('2.21.0', { ONEDNN_MAX_CPU_ISA: 'AVX2' }, NEW).oneDnn, 'on, at most AVX2');
});

test('without settings TensorFlow takes a thread for each core, and oneDNN', () => {
  const { threads, oneDnn } = numericsOf('2.21.0', {}, NEW);
  assert.deepEqual([threads, oneDnn], [0, 'on']);
});

test('the widest instructions count, or the name of a processor that tells no flags', () => {
  const instructions = (processor: string) => numericsOf('2.21.0', {}, processor).instructions;
  assert.equal(instructions(NEW), 'AVX-512');
  assert.equal(instructions(`${NEW} amx_tile`), 'AVX-512 and AMX');
  assert.equal(instructions('fpu sse4_2 avx avx2'), 'AVX2');
  assert.equal(instructions('arm64 Some Processor'), 'arm64 Some Processor');
});

test('this machine has numerics', () => {
  const { tensorflow, instructions } = machineNumerics({});
  assert.match(tensorflow, /^\d+\.\d+/);
  assert.notEqual(instructions, '');
});
