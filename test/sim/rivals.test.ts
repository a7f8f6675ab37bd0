import assert from 'node:assert/strict';
import { test } from 'node:test';
import { step } from '../../coordinator/core/coordinator.js';
import { LIMITS } from '../../proto/limits.js';
import type { Checker } from './checkers/checker.js';
import type { CoordinatorStep } from './coordinator-process.js';
import { Disk } from './disk.js';
import type { Mutation } from './mutation.js';
import type { PeerProcess } from './peer-process.js';
import { World } from './world.js';

/** Two peers that teach each other, and somebody who starts peer-1 once more in a run directory of its own. */
const SEEDS = Array.from({ length: 25 }, (_, seed) => 25 * seed);
const STEPS = 400;
/** The time to load and to be told, beside the leases for which a rival waits. */
const LOAD_MS = 1_500;

interface Rivalry {
  /** What else happens when the rival is started. */
  readonly meanwhile?: (world: World, seed: number) => void;
  readonly mutation?: Mutation;
  /** Starts of the rival before, in its own directory: its incarnation may be higher than the holder's. */
  readonly rivalStarts: number;
}

/** Who has trained, and how far. */
class Trained implements Checker {
  readonly steps = new Map<number, number>();

  onTrained(peer: { readonly life: number }, at: number): void {
    this.steps.set(peer.life, at);
  }
}

function inEachWorld(
  { meanwhile, mutation, rivalStarts }: Rivalry,
  check: (world: World, rival: PeerProcess, trained: Trained, seed: number) => void,
): void {
  let worlds = 0;
  for (const seed of SEEDS) {
    const watch = new Trained();
    const world = new World({ seed, stepsTotal: STEPS, faultsEndMs: 0, learners: 2, watch, ...mutation });
    if (world.spec.convergence.targetAccuracy > 0) continue;
    worlds++;
    world.start();
    world.clock.run(3_000 + 40 * seed, () => false);
    const disk = new Disk('peer-1 of another directory');
    disk.incarnation = rivalStarts;
    world.startRival(1, disk);
    meanwhile?.(world, seed);
    world.clock.run(world.clock.awakeMs + 3 * LIMITS.leaseMs + LOAD_MS, () => false);
    check(world, world.rivals[0]!, watch, seed);
  }
  assert.ok(worlds >= 10, `${worlds} worlds`);
}

function holderStays(rivalry: Rivalry): void {
  inEachWorld(rivalry, (world, rival, { steps }, seed) => {
    const [, holder] = world.peers;
    assert.equal(holder!.alive, true, `seed ${seed}: the first holder had to go`);
    assert.ok(steps.get(holder!.life)! > 20, `seed ${seed}: the first holder trains on`);
    assert.equal(steps.get(rival.life), undefined, `seed ${seed}: the rival has trained`);
    assert.equal(rival.alive, false, `seed ${seed}: the rival still asks`);
    const ids = world.coordinators[0]!.state.leases.map(({ peerId }) => peerId);
    assert.deepEqual(ids, ['peer-0', 'peer-1'], `seed ${seed}`);
  });
}

for (const rivalStarts of [0, 5]) {
  test(`the first holder of an id stays, and a rival that was started ${rivalStarts} times before gives up`, () => {
    holderStays({ rivalStarts });
  });
}

test('a coordinator that comes back knows who holds an id', () => {
  holderStays({ rivalStarts: 5, meanwhile: (world) => world.crashCoordinator() });
});

test('a holder that is killed and started again in its own directory is let in, whoever asks meanwhile', () => {
  holderStays({ rivalStarts: 5, meanwhile: (world) => world.crashPeer(1, 500) });
});

test('who asks for the id of a peer that has died for good is let in when its lease is over', () => {
  const meanwhile = (world: World): void => {
    world.losePeer(1);
  };
  inEachWorld({ rivalStarts: 0, meanwhile }, (world, rival, { steps }, seed) => {
    assert.equal(rival.alive, true, `seed ${seed}: it gave up`);
    assert.ok(steps.get(rival.life)! > 0, `seed ${seed}: it has not trained`);
    assert.equal(world.peers[0]!.alive, true);
  });
});

test('the simulation catches a coordinator that believes whoever names an id', () => {
  const trusting: CoordinatorStep = (state, event, nowMs, options) =>
    step(
      state,
      event.kind === 'join' ? { ...event, request: { ...event.request, holderSecret: 'anybody' } } : event,
      nowMs,
      options,
    );
  for (const rivalStarts of [0, 5])
    assert.throws(
      () => holderStays({ rivalStarts, mutation: { coordinatorStep: trusting } }),
      /had to go|has trained|ERR_SUPERSEDED/,
    );
});

test('the simulation catches a coordinator that forgets who holds an id when it starts', () => {
  const forgetful: CoordinatorStep = (state, event, nowMs, options) => {
    if (event.kind !== 'started' || event.snapshot === null) return step(state, event, nowMs, options);
    const peers = event.snapshot.peers.map((peer) => ({ ...peer, holderDigest: '' }));
    return step(state, { ...event, snapshot: { ...event.snapshot, peers } }, nowMs, options);
  };
  const meanwhile = (world: World): void => {
    world.crashCoordinator();
    world.crashPeer(1, 500);
  };
  assert.throws(
    () => holderStays({ rivalStarts: 5, meanwhile, mutation: { coordinatorStep: forgetful } }),
    /had to go|has trained|failed with|taken over/,
  );
});
