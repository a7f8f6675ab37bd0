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
  script.pass(1_000);
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

/** A strict cohort whose graph changes by round, begun at a step. */
function drawnByRound(step = 0): CoordinatorScript {
  const exchange = { quorum: 'all', graph: 'random:1' } as const;
  return new CoordinatorScript({ peers: 3, exchange }).form(step);
}

/** Who teaches whom from each step on, as announced. */
function announcedOver(script: CoordinatorScript, stepsPerBeat: number): Map<number, string> {
  const seen = new Map<number, string>();
  for (let i = 0; i < 1_000 / stepsPerBeat + 1; i++) {
    for (const { round } of script.state.rounds)
      seen.set(round.startStep, `to ${round.endStep}: ${JSON.stringify(round.edges)}`);
    script.train(stepsPerBeat, 1);
  }
  return seen;
}

test('where it must be known by step who teaches whom, rounds are equally long, and as many are announced as may be', () => {
  const script = drawnByRound();
  assert.equal(script.state.rounds.length, ROUNDS_MAX);
  const slow = announcedOver(script, 7);
  assert.deepEqual(
    [...slow.keys()],
    Array.from({ length: 50 }, (_, i) => 20 * i),
  );
  assert.ok(new Set(slow.values()).size > 5);
  assert.deepEqual(announcedOver(drawnByRound(), 60), slow, 'whatever the speed');
  for (const [step, edges] of announcedOver(drawnByRound(160), 20))
    assert.equal(edges, slow.get(step), 'nor does it matter where the run was resumed');
});

test('a run that was resumed inside such a round begins with what is left of it', () => {
  const [first, second] = drawnByRound(50).state.rounds.map(({ round }) => round);
  assert.deepEqual([first?.startStep, first?.endStep, second?.endStep], [50, 60, 80]);
  assert.equal(`to 60: ${JSON.stringify(first?.edges)}`, announcedOver(drawnByRound(), 20).get(40));
});

test('such a round stays announced for as long as a member needs it', () => {
  const script = drawnByRound();
  for (let i = 0; i < 40; i++) {
    script.pass(500);
    for (const peer of ['peer-0', 'peer-1']) script.beat(peer, 80);
    script.beat('peer-2', 19);
  }
  assert.equal(script.state.rounds[0]?.round.startStep, 0);
});

test('after a pause no round is announced before each member is heard: nobody knows where the cohort is', () => {
  const script = new CoordinatorScript().form();
  script.train(10, 6);
  script.standStill(30_000);
  script.pass(400);
  const { roundMax } = script.state;
  script.beat('peer-0', 500);
  assert.equal(script.state.roundMax, roundMax);
  script.beat('peer-1', 500);
  assert.ok(script.state.roundMax > roundMax);
});
