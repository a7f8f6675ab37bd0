import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toSnapshot } from '../../../../coordinator/core/snapshot.js';
import { TRAINER_STATE } from '../../../../proto/codec.js';
import { CoordinatorScript } from '../../../support/coordinator-script.js';

test('a lease that is not renewed expires, and the reason says so', () => {
  const script = new CoordinatorScript().form();
  for (let i = 0; i < 8; i++) {
    script.pass(500);
    script.beat('peer-0', i);
  }
  assert.deepEqual(
    script.state.view.members.map((member) => member.peerId),
    ['peer-0'],
  );
  assert.equal(script.state.departed['peer-1'], 'expired');
});

test('heartbeats renew a lease for as long as they come', () => {
  const script = new CoordinatorScript().form();
  script.train(5, 40);
  assert.equal(script.state.leases.length, 2);
});

test('a heartbeat of an incarnation that is not a member joins nobody', () => {
  const script = new CoordinatorScript().form();
  const { view } = script.state;
  const effects = script.beat('peer-0', 5, { incarnation: 2 });
  assert.equal(script.state.view, view);
  assert.deepEqual(effects, [
    { kind: 'ignored', reason: 'heartbeat of peer-0 (incarnation 2), which is not a member' },
  ]);
});

test('a heartbeat that was overtaken is ignored, and one that says that its peer went back is believed', () => {
  const script = new CoordinatorScript().form();
  script.beat('peer-0', 9, { sequence: 100 });
  assert.equal(script.beat('peer-0', 3, { sequence: 99 })[0]?.kind, 'ignored');
  assert.equal(script.state.leases[0]?.step, 9);
  script.beat('peer-0', 4, { sequence: 101 });
  assert.equal(script.state.leases[0]?.step, 4);
});

for (const { name, trainer, evicted } of [
  { name: 'training', trainer: TRAINER_STATE.training, evicted: true },
  { name: 'evaluating', trainer: TRAINER_STATE.evaluating, evicted: false },
  { name: 'finished', trainer: TRAINER_STATE.finished, evicted: false },
]) {
  test(`a trainer that stands still while ${name} is ${evicted ? '' : 'not '}evicted`, () => {
    const script = new CoordinatorScript().form();
    for (let i = 0; i < 140; i++) {
      script.pass(500);
      script.beat('peer-0', i);
      script.beat('peer-1', 3, { state: trainer });
    }
    assert.equal(script.state.departed['peer-1'], evicted ? 'stalled' : undefined);
  });
}

for (const [code, departure] of [
  ['finished', 'finished'],
  ['interrupted', 'interrupted'],
  ['ERR_NON_FINITE', 'diverged'],
  ['ERR_DISK', 'failed'],
] as const) {
  test(`a peer that leaves with ${code} counts as ${departure}`, () => {
    const script = new CoordinatorScript().form();
    script.leave('peer-1', 5, code);
    assert.equal(script.state.departed['peer-1'], departure);
    assert.equal(script.state.leases.length, 1);
  });
}

test('a goodbye of an earlier incarnation changes nothing', () => {
  const script = new CoordinatorScript().form();
  script.join('peer-1', { incarnation: 2 });
  const { view } = script.state;
  const leave = { runId: 'run', peerId: 'peer-1', incarnation: 1, step: 3, code: 'finished', linkToken: '' };
  script.tell({ kind: 'leave', leave });
  assert.equal(script.state.view, view);
});

test('a goodbye of another process with the same incarnation changes nothing', () => {
  const script = new CoordinatorScript().form();
  const { view } = script.state;
  script.leave('peer-1', 3, 'interrupted', 1, 'the token of another process');
  assert.equal(script.state.view, view);
});

test('nobody is evicted because this process was paused', () => {
  const script = new CoordinatorScript().form();
  script.nowMs += 60_000;
  script.tell({ kind: 'tick' });
  assert.equal(script.state.leases.length, 2);
  script.pass(2_900);
  assert.equal(script.state.leases.length, 2);
  script.pass(200);
  assert.equal(script.state.leases.length, 0);
});

test('nobody is evicted while NATS is away, and everybody has a whole lease when it is back', () => {
  const script = new CoordinatorScript().form();
  script.tell({ kind: 'linkLost' });
  script.pass(20_000);
  script.tell({ kind: 'stopRequested', reason: 'SIGTERM' });
  assert.equal(script.state.leases.length, 2);
  script.tell({ kind: 'linkBack' });
  assert.equal(script.effects[0]?.kind, 'persist', 'nats-server may have lost its store');
  script.pass(2_900);
  assert.equal(script.state.leases.length, 2);
});

