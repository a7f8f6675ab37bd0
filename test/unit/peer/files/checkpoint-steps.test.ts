import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saveCheckpoint } from '../../../../peer/files/checkpoint.js';
import {
  checkpointSteps,
  checkpointsKept,
  dropCheckpointsAfter,
  loadCheckpointOf,
} from '../../../../peer/files/checkpoint-steps.js';
import type { CodistillError } from '../../../../proto/errors.js';
import { schemeOf } from '../../../../proto/scheme.js';
import { sampleCheckpoint } from '../../../support/checkpoint-arbitrary.js';
import { MemoryDisk } from '../../../support/memory-disk.js';
import { type SpecWishes, specOf } from '../../../support/specs.js';

const DIRECTORY = '/run/peer-0';
const EXPECT = { network: 'mlp', runSpecHash: 'hash' };
const EVERY = 20;

function diskWith(steps: readonly number[], bestSteps: readonly number[] = []): MemoryDisk {
  const disk = new MemoryDisk();
  for (const step of steps)
    saveCheckpoint(DIRECTORY, sampleCheckpoint(step), { best: bestSteps.includes(step), disk });
  return disk;
}
const steps = (disk: MemoryDisk, newest?: number) =>
  checkpointSteps(DIRECTORY, newest === undefined ? undefined : { step: newest }, EVERY, EXPECT, disk);

test('a peer without a checkpoint can begin from its first weights, and so can one whose first checkpoint is there', () => {
  assert.deepEqual(steps(new MemoryDisk()), [0]);
  assert.deepEqual(steps(diskWith([20]), 20), [0, 20]);
  assert.deepEqual(steps(diskWith([20, 40, 60]), 60), [0, 20, 40, 60]);
  assert.deepEqual(steps(diskWith([20, 40, 60, 80]), 80), [40, 60, 80]);
});

test('the best checkpoint counts like any other', () => {
  assert.deepEqual(steps(diskWith([20, 40, 60, 80, 100, 120], [40]), 120), [40, 80, 100, 120]);
});

test('a damaged checkpoint does not count', () => {
  const disk = diskWith([60, 80, 100]);
  const path = disk.files.find((name) => name.endsWith('0080.safetensors'))!;
  disk.corrupt(path, (bytes) => bytes.map((byte, i) => (i === 70 ? byte ^ 1 : byte)));
  assert.deepEqual(steps(disk, 100), [60, 100]);
});

test('a checkpoint is found by its step, also where only the best one is of that step', () => {
  const disk = diskWith([20, 40, 60, 80, 100, 120], [40]);
  for (const step of [100, 40]) assert.equal(loadCheckpointOf(DIRECTORY, step, EXPECT, disk).step, step);
  assert.throws(
    () => loadCheckpointOf(DIRECTORY, 60, EXPECT, disk),
    (error) => (error as CodistillError).code === 'ERR_CHECKPOINT_CORRUPT',
  );
});

test('going back removes the later ones and nothing else', () => {
  const disk = diskWith([20, 40, 60, 80, 100], [100]);
  dropCheckpointsAfter(DIRECTORY, 80, disk);
  assert.deepEqual(steps(disk, 80), [60, 80]);
  assert.deepEqual(
    disk.files.map((path) => path.slice(DIRECTORY.length + 1)),
    ['best.safetensors', 'step-0000000060.safetensors', 'step-0000000080.safetensors'],
  );
});

const kept = (exchange: SpecWishes['exchange'], learners: number, every: number): number =>
  checkpointsKept(schemeOf(specOf({ exchange: exchange ?? {} })), learners, every);

test('three checkpoints are kept, and more where a strict peer may be further ahead of another than three reach', () => {
  assert.equal(kept({}, 2, 1), 3);
  assert.equal(kept({ mode: 'stale:10' }, 4, 1), 3);
  assert.equal(kept({ quorum: 'all' }, 2, 100), 3);
  assert.equal(kept({ quorum: 'all' }, 2, 1), 12);
  assert.equal(kept({ quorum: 'all', graph: 'ring' }, 4, 5), 8);
  assert.equal(kept({ quorum: 'all', mode: 'checkpoint:50' }, 2, 10), 7);
});

test('so many are really kept', () => {
  const disk = new MemoryDisk();
  for (let step = 1; step <= 9; step++)
    saveCheckpoint(DIRECTORY, sampleCheckpoint(step), { best: false, kept: 5, disk });
  assert.equal(disk.files.length, 5);
});
