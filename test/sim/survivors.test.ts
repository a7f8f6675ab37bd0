import assert from 'node:assert/strict';
import { test } from 'node:test';
import { step } from '../../coordinator/core/coordinator.js';
import type { Checker, ObservedPeer } from './checkers/checker.js';
import type { CoordinatorStep } from './coordinator-process.js';
import { pauseEverything } from './faults.js';
import { asIfReached, type Mutation } from './mutation.js';
import { World } from './world.js';

/** Two peers in lockstep, with nothing going wrong but what the test does. */
const SEEDS = Array.from({ length: 600 }, (_, seed) => seed).filter(
  (seed) => seed % 25 === 0 || seed % 25 === 2,
);
const STEPS = 400;
/** A step and a validation, and not a wait for anybody. */
const GAP_MS_MAX = 750;
/** By then a peer that died is not waited for any more. */
const MOURNED_MS = 3_500;
/** From a peer being ready until it is taught, when it comes back. */
const BACK_MS_MAX = 4_000;

interface Trained {
  readonly step: number;
  readonly atMs: number;
  readonly taught: boolean;
}

/** The steps that each life of each peer has trained. */
class Steps implements Checker {
  readonly #lives = new Map<string, Trained[]>();
  readonly #taught = new Map<string, boolean>();
  nowMs: () => number = () => 0;

  onAnswer(peer: ObservedPeer, _: unknown, answer: { readonly teachers: readonly unknown[] }): void {
    this.#taught.set(lifeOf(peer), answer.teachers.length > 0);
  }

  onTrained(peer: ObservedPeer, step: number): void {
    const life = lifeOf(peer);
    const taught = this.#taught.get(life) ?? false;
    this.#lives.set(life, [...this.of(life), { step, atMs: this.nowMs(), taught }]);
  }

  of(life: string): readonly Trained[] {
    return this.#lives.get(life) ?? [];
  }

