import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepMembership } from '../../../../../peer/core/membership/membership.js';
import {
  createMembership,
  type MembershipEffect,
  type MembershipEvent,
  type MembershipOptions,
} from '../../../../../peer/core/membership/state.js';
import type { Announcement, JoinReply, Round } from '../../../../../proto/codec.js';
import { announcementOf, roundOf } from '../../../../support/exchange-kit.js';
import { membershipOptions } from '../../../../support/membership-kit.js';

const OPTIONS = membershipOptions({ runId: 'run', classNames: [], strict: true });

const forming = announcementOf(1, { rounds: [], formed: false });
const beginning = (...rounds: Round[]): Announcement => announcementOf(2, { rounds });
const reply = (wishes: Partial<JoinReply> = {}): MembershipEvent => ({
  kind: 'joinReply',
  incarnation: 1,
  reply: {
    ...{
      accepted: true,
      code: '',
      reason: '',
      differences: [],
      incarnationMin: 2,
      leaseMs: 3_000,
      startStep: 0,
    },
    announcement: forming,
    ...wishes,
  },
});

/** The effects of a process with these checkpoints that hears these events. */
function effectsOf(
  checkpointSteps: readonly number[],
  events: readonly MembershipEvent[],
  wishes: Partial<MembershipOptions> = {},
): readonly MembershipEffect[] {
  let state = createMembership({ ...OPTIONS, ...wishes, runId: forming.runId }, 1, 0);
  const ready: MembershipEvent = { kind: 'ready', step: checkpointSteps.at(-1)!, checkpointSteps };
  return [ready, ...events].flatMap((event) => {
    const next = stepMembership(state, event, 0);
    state = next.state;
    return next.effects;
  });
}

const startOf = (effects: readonly MembershipEffect[]): number | undefined =>
  effects.find((effect) => effect.kind === 'start')?.step;
const failureOf = (effects: readonly MembershipEffect[]): string | undefined =>
  effects.find((effect) => effect.kind === 'fail')?.code;
const announced = (announcement: Announcement): MembershipEvent => ({ kind: 'announcement', announcement });

test('a join names the steps that the peer can begin from', () => {
  const [join] = effectsOf([40, 80, 120], []);
  assert.deepEqual(join?.kind === 'join' && [join.request.step, join.request.checkpointSteps], [
    120,
    [40, 80, 120],
  ]);
});

for (const strict of [true, false]) {
  test(`a cohort that begins at an older checkpoint takes the peer back to it (strict: ${strict})`, () => {
    const events = [reply(), announced(beginning(roundOf(1, 80, 100, ['a', 'b'])))];
    assert.equal(startOf(effectsOf([40, 80, 120], events, { strict })), 80);
  });
}

test('a strict peer never begins at a step of which it has no checkpoint', () => {
  for (const entry of [100, 140]) {
    const events = [reply(), announced(beginning(roundOf(1, entry, 160, ['a', 'b'])))];
    const effects = effectsOf([40, 80, 120], events);
    assert.deepEqual([startOf(effects), failureOf(effects)], [undefined, 'ERR_STRICT_RESUME']);
  }
});

test('without --strict a peer jumps ahead, and does not go back to where it has no checkpoint', () => {
  const entering = (entry: number) =>
    effectsOf([40, 80, 120], [reply(), announced(beginning(roundOf(1, entry, 160, ['a', 'b'])))], {
      strict: false,
    });
  assert.equal(startOf(entering(140)), 140);
  assert.equal(startOf(entering(100)), 120);
});

test('where nobody waits for anybody, a peer begins at its newest checkpoint', () => {
  const events = [reply(), announced(beginning(roundOf(1, 160, 180, ['a', 'b'])))];
  assert.equal(startOf(effectsOf([40, 80, 120], events, { strict: false, inStep: false })), 120);
});

test('a peer that has reached the stop waits until the cohort has begun, unless the run was interrupted', () => {
  const stop = { step: 120, code: 'steps', reason: '' };
  const waits = reply({ announcement: { ...forming, stop } });
  assert.equal(startOf(effectsOf([40, 80, 120], [waits])), undefined);
  const over = announced(announcementOf(2, { rounds: [], stop }));
  assert.equal(startOf(effectsOf([40, 80, 120], [waits, over])), 120);
  const interrupted = reply({ announcement: { ...forming, stop: { ...stop, code: 'interrupted' } } });
  assert.equal(startOf(effectsOf([40, 80, 120], [interrupted])), 120);
});

test('a strict peer that may not come back ends with the reason; one that may come later goes on asking', () => {
  const refused = (code: string) => reply({ accepted: false, code, reason: 'b trained on' });
  for (const code of ['TOO_LATE', 'NO_COMMON_STEP']) {
    const failure = effectsOf([0, 20], [refused(code)]).find((effect) => effect.kind === 'fail');
    assert.equal(failure?.code, 'ERR_STRICT_RESUME');
    assert.match(failure.message, /b trained on/);
  }
  assert.equal(failureOf(effectsOf([0, 20], [refused('LATER')])), undefined);
});