for (const [what, silence] of [
  ['a pause of this process', (script: CoordinatorScript) => script.standStill(30_000)],
  [
    'a time without NATS',
    (script: CoordinatorScript) => {
      script.tell({ kind: 'linkLost' });
      script.pass(30_000);
      script.tell({ kind: 'linkBack' });
    },
  ],
] as const) {
  test(`after ${what} nobody is let in, and no round announced, before each member is heard anew`, () => {
    const script = new CoordinatorScript({ peers: 3 }).form();
    script.train(10, 6);
    script.leave('peer-2', 60, 'ERR_INTERNAL');
    const { roundMax } = script.state;
    silence(script);
    script.pass(400);
    assert.equal(script.askToJoin('peer-2', { incarnation: 2 }), undefined);
    script.beat('peer-0', 60);
    script.beat('peer-0', 69);
    assert.equal(script.askToJoin('peer-2', { incarnation: 2 }), undefined, 'peer-1 is silent');
    assert.equal(script.state.roundMax, roundMax);
    script.beat('peer-1', 70);
    const { startStep } = script.askToJoin('peer-2', { incarnation: 2 })!;
    assert.ok(startStep > 70 && startStep <= 140, `enters at ${startStep}, the cohort is at 70`);
  });
}

test('what arrives together with the end of a pause may be from before it', () => {
  const script = new CoordinatorScript().form();
  script.train(10, 6);
  script.leave('peer-1', 60, 'ERR_INTERNAL');
  script.standStill(15_000);
  for (let step = 62; step < 300; step += 10) script.beat('peer-0', step);
  assert.equal(script.askToJoin('peer-1', { incarnation: 2 }), undefined);
  script.pass(400);
  script.beat('peer-0', 310);
  assert.ok(script.askToJoin('peer-1', { incarnation: 2 })!.startStep > 310);
});

test('a member that stays silent after a pause holds a join up no longer than its lease', () => {
  const script = new CoordinatorScript().form();
  script.train(10, 6);
  script.standStill(30_000);
  assert.equal(script.askToJoin('peer-1', { incarnation: 2 }), undefined);
  assert.deepEqual(
    script.state.leases.map((lease) => lease.peerId),
    ['peer-0'],
    'who asks to join under a later incarnation is gone as the earlier one',
  );
  script.pass(script.options.leaseMs);
  assert.equal(script.askToJoin('peer-1', { incarnation: 2 })?.accepted, true);
});

test('a coordinator that comes back from its snapshot hears its members before it lets anybody in', () => {
  const before = new CoordinatorScript({ peers: 3 }).form();
  before.train(10, 6);
  before.leave('peer-2', 60, 'ERR_INTERNAL');
  const script = new CoordinatorScript({ peers: 3 }, toSnapshot(before.state, before.options));
  assert.equal(script.askToJoin('peer-2', { incarnation: 2 }), undefined);
  script.beat('peer-0', 80, { sequence: 100 });
  script.beat('peer-1', 80, { sequence: 100 });
  assert.ok(script.askToJoin('peer-2', { incarnation: 2 })!.startStep > 80);
});

test('a peer that its owner cuts off leaves the view at once, and nobody waits for it', () => {
  const script = new CoordinatorScript().form();
  script.tell({ kind: 'expelled', peerId: 'peer-1' });
  assert.deepEqual(
    script.state.view.members.map(({ peerId }) => peerId),
    ['peer-0'],
  );
  assert.equal(script.state.departed['peer-1'], 'expelled');
  const { view } = script.state;
  script.tell({ kind: 'expelled', peerId: 'peer-1' });
  assert.equal(script.state.view, view);
  script.leave('peer-0', 5, 'finished');
  assert.equal(script.state.finished, true);
});

test('a peer that is cut off before it came is not waited for, and its place may be taken by another', () => {
  const script = new CoordinatorScript();
  script.join('peer-0');
  script.beat('peer-0', 0, { state: TRAINER_STATE.ready });
  script.tell({ kind: 'expelled', peerId: 'peer-1' });
  assert.equal(script.state.rounds.length > 0, true, 'the cohort forms without it');
  script.join('peer-1');
  assert.equal(script.state.departed['peer-1'], undefined);
  assert.equal(script.state.leases.length, 2);
});
