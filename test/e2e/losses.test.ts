/** Losses, targets, schedules and bounds, on real processes of two different networks. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { readRecords } from '../support/launch.js';
import { launchWarm } from '../support/warm-launch.js';

/** 1,800 training samples, 36 steps an epoch. */
const RUN = ['--data', 'synthetic', '--batch', '50', '--epochs', '2', '--strict'];
const MIXED = ['--peer', 'network=mlp:32', '--peer', 'network=cnn:4-8-16'];

interface StepRecord {
  readonly step: number;
  readonly supervised: number;
  readonly distillation: number;
  readonly weight: number;
  readonly teachers: number;
  readonly agreement: number | null;
}

async function stepsOf(
  t: TestContext,
  args: readonly string[],
  runArgs = RUN,
): Promise<readonly StepRecord[]> {
  const { runDir, said } = await launchWarm(t, [...runArgs, ...MIXED, ...args]);
  assert.doesNotMatch(said, /not compiled/);
  return readRecords(runDir).filter(({ kind }) => kind === 'step') as unknown as readonly StepRecord[];
}

for (const [what, args] of [
  ['reverse KL to averaged logits', ['--distillation-loss', 'reverse-kl', '--targets', 'logit-mean']],
  [
    'cross-entropy to the naive teacher of KDCL',
    ['--distillation-loss', 'cross-entropy', '--targets', 'kdcl-naive'],
  ],
  [
    'mean squared error of logits, weighed by confidence',
    ['--distillation-loss', 'mse', '--teacher-weights', 'confidence', '--distillation-weight', '0.05'],
  ],
  [
    'decoupled distillation of standardised logits from MinLogit teachers',
    ['--distillation-loss', 'dkd', '--standardize', '--temperature', '2', '--targets', 'kdcl-minlogit'],
  ],
  ['KL to the linear teacher of KDCL', ['--targets', 'kdcl-linear', '--temperature', '2']],
  ['KL to the general teacher of KDCL', ['--targets', 'kdcl-general']],
] as const) {
  test(`mutual learning by ${what} runs, compiled, and both peers are taught`, async (t) => {
    const steps = await stepsOf(t, args);
    assert.equal(steps.length, 2 * 3, 'two peers, a record every 20 of 72 steps');
    for (const { supervised, distillation, teachers, agreement } of steps) {
      assert.ok(Number.isFinite(supervised) && Number.isFinite(distillation) && distillation !== 0);
      assert.equal(teachers, 1);
      assert.ok(agreement !== null && agreement >= 0 && agreement <= 1);
    }
  });
}

test('warm-up, ramp, clipping and fine-tuning are kept to by every peer', async (t) => {
  const steps = await stepsOf(t, [
    ...['--warmup', '10', '--clip-norm', '1', '--distillation-schedule', 'ramp', '--ramp-steps', '30'],
    ...['--fine-tune-steps', '20', '--fine-tune-lr', '0.01'],
  ]);
  const weightAt = (step: number): number[] =>
    steps.filter((one) => one.step === step).map(({ weight }) => weight);
  const ramp = (done: number): number => Math.exp(-5 * (1 - done / 30) ** 2);
  assert.deepEqual(weightAt(20), [ramp(19), ramp(19)]);
  assert.deepEqual(weightAt(40), [1, 1]);
  assert.deepEqual(weightAt(60), [0, 0], 'the last 20 of 72 steps learn from the labels alone');
});
