import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundaryAtOrAfter, safeStep, stallMs } from '../../../../coordinator/core/progress.js';
import { CoordinatorScript } from '../../../support/coordinator-script.js';

test('boundaries lie a stride apart from their base on', () => {
  const table = [
    [0, 0, 20, 0],
    [1, 0, 20, 20],
    [20, 0, 20, 20],
    [21, 5, 20, 25],
    [26, 5, 20, 45],
    [3, 60, 20, 60],
  ] as const;
  for (const [step, base, stride, expected] of table) {
    assert.equal(boundaryAtOrAfter(step, base, stride), expected, `${step} from ${base} by ${stride}`);
  }
});

test('the safe step lies ahead by what the cohort can do until an announcement is heard', () => {
  const script = new CoordinatorScript().form();
  script.train(10, 6);
  const { leases } = script.state;
  assert.equal(safeStep(leases, script.nowMs, script.options), 60 + 1 + 15);
  assert.equal(safeStep(leases, script.nowMs + 500, script.options), 60 + 1 + 25);
});

test('what a member can have done since it was last heard is no more than fits into its lease', () => {
  const script = new CoordinatorScript().form();
  script.train(10, 6);
  const { leaseMs } = script.options;
  const { leases } = script.state;
  const inTime = safeStep(leases, script.nowMs + leaseMs, script.options);
  assert.equal(safeStep(leases, script.nowMs + 100 * leaseMs, script.options), inTime);
});

test('a pause is no sprint: rounds after it are as long as those before', () => {
  const script = new CoordinatorScript().form();
  script.train(10, 20);
  const speed = script.state.leases[0]!.stepsPerMs;
  for (let pause = 0; pause < 4; pause++) {
    script.standStill(15_000);
    script.pass(100);
    // They trained on meanwhile, as after a pause of this process alone.
    for (const { peerId, step } of script.state.leases) script.beat(peerId, step + 150);
    script.train(10, 2);
  }
  assert.ok(script.state.leases[0]!.stepsPerMs <= speed, `${script.state.leases[0]!.stepsPerMs} steps a ms`);
  const { startStep, endStep } = script.state.rounds.at(-1)!.round;
  assert.ok(endStep - startStep <= 2 * script.options.spec.rounds.steps, `${startStep} to ${endStep}`);
});

test('what a pause hides is no first measurement either', () => {
  const script = new CoordinatorScript().form();
  script.pass(500);
  for (const { peerId } of script.state.leases) script.beat(peerId, 1);
  script.standStill(15_000);
  script.pass(500);
  for (const { peerId } of script.state.leases) script.beat(peerId, 1_500);
  script.train(10, 1);
  assert.equal(script.state.leases[0]!.stepsPerMs, 0.02);
});

test('one that trains faster is believed, one that jumps ahead has not', () => {
  const script = new CoordinatorScript().form();
  script.train(10, 6);
  const heard = (step: number, trainedSteps: number): number => {
    script.pass(500);
    script.beat('peer-0', step, { trainedSteps });
    return script.state.leases[0]!.stepsPerMs;
  };
  assert.ok(heard(560, 70) <= 0.02);
  assert.ok(heard(1_070, 80) <= 0.02);
  assert.equal(heard(1_370, 380), 0.6);
});

test('a jump is not taken for speed where no speed is known yet, nor what was trained in earlier lives', () => {
  const script = new CoordinatorScript().form();
  const heard = (step: number, trainedSteps: number): number => {
    script.pass(500);
    script.beat('peer-0', step, { trainedSteps });
    return script.state.leases[0]!.stepsPerMs;
  };
  assert.equal(heard(0, Number.NaN), -1, 'it has made no step yet');
  assert.equal(heard(2, 5_002), -1);
  assert.equal(heard(502, 5_012), 0.02);
});

test('a speed that is reached no more is forgotten, by half in 17 seconds', () => {
  const script = new CoordinatorScript().form();
  script.train(10, 6);
  script.train(1, 34);
  const { stepsPerMs } = script.state.leases[0]!;
  assert.ok(stepsPerMs > 0.009 && stepsPerMs < 0.0105, `${stepsPerMs}`);
});

test('a jump ahead is not taken for speed', () => {
  const script = new CoordinatorScript().form();
  script.train(10, 6);
  script.pass(500);
  script.beat('peer-0', 500, { trainedSteps: 70 });
  assert.ok(script.state.leases[0]!.stepsPerMs <= 0.02);
});

test('heartbeats that were held up and come together are not a sprint', () => {
  const script = new CoordinatorScript().form();
  script.train(10, 6);
  script.pass(1_000);
  script.beat('peer-0', 70);
  script.nowMs += 1;
  script.beat('peer-0', 80);
  assert.ok(Math.abs(script.state.leases[0]!.stepsPerMs - 0.02) < 0.002);
});

test('a slow trainer gets ten of its own steps, and twice the longest wait, before it counts as hanging', () => {
  const script = new CoordinatorScript({ exchange: { waitMsMax: 45_000 } }).form();
  const lease = script.state.leases[0]!;
  assert.equal(stallMs(lease, script.options), 90_000);
  assert.equal(stallMs({ ...lease, stepsPerMs: 1 / 20_000 }, script.options), 200_000);
});
