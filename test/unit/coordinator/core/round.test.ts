import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ROUNDS_MAX } from '../../../../coordinator/core/state.js';
import { CoordinatorScript } from '../../../support/coordinator-script.js';

test('the next round is announced once the fastest member has passed the middle of this one', () => {
  const script = new CoordinatorScript().form();
  assert.deepEqual(
    script.state.rounds.map((open) => open.round.number),
    [1],
  );
  script.nowMs += 60_000;
  script.tell({ kind: 'tick' });
  script.beat('peer-0', 11);
  const [first, second] = script.state.rounds.map((open) => open.round);
  assert.equal(second?.number, 2);
  assert.equal(second?.startStep, first?.endStep);
  assert.equal(script.published?.rounds.length, 2);
});

test('rounds follow each other without gap or overlap, numbered one by one, up to the stop', () => {
  const script = new CoordinatorScript().form();
  const seen = new Map<number, { startStep: number; endStep: number }>();
  for (let i = 0; i < 60; i++) {
    script.train(17, 1);
    for (const { round } of script.state.rounds) seen.set(round.number, round);
  }
  const rounds = [...seen].sort(([a], [b]) => a - b);
  rounds.slice(1).forEach(([number, round], i) => {
    const [before, last] = rounds[i]!;
    assert.equal(number, before + 1);
    assert.equal(round.startStep, last.endStep);
  });
  assert.equal(rounds.at(-1)?.[1].endStep, 1_000);
});

test('a round is as long as the fastest member needs for two heartbeats, in whole rounds of the spec', () => {
  const script = new CoordinatorScript().form();
  script.train(75, 6);
  const { round } = script.state.rounds.at(-1)!;
  const length = round.endStep - round.startStep;
  assert.ok(length >= 150, `${length} steps are over before they were heard of`);
  assert.equal(length % 20, 0);
});

test('a straggler leaves at most four rounds open', () => {
  const script = new CoordinatorScript().form();
  for (let i = 1; i <= 30; i++) {
    script.pass(500);
    script.beat('peer-0', i * 15);
    script.beat('peer-1', i);
    assert.ok(script.state.rounds.length <= ROUNDS_MAX);
  }
});

test('the edges of a round are those of its members, and the view it was announced under is named', () => {
  const script = new CoordinatorScript({ peers: 3 }).form();
  const { round } = script.state.rounds[0]!;
  assert.deepEqual(round.members, ['peer-0', 'peer-1', 'peer-2']);
  assert.equal(round.edges.length, 6);
  assert.equal(round.viewVersion, script.state.view.version);
});
