import assert from 'node:assert/strict';
import { test } from 'node:test';
import { progressOf } from '../../../../peer/io/progress.js';
import { createMailbox } from '../../../../peer/mailbox/buffers.js';
import { IoMailbox } from '../../../../peer/mailbox/io-mailbox.js';
import { TrainerMailbox } from '../../../../peer/mailbox/trainer-mailbox.js';
import { TRAINER_STATE } from '../../../../proto/codec.js';
import { mailboxShape } from '../../../support/mailbox-kit.js';

test('a heartbeat says what the trainer wrote into shared memory', () => {
  const buffers = createMailbox(mailboxShape(4, 1));
  const trainer = new TrainerMailbox(buffers, () => undefined);
  trainer.setProgress(TRAINER_STATE.training, 41, 2);
  const gauges = {
    supervisedLoss: 1.5,
    distillationLoss: 0.25,
    distillationWeight: 0.5,
    trainedSteps: 40,
    validationAccuracy: 0.75,
    bitsPerCharacter: 2.5,
    taughtShare: 0.875,
    taughtRowsShare: 0.5,
    gradientRatio: 1.5,
    samplesPerSecond: 900,
    waitFraction: 0.125,
    stalenessSteps: 3,
  };
  for (const [name, value] of Object.entries(gauges)) trainer.setGauge(name as keyof typeof gauges, value);
  assert.deepEqual(progressOf(new IoMailbox(buffers)), {
    state: TRAINER_STATE.training,
    step: 41,
    epoch: 2,
    ...gauges,
  });
});
