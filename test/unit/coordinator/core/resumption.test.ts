import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commonStep, firstStep } from '../../../../coordinator/core/resumption.js';
import { TRAINER_STATE } from '../../../../proto/codec.js';
import { schemeOf } from '../../../../proto/scheme.js';
import { CoordinatorScript } from '../../../support/coordinator-script.js';
import { type SpecWishes, specOf } from '../../../support/specs.js';

const READY = { state: TRAINER_STATE.ready } as const;
const STRICT = { exchange: { quorum: 'all' } } as const;
const holding = (...lists: readonly (readonly number[])[]) =>
  lists.map((checkpointSteps) => ({ checkpointSteps, step: checkpointSteps.at(-1)! }));
const schemeWith = (exchange: NonNullable<SpecWishes['exchange']>) => ({
  scheme: schemeOf(specOf({ exchange })),
});

/** Joins one peer after the other, ready. */
function resumed(script: CoordinatorScript, steps: Readonly<Record<string, readonly number[]>>) {
  return Object.entries(steps).map(([id, checkpointSteps]) => {
    const reply = script.join(id, { step: checkpointSteps.at(-1)!, checkpointSteps });
    if (reply.accepted) script.beat(id, checkpointSteps.at(-1)!, READY);
    return reply;
  });
}

test('the common step is the newest of which all have a checkpoint', () => {
  assert.equal(commonStep(holding([40, 80, 120], [80, 120, 160])), 120);
  assert.equal(commonStep(holding([0, 40], [0])), 0);
  assert.equal(commonStep(holding([40, 80], [120, 160])), undefined);
});

test('without --strict a cohort goes back by one checkpoint at the most, else it goes on at the furthest step', () => {
  const scheme = schemeWith({});
  assert.equal(firstStep(holding([120, 160, 200], [80, 120, 160]), scheme), 160);
  assert.equal(firstStep(holding([80, 120, 160], [40, 80, 120]), scheme), 120);
  assert.equal(firstStep(holding([80, 120, 160], [40, 60, 80]), scheme), 160);
  assert.equal(firstStep(holding([80, 120, 160], [0, 40]), scheme), 160);
});

test('a strict cohort goes back as far as it must', () => {
  const scheme = schemeWith({ quorum: 'all' });
  assert.equal(firstStep(holding([80, 120, 160], [40, 60, 80]), scheme), 80);
  assert.equal(firstStep(holding([80, 120, 160], [0, 40]), scheme), undefined);
});

test('where weights are handed out every few steps, a strict cohort begins at such a step if it can', () => {
  const scheme = schemeWith({ quorum: 'all', mode: 'checkpoint:50' });
  assert.equal(firstStep(holding([80, 100, 120], [80, 100, 120]), scheme), 100);
  assert.equal(firstStep(holding([80, 120], [80, 120]), scheme), 120);
});

test('where nobody waits for anybody, each goes on from where it is', () => {
  assert.equal(firstStep(holding([120, 160], [80, 120]), schemeWith({ mode: 'stale:10' })), 160);
});

test('a cohort that was killed begins at the newest common checkpoint, and whoever was further learns it', () => {
  const script = new CoordinatorScript(STRICT);
  const [first, second] = resumed(script, { 'peer-0': [400, 440, 480], 'peer-1': [360, 400, 440] });
  assert.deepEqual([first!.startStep, first!.announcement?.formed], [0, false]);
  assert.equal(second!.accepted, true);
  assert.equal(script.state.rounds[0]?.round.startStep, 440);
  assert.deepEqual(
    script.state.leases.map(({ enterStep, step }) => [enterStep, step]),
    [
      [440, 440],
      [440, 440],
    ],
  );
  // One that has not heard of it still speaks of its newest checkpoint.
  script.beat('peer-0', 480, READY);
  assert.equal(script.state.leases[0]!.step, 440);
});

