import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CoordinatorScript } from '../../../support/coordinator-script.js';

test('the step budget is the stop from the first join on', () => {
  const script = new CoordinatorScript();
  script.join('peer-0');
  assert.deepEqual(script.state.stop, { step: 1_000, code: 'steps', reason: 'the step budget: 1000 steps' });
});

test('an interruption stops at the soonest step that nobody can have passed when hearing of it', () => {
  const script = new CoordinatorScript().form();
  script.train(10, 6);
  script.tell({ kind: 'stopRequested', reason: 'Ctrl-C' });
  const { stop } = script.state;
  assert.equal(stop?.code, 'interrupted');
  const lead = stop!.step - 60;
  assert.ok(lead > 10 && lead <= 20, `${lead} steps ahead at 10 steps a heartbeat`);
});

test('a stop is never moved to a later step', () => {
  const script = new CoordinatorScript().form();
  script.train(10, 3);
  script.tell({ kind: 'stopRequested', reason: 'Ctrl-C' });
  const { stop } = script.state;
  script.beat('peer-0', 35);
  script.tell({ kind: 'stopRequested', reason: 'again' });
  assert.equal(script.state.stop, stop);
});

test('an interruption before the cohort has formed stops it where it is', () => {
  const script = new CoordinatorScript();
  script.join('peer-0', { step: 12 });
  script.tell({ kind: 'stopRequested', reason: 'Ctrl-C' });
  assert.equal(script.state.stop?.step, 12);
  script.leave('peer-0', 12, 'interrupted');
  assert.equal(script.finished?.code, 'interrupted');
});

test('a member that was told to enter ahead counts as being there', () => {
  const script = new CoordinatorScript({ peers: 3 }).form();
  script.train(10, 6);
  const { startStep } = script.join('peer-2', { incarnation: 2 });
  script.tell({ kind: 'stopRequested', reason: 'Ctrl-C' });
  assert.ok(script.state.stop!.step >= startStep);
});

test('a stop that is asked for after a pause waits until each member is heard, and lies ahead of it', () => {
  const script = new CoordinatorScript().form();
  script.train(10, 6);
  script.standStill(30_000);
  script.pass(400);
  script.tell({ kind: 'stopRequested', reason: 'Ctrl-C' });
  assert.equal(script.state.stop?.code, 'steps');
  script.beat('peer-0', 500);
  script.beat('peer-1', 500);
  const { stop } = script.state;
  assert.equal(stop?.code, 'interrupted');
  assert.ok(stop!.step > 500 && stop!.step <= 530, `stop at ${stop!.step}`);
});

test('a stop that is asked for without NATS lies ahead of where each member is when it is back', () => {
  const script = new CoordinatorScript().form();
  script.train(10, 6);
  script.tell({ kind: 'linkLost' });
  script.tell({ kind: 'stopRequested', reason: 'SIGTERM' });
  assert.equal(script.state.stop?.code, 'steps', 'nobody could hear of another one');
  script.pass(2_000);
  script.tell({ kind: 'linkBack' });
  script.pass(400);
  script.beat('peer-0', 100);
  script.beat('peer-1', 100);
  const { stop } = script.state;
  assert.equal(stop?.code, 'interrupted');
  assert.ok(stop!.step > 100 && stop!.step <= 130, `stop at ${stop!.step}`);
});

test('a stop that is asked for without NATS, and with no member, ends the run', () => {
  const script = new CoordinatorScript();
  script.tell({ kind: 'linkLost' });
  script.tell({ kind: 'stopRequested', reason: 'SIGTERM' });
  assert.equal(script.finished?.code, 'interrupted');
});
