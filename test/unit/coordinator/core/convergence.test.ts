import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CoordinatorScript } from '../../../support/coordinator-script.js';

test('the run stops once every member has reached the target, ahead of everybody', () => {
  const script = new CoordinatorScript({ convergence: { targetAccuracy: 0.9 } }).form();
  script.train(10, 6);
  script.report('peer-0', { step: 60, validationAccuracy: 0.95 });
  assert.equal(script.state.stop?.code, 'steps');
  script.report('peer-1', { step: 60, validationAccuracy: 0.9 });
  const { stop } = script.state;
  assert.equal(stop?.code, 'target');
  assert.ok(stop!.step > Math.max(...script.state.leases.map((lease) => lease.step)));
  assert.match(script.state.decision, /^stop before step \d+ \(target\): every member has reached/);
});

test('a target that is reached before the second heartbeat stops the run ahead of those that reported', () => {
  const script = new CoordinatorScript({ convergence: { targetAccuracy: 0.9 }, rounds: { steps: 1 } }).form();
  for (const id of ['peer-0', 'peer-1']) script.report(id, { step: 40, validationAccuracy: 0.95 });
  assert.equal(script.state.stop?.code, 'target');
  assert.ok(script.state.stop!.step > 40, String(script.state.stop!.step));
});

test('the run stops after patienceRounds evaluations in a row in which nobody improved', () => {
  const script = new CoordinatorScript({ convergence: { patienceRounds: 2 } }).form();
  const evaluate = (step: number, a: number, b: number): void => {
    script.report('peer-0', { step, validationAccuracy: a, validationLoss: 1 - a });
    script.report('peer-1', { step, validationAccuracy: b, validationLoss: 1 - b });
  };
  evaluate(10, 0.5, 0.5);
  evaluate(20, 0.4, 0.4);
  assert.equal(script.state.patienceUsed, 1);
  evaluate(30, 0.4, 0.6);
  assert.equal(script.state.patienceUsed, 0, 'one improvement is enough');
  evaluate(40, 0.4, 0.6);
  assert.equal(script.state.stop?.code, 'steps');
  evaluate(50, 0.4, 0.6);
  assert.equal(script.state.stop?.code, 'patience');
});

test('an evaluation is judged only when every member has reported', () => {
  const script = new CoordinatorScript({ convergence: { patienceRounds: 1 } }).form();
  script.report('peer-0', { step: 10, validationAccuracy: 0.5 });
  script.report('peer-0', { step: 20, validationAccuracy: 0.4, validationLoss: 2 });
  assert.equal(script.state.patienceUsed, 0);
  script.report('peer-1', { step: 20, validationAccuracy: 0.5 });
  assert.equal(script.state.patienceUsed, 0, 'peer-1 improved at step 20');
});

test('a report that comes twice or late is not counted', () => {
  const script = new CoordinatorScript({ convergence: { patienceRounds: 1 } }).form();
  script.report('peer-0', { step: 20 });
  const { best } = script.state;
  assert.equal(script.report('peer-0', { step: 20, validationAccuracy: 0.99 })[0]?.kind, 'ignored');
  assert.equal(script.report('peer-0', { step: 10, validationAccuracy: 0.99 })[0]?.kind, 'ignored');
  assert.equal(script.state.best, best);
});

for (const wishes of [
  { nonFinite: true },
  { validationLoss: Number.NaN },
  { validationAccuracy: Number.POSITIVE_INFINITY },
]) {
  test(`a report of ${JSON.stringify(wishes)} takes its peer out of the cohort, and the others go on`, () => {
    const script = new CoordinatorScript().form();
    script.report('peer-1', wishes);
    assert.equal(script.state.departed['peer-1'], 'diverged');
    assert.deepEqual(
      script.state.view.members.map((member) => member.peerId),
      ['peer-0'],
    );
    assert.equal(script.state.stop?.code, 'steps');
  });
}

test('when every peer has diverged the run is over', () => {
  const script = new CoordinatorScript().form();
  script.report('peer-0', { nonFinite: true });
  script.report('peer-1', { nonFinite: true });
  assert.equal(script.state.stop?.code, 'diverged');
  assert.equal(script.finished?.code, 'diverged');
});

for (const [code, convergence] of [
  ['target', { targetAccuracy: 0.4 }],
  ['patience', { patienceRounds: 1 }],
] as const) {
  test(`after a pause no stop by ${code} is decided before each member is heard, and then ahead of all`, () => {
    const script = new CoordinatorScript({ convergence }).form();
    script.train(10, 6);
    const evaluate = (step: number): void => {
      for (const id of ['peer-0', 'peer-1']) script.report(id, { step, validationAccuracy: 0.3 });
    };
    if (code === 'patience') evaluate(50);
    script.standStill(30_000);
    script.pass(400);
    for (const id of ['peer-0', 'peer-1'])
      script.report(id, { step: 500, validationAccuracy: code === 'target' ? 0.5 : 0.3 });
    script.beat('peer-0', 500);
    assert.equal(script.state.stop?.code, 'steps');
    script.beat('peer-1', 500);
    script.report('peer-1', { step: 510, validationAccuracy: code === 'target' ? 0.5 : 0.3 });
    const { stop } = script.state;
    assert.equal(stop?.code, code);
    assert.ok(stop!.step > 500, `stop at ${stop!.step}`);
  });
}
