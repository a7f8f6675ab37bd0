import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TRAINER_STATE } from '../../../../proto/codec.js';
import { CoordinatorScript } from '../../../support/coordinator-script.js';

test('the run is over when every member has left finished', () => {
  const script = new CoordinatorScript().form();
  script.leave('peer-0', 1_000, 'finished');
  assert.equal(script.finished, undefined);
  script.leave('peer-1', 1_000, 'finished');
  assert.deepEqual(script.finished, {
    kind: 'finished',
    code: 'steps',
    reason: 'the step budget: 1000 steps',
  });
  assert.deepEqual(script.tell({ kind: 'tick' }), [], 'and nothing follows');
});

test('a member that says it is finished need not have left', () => {
  const script = new CoordinatorScript().form();
  script.leave('peer-0', 1_000, 'finished');
  script.beat('peer-1', 1_000, { state: TRAINER_STATE.finished });
  assert.equal(script.finished?.code, 'steps');
});

test('a peer that crashed is waited for 15 s when another has finished', () => {
  const script = new CoordinatorScript().form();
  script.leave('peer-0', 900, 'ERR_INTERNAL');
  script.leave('peer-1', 1_000, 'finished');
  script.pass(14_000);
  assert.equal(script.state.finished, false);
  script.pass(2_000);
  assert.equal(script.state.finished, true);
});

test('a peer that was lost and comes back when the run is over is waited for until it has finished, and no longer', () => {
  const script = new CoordinatorScript().form();
  script.leave('peer-0', 999, 'ERR_INTERNAL');
  script.leave('peer-1', 1_000, 'finished');
  assert.equal(script.join('peer-0', { incarnation: 2, step: 1_000 }).code, 'RUN_OVER');
  script.pass(1_000);
  for (const [id, at, code] of [
    ['peer-9', 1_000, 'finished'],
    ['peer-0', 999, 'finished'],
    ['peer-0', 1_000, 'ERR_DISK'],
  ] as const) {
    script.leave(id, at, code, 2);
    assert.equal(script.state.finished, false, `${id} at step ${at}: ${code}`);
  }
  script.leave('peer-0', 1_000, 'finished', 2);
  assert.equal(script.finished?.code, 'steps');
  assert.equal(script.state.incarnationMax['peer-0'], 2);
});

test('a peer of the run that has never joined is waited for 15 s when another has finished, and may still join then', () => {
  const late = new CoordinatorScript({ rounds: { peersMin: 1, joinTimeoutMs: 100 } });
  late.join('peer-0');
  late.pass(300);
  late.leave('peer-0', 1_000, 'finished');
  late.pass(14_000);
  assert.equal(late.state.finished, false);
  assert.equal(late.join('peer-1').accepted, true);
  const never = new CoordinatorScript({ rounds: { peersMin: 1, joinTimeoutMs: 100 } });
  never.join('peer-0');
  never.pass(300);
  never.leave('peer-0', 1_000, 'finished');
  never.pass(16_000);
  assert.equal(never.state.finished, true);
});

test('a run that every peer has been lost from is given up after a minute', () => {
  const script = new CoordinatorScript().form();
  for (const id of ['peer-0', 'peer-1']) script.leave(id, 5, 'ERR_INTERNAL');
  script.pass(59_000);
  assert.equal(script.state.finished, false);
  let code = '';
  for (let i = 0; i < 20 && code === ''; i++) {
    script.pass(100);
    code = script.finished?.code ?? '';
  }
  assert.equal(code, 'abandoned');
});

test('a run that nobody has joined waits', () => {
  const script = new CoordinatorScript();
  script.pass(200_000);
  assert.equal(script.state.finished, false);
});
