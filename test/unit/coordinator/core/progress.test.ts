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

test('a jump ahead is not taken for speed', () => {
  const script = new CoordinatorScript().form();
  script.train(10, 6);
  script.pass(500);
  script.beat('peer-0', 500);
  assert.ok(script.state.leases[0]!.stepsPerMs <= 0.04);
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
