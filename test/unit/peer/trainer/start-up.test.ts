import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TrainingStep } from '../../../../peer/graph/training-step.js';
import { StartUpClock, withFirstStepTold } from '../../../../peer/trainer/start-up.js';

test('each part gets the time since the one before, in order, and one that comes twice the sum', () => {
  let nowMs = 100;
  const clock = new StartUpClock(() => nowMs, 30);
  clock.end('process', 90);
  clock.end('library');
  nowMs = 150;
  clock.end('data');
  nowMs = 151;
  clock.end('library');
  assert.deepEqual(Object.entries(clock.partsMs), [
    ['process', 60],
    ['library', 11],
    ['data', 50],
  ]);
});

test('the first step is told once, when it is over, and every call reaches the step', () => {
  const calls: string[] = [];
  const losses = {
    supervised: 1,
    distillation: 0,
    feature: 0,
    exits: 0,
    weight: 0,
    teachers: 0,
    rowsTaught: 0,
    gradientRatio: Number.NaN,
    applied: true,
  };
  const step: TrainingStep = {
    isPrepared: (rows) => calls.push(`isPrepared ${rows}`) > 0,
    prepare: (rows) => calls.push(`prepare ${rows}`),
    predict: ({ step: at }) => {
      calls.push(`predict ${at}`);
      return { logits: new Float32Array() };
    },
    formOf: () => 'split',
    train: ({ step: at }) => {
      calls.push(`train ${at}`);
      return losses;
    },
    trainTaught: ({ step: at }) => {
      calls.push(`taught ${at}`);
      return { losses, predicted: { logits: new Float32Array() } };
    },
    settle: () => calls.push('settle'),
    dispose: () => calls.push('dispose'),
  };
  const told = withFirstStepTold(step, () => calls.push('told'));
  const batch = {
    epoch: 0,
    rows: 2,
    inputs: new Float32Array(),
    labels: new Int32Array(),
    digest: new Uint8Array(),
  };
  assert.equal(told.isPrepared(2, 0), true);
  told.prepare(2, 0);
  told.predict({ ...batch, step: 7 });
  assert.equal(told.formOf({ ...batch, step: 7 }), 'split');
  assert.equal(
    told.train({ ...batch, step: 7 }, () => []),
    losses,
  );
  assert.equal(told.trainTaught({ ...batch, step: 8 }, []).losses, losses);
  told.settle();
  told.dispose();
  const before = ['isPrepared 2', 'prepare 2', 'predict 7'];
  assert.deepEqual(calls, [...before, 'train 7', 'told', 'taught 8', 'settle', 'dispose']);
});