  get lives(): readonly string[] {
    return [...this.#lives.keys()];
  }
}

function lifeOf({ id, life }: Pick<ObservedPeer, 'id' | 'life'>): string {
  return `${id}, life ${life}`;
}

function assertNoHole(steps: readonly Trained[], who: string): void {
  steps.slice(1).forEach(({ step }, i) => {
    assert.equal(step, steps[i]!.step + 1, `${who} went from step ${steps[i]!.step} to ${step}`);
  });
}

function longestGapMs(steps: readonly Trained[]): number {
  return Math.max(...steps.slice(1).map(({ atMs }, i) => atMs - steps[i]!.atMs));
}

/** Lets a world of each seed live until something has been done to it and it has lived on. */
function inEachWorld(
  act: (world: World, seed: number) => void,
  check: (steps: Steps, world: World, seed: number) => void,
  mutation: Mutation = {},
): void {
  let worlds = 0;
  for (const seed of SEEDS) {
    const steps = new Steps();
    const world = new World({ seed, stepsTotal: STEPS, faultsEndMs: 0, watch: steps, ...mutation });
    if (world.spec.peers.length !== 2 || world.spec.convergence.targetAccuracy > 0) continue;
    worlds++;
    steps.nowMs = () => world.clock.nowMs;
    world.start();
    world.clock.run(3_000 + 40 * seed, () => false);
    act(world, seed);
    world.clock.run(world.clock.awakeMs + 25_000, () => false);
    check(steps, world, seed);
  }
  assert.ok(worlds >= 10, `${worlds} worlds of two peers`);
}

/** Longer than its lease: the others have given it up. */
const startUpMsOf = (seed: number): number => 3_200 + 10 * seed;

function killAndReturn(mutation: Mutation = {}): void {
  const killedAtMs = new Map<World, number>();
  inEachWorld(
    (world, seed) => {
      killedAtMs.set(world, world.clock.nowMs);
      world.crashPeer(1, startUpMsOf(seed));
    },
    (steps, world, seed) => {
      const [survivor, returned] = world.peers.map((peer) => steps.of(lifeOf(peer)));
      assertNoHole(survivor!, `seed ${seed}: the survivor`);
      const diedAtMs = killedAtMs.get(world)!;
      const gapMs = longestGapMs(survivor!.filter(({ atMs }) => atMs > diedAtMs + MOURNED_MS));
      assert.ok(gapMs <= GAP_MS_MAX, `seed ${seed}: the survivor stood still for ${Math.round(gapMs)} ms`);
      const taught = returned!.find((one) => one.taught);
      assert.ok(taught !== undefined, `seed ${seed}: who came back was never taught`);
      const backMs = taught.atMs - diedAtMs - startUpMsOf(seed);
      assert.ok(backMs <= BACK_MS_MAX, `seed ${seed}: taught again after ${Math.round(backMs)} ms`);
    },
    mutation,
  );
}

test('a peer that is killed and comes back neither stops the other one nor makes it leave out a step', () => {
  killAndReturn();
});

test('the simulation catches a cohort that goes ahead to who comes back, or is told late', () => {
  const rash: CoordinatorStep = (state, event, nowMs, options) => {
    const { state: after, effects } = step(state, event, nowMs, options);
    const told = effects.map((effect) =>
      effect.kind === 'publish' ? { ...effect, announcement: asIfReached(effect.announcement) } : effect,
    );
    return { state: after, effects: told };
  };
  assert.throws(() => killAndReturn({ coordinatorStep: rash }), /went from step/);
  const slow: CoordinatorStep = (state, event, nowMs, options) =>
    step(state, event, nowMs, { ...options, heartbeatMs: 6 * options.heartbeatMs });
  assert.throws(() => killAndReturn({ coordinatorStep: slow }), /taught again after|never taught/);
});

test('a coordinator that comes back without its store stops no peer and makes none leave out a step', () => {
  inEachWorld(
    (world) => {
      world.stopNats(600, true);
      world.crashCoordinator();
    },
    (steps, world, seed) => {
      for (const peer of world.peers) {
        const own = steps.of(lifeOf(peer));
        assertNoHole(own, `seed ${seed}: ${peer.id}`);
        const gapMs = longestGapMs(own);
        assert.ok(gapMs <= GAP_MS_MAX, `seed ${seed}: ${peer.id} stood still for ${Math.round(gapMs)} ms`);
        const untaught = own.filter(({ taught }) => !taught).length;
        assert.equal(untaught, 0, `seed ${seed}: ${peer.id} was not taught at ${untaught} steps`);
      }
      assert.equal(world.coordinators[0]?.state.leases.length, 2);
    },
  );
});

function sleepThrough(mutation: Mutation = {}): void {
  inEachWorld(
    (world) => pauseEverything(world),
    (steps, world, seed) => {
      for (const peer of world.peers) {
        const own = steps.of(lifeOf(peer));
        assertNoHole(own, `seed ${seed}: ${peer.id}`);
        const untaught = own.filter(({ taught }) => !taught).length;
        assert.ok(untaught <= 1, `seed ${seed}: ${peer.id} was not taught at ${untaught} steps`);
        assert.equal(peer.incarnation, 1, `seed ${seed}: ${peer.id} had to join again`);
      }
    },
    mutation,
  );
}

test('a pause of the whole machine costs no step, no member and hardly a prediction', () => {
  sleepThrough();
});

test('the simulation catches a coordinator that does not notice that it stood still', () => {
  const unaware: CoordinatorStep = (state, event, nowMs, options) =>
    step({ ...state, nowMs }, event, nowMs, options);
  assert.throws(() => sleepThrough({ coordinatorStep: unaware }), /had to join again/);
});

test('a peer that stands still alone, for longer than its lease, comes back to where the other one is', () => {
  inEachWorld(
    (world, seed) => {
      const peer = world.peers[1]!;
      peer.paused = true;
      world.clock.after(4_000 + 30 * seed, () => peer.resume());
    },
    (steps, world, seed) => {
      const [other, paused] = world.peers.map((peer) => steps.of(lifeOf(peer)));
      assertNoHole(other!, `seed ${seed}: the other one`);
      const taughtAgain = paused!.findLastIndex(({ taught }) => !taught) + 1;
      assert.ok(taughtAgain < paused!.length, `seed ${seed}: it was never taught again`);
    },
  );
});
