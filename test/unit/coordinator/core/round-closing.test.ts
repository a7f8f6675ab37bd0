import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideClose } from '../../../../coordinator/core/round-closing.js';
import { CoordinatorScript } from '../../../support/coordinator-script.js';

/** Round 1 of two peers, steps 0 to 20, at given steps, `waitedMs` after the first reached the end. */
function decide(steps: readonly (number | 'gone')[], waitedMs = 0, tookMs = 100) {
  const script = new CoordinatorScript().form();
  const open = { ...script.state.rounds[0]!, startedAtMs: 1_000, firstEndAtMs: 1_000 + tookMs };
  const leases = script.state.leases.flatMap((lease, i) => {
    const step = steps[i]!;
    return step === 'gone' ? [] : [{ ...lease, step }];
  });
  return decideClose(open, { leases, stop: script.state.stop }, 1_000 + tookMs + waitedMs, script.options);
}

test('a round closes at quorum, when every member that is left has reached its end', () => {
  assert.deepEqual(decide([20, 25]), {
    kind: 'close',
    completed: ['peer-0', 'peer-1'],
    missing: [],
    reason: 'quorum',
  });
  assert.deepEqual(decide([20, 'gone']), {
    kind: 'close',
    completed: ['peer-0'],
    missing: ['peer-1'],
    reason: 'quorum',
  });
});

test('a round waits for its stragglers until the deadline, then closes without them', () => {
  assert.deepEqual(decide([20, 19], 4_999), { kind: 'wait', reason: 'waiting for peer-1' });
  assert.deepEqual(decide([20, 19], 5_000), {
    kind: 'close',
    completed: ['peer-0'],
    missing: ['peer-1'],
    reason: 'deadline, 5000 ms after the first',
  });
});

test('the deadline is four times as long as the first member took, when that is more', () => {
  assert.equal(decide([20, 19], 11_999, 3_000).kind, 'wait');
  assert.equal(decide([20, 19], 12_000, 3_000).kind, 'close');
});

test('a round that nobody is left in closes', () => {
  const decision = decide(['gone', 'gone']);
  assert.equal(decision.kind, 'close');
  assert.equal(decision.reason, 'nobody is left in it');
});

test('a member that went ahead past the end of a round, and waits there to be met, has not completed it', () => {
  const script = new CoordinatorScript().form();
  const { number, endStep } = script.state.rounds[0]!.round;
  script.pass(500);
  script.beat('peer-0', endStep + 10, { landed: true });
  assert.equal(script.state.rounds[0]!.firstEndAtMs, -1, 'nobody has reached its end');
  script.beat('peer-1', endStep);
  assert.equal(script.state.lastClosed, null, 'who went ahead has left it out');
  script.beat('peer-0', endStep + 11);
  const { number: closed, completed, reason } = script.state.lastClosed!;
  assert.deepEqual([closed, completed, reason], [number, ['peer-0', 'peer-1'], 'quorum']);
});
