import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeCheckpoint } from '../../../../peer/files/checkpoint-format.js';
import { weightsCheckpoints } from '../../../../peer/trainer/weights-checkpoint.js';
import { parseRunSpec, trainingHash } from '../../../../proto/run-spec.js';

const spec = parseRunSpec({
  peers: [
    { id: 'a', network: 'mlp:5' },
    { id: 'b', network: 'mlp:7' },
  ],
});
const tensors = [{ name: 'dense/kernel', shape: [2, 1], values: Float32Array.of(1, -2) }];

test('handed-out weights say whose they are, which network runs them, and nothing of an optimizer', () => {
  const state = { step: 30, epoch: 2, tensors, validationAccuracy: 0.25 };
  assert.deepEqual(decodeCheckpoint(weightsCheckpoints(spec, 'b')(state)), {
    ...{ step: 30, epoch: 2, tensors, network: 'mlp:7', peerId: 'b' },
    ...{ runSpecHash: trainingHash(spec), optimizerUpdates: 0, metrics: { validationAccuracy: 0.25 } },
  });
});

test('without a validation nothing is said of the accuracy', () => {
  const state = { step: 0, epoch: 0, tensors, validationAccuracy: undefined };
  assert.deepEqual(decodeCheckpoint(weightsCheckpoints(spec, 'a')(state)).metrics, {});
});
