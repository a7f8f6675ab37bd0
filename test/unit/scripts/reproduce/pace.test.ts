import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetricRecord } from '../../../../peer/files/metrics-file.js';
import { runSeconds, stepSecondsOf, stepsIn } from '../../../../scripts/reproduce/pace.js';

function evaluations(peer: string, ...seconds: readonly number[]): readonly MetricRecord[] {
  return seconds.map((trainingSeconds, i) => ({
    kind: 'evaluation',
    peer,
    step: 4 * (i + 1),
    trainingSeconds,
  }));
}

test('a step takes as long as the slowest peer’s, compiling left out', () => {
  const records = [...evaluations('a', 9, 11, 13), ...evaluations('b', 9, 13, 17)];
  assert.equal(stepSecondsOf(records, ['a', 'b']), 1);
  assert.equal(stepSecondsOf(records, ['a']), 0.5);
});

test('too little is no pace', () => {
  assert.equal(stepSecondsOf([], ['a']), null);
  assert.equal(stepSecondsOf(evaluations('a', 9), ['a']), null);
  assert.equal(stepSecondsOf(evaluations('a', 9, 9.5), ['a']), null);
  assert.equal(stepSecondsOf(evaluations('a', 9, 12), ['a', 'b']), null);
});

test('the steps of a run are read from what its launcher tells', () => {
  assert.equal(stepsIn('peer-0 (mlp:16): epoch 1, step 4/70300, loss 2.1'), 70_300);
  assert.equal(stepsIn('waiting for the first round'), null);
});

test('a run takes its start and its steps, and a tenth for validations and scoring', () => {
  assert(Math.abs(runSeconds({ stepSeconds: 0.5, startSeconds: 3, steps: 100 }) - 58) < 1e-9);
});