test('a strict cohort without a common checkpoint is refused, with the steps that each has', () => {
  const script = new CoordinatorScript(STRICT);
  const [, reply] = resumed(script, { 'peer-0': [400, 440, 480], 'peer-1': [40, 80, 120] });
  assert.equal(reply!.code, 'NO_COMMON_STEP');
  assert.match(reply!.reason, /peer-0: 400, 440, 480; peer-1: 40, 80, 120$/);
});

test('a peer is not let into a strict cohort that has finished without it', () => {
  const script = new CoordinatorScript(STRICT).form();
  script.train(10, 4);
  script.leave('peer-1', 20, 'ERR_INTERNAL');
  script.leave('peer-0', 1_000, 'finished');
  const reply = script.join('peer-1', { incarnation: 2, step: 20 });
  assert.equal(reply.code, 'NO_COMMON_STEP');
  assert.match(reply.reason, /peer-0 has finished/);
});

test('a peer that comes back to a living strict cohort is told so once its own lease has run out', () => {
  const script = new CoordinatorScript(STRICT).form();
  script.train(10, 4);
  const back = { incarnation: 2, step: 20 } as const;
  assert.equal(script.join('peer-1', back).code, 'LATER');
  for (let i = 0; i < 8; i++) {
    script.pass(500);
    script.beat('peer-0', 41);
  }
  const reply = script.join('peer-1', back);
  assert.equal(reply.code, 'TOO_LATE');
  assert.match(reply.reason, /peer-0 trained on when peer-1 was lost/);
});

test('a strict cohort whose peers all died is waited for, and then begins anew', () => {
  const script = new CoordinatorScript(STRICT).form();
  script.train(10, 4);
  assert.equal(script.join('peer-1', { incarnation: 2, step: 20 }).code, 'LATER');
  script.pass(4_000);
  const both = { incarnation: 2, step: 20 } as const;
  for (const id of ['peer-0', 'peer-1']) {
    assert.equal(script.join(id, both).accepted, true);
    script.beat(id, 20, READY);
  }
  assert.equal(script.state.rounds[0]?.round.startStep, 20);
});

test('a strict peer that was only paused goes on with what it has', () => {
  const script = new CoordinatorScript(STRICT).form();
  script.train(10, 4);
  assert.equal(script.join('peer-1', { incarnation: 2, step: 40, checkpointSteps: [] }).accepted, true);
});

test('a strict cohort does not mix peers that train already with such as begin', () => {
  const script = new CoordinatorScript(STRICT);
  resumed(script, { 'peer-1': [0, 20] });
  script.join('peer-0', { step: 60, checkpointSteps: [] });
  script.beat('peer-0', 60);
  assert.deepEqual(script.state.rounds, []);
});

test('a run that ended is not begun again: all have the last step, and are told that nothing is left', () => {
  const script = new CoordinatorScript(STRICT);
  const replies = resumed(script, { 'peer-0': [900, 950, 1_000], 'peer-1': [900, 950, 1_000] });
  assert.ok(replies.every(({ accepted }) => accepted));
  assert.deepEqual(script.state.rounds, []);
  assert.ok(script.published?.formed);
});

test('one that had reached the end goes back with a peer that had not', () => {
  const script = new CoordinatorScript(STRICT);
  resumed(script, { 'peer-0': [900, 950, 1_000], 'peer-1': [850, 900, 950] });
  assert.equal(script.state.rounds[0]?.round.startStep, 950);
});

test('what each could begin from outlives the coordinator', () => {
  const before = new CoordinatorScript(STRICT);
  before.join('peer-0', { step: 120, checkpointSteps: [40, 80, 120] });
  const [persisted] = before.effects.flatMap((effect) =>
    effect.kind === 'persist' ? [effect.snapshot] : [],
  );
  const script = new CoordinatorScript(STRICT, persisted ?? null);
  assert.deepEqual(script.state.leases[0]?.checkpointSteps, [40, 80, 120]);
});
