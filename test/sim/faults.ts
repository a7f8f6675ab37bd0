import type { Weather } from './network.js';
import { NATS } from './network.js';
import type { World } from './world.js';

/** One thing that goes wrong, for a while. */
type Fault = (world: World, forMs: number) => void;

const STORM: Weather = {
  delayMsMin: 1,
  delayMsMax: 40,
  lossProbability: 0.05,
  duplicateProbability: 0.03,
  reorderProbability: 0.05,
  reorderMsMax: 400,
};

/** Between the first process that goes on after a pause of all and the last. */
const WAKE_MS_MAX = 80;

const FAULTS: Readonly<Record<string, Fault>> = {
  crashPeer: (world) => world.crashPeer(anyPeer(world)),
  crashTwoPeers: (world) => {
    world.crashPeer(anyPeer(world));
    world.crashPeer(anyPeer(world));
  },
  crashCoordinator: (world) => world.crashCoordinator(),
  crashCoordinatorAndPeer: (world) => {
    world.crashCoordinator();
    world.crashPeer(anyPeer(world));
  },
  crashAll: (world) => world.crashAll(),
  rivalCoordinator: (world) => world.startCoordinator(),
  natsRestart: (world, forMs) => world.stopNats(forMs, false),
  natsLosesStore: (world, forMs) => world.stopNats(forMs, true),
  coordinatorLosesStore: (world, forMs) => {
    world.stopNats(forMs, true);
    world.crashCoordinator();
  },
  pausePeer: (world, forMs) => {
    const peer = world.peers[anyPeer(world)];
    if (peer !== undefined) peer.paused = true;
    world.clock.after(forMs, () => peer?.resume());
  },
  pauseCoordinator: (world, forMs) => {
    const [process] = world.coordinators;
    if (process === undefined) return;
    process.paused = true;
    world.clock.after(forMs, () => {
      process.paused = false;
      process.push({ kind: 'tick' });
    });
  },
  cutPeers: (world, forMs) => {
    const [a, b] = [world.peers[anyPeer(world)]?.id, world.peers[anyPeer(world)]?.id];
    if (a === undefined || b === undefined || a === b) return;
    world.network.cut(a, b, forMs);
    world.links.onCut(a, b);
  },
  cutPeerFromNats: (world, forMs) => world.network.cut(`peer-${anyPeer(world)}`, NATS, forMs),
  slowPeer: (world, forMs) => {
    const peer = world.peers[anyPeer(world)];
    if (peer === undefined) return;
    peer.slowness = 6;
    world.clock.after(forMs, () => {
      peer.slowness = 1;
    });
  },
  wrongBatch: (world, forMs) => {
    const peer = world.peers[anyPeer(world)];
    if (peer === undefined) return;
    peer.variant = 1;
    world.clock.after(forMs, () => {
      peer.variant = 0;
    });
  },
  hungTrainer: (world) => {
    const index = anyPeer(world);
    const peer = world.peers[index];
    if (peer === undefined) return;
    peer.hung = true;
    // Its watchdog ends it.
    world.clock.after(8_000, () => {
      if (peer.hung && peer === world.peers[index]) world.crashPeer(index);
    });
  },
  pauseEverything,
  storm: (world, forMs) => {
    const { weather } = world.network;
    world.network.weather = STORM;
    world.clock.after(forMs, () => {
      world.network.weather = weather;
    });
  },
};

/** Faults that cost a strict run no prediction. */
const GENTLE = [
  'crashAll',
  'crashCoordinator',
  'rivalCoordinator',
  'natsRestart',
  'pauseCoordinator',
  'pauseEverything',
  'cutPeers',
  'slowPeer',
  'storm',
];

/** Lid closed, `docker pause`, SIGSTOP of the whole tree; processes wake one after the other. */
export function pauseEverything(world: World): void {
  world.clock.sleep(5_000 + 115_000 * world.random.uniform());
  for (const peer of world.livePeers()) {
    peer.paused = true;
    world.clock.after(WAKE_MS_MAX * world.random.uniform(), () => peer.resume());
  }
  for (const process of world.coordinators) {
    process.paused = true;
    world.clock.after(WAKE_MS_MAX * world.random.uniform(), () => {
      process.paused = false;
      process.push({ kind: 'tick' });
    });
  }
}

function anyPeer(world: World): number {
  return world.random.integer(0, world.spec.peers.length - 1);
}

/**
 * Plans the chaos of a world: two to seven faults at random times, each for 0.2 s to 6 s; and its end, when everything
 * is healed and whatever stood still goes on.
 *
 * @returns The names of the faults with their times, for the message of a failure.
 */
export function planFaults(world: World): readonly string[] {
  const { faultsEndMs, without = [] } = world.options;
  const survived = world.regime.gentle ? GENTLE : Object.keys(FAULTS);
  const names = survived.filter((name) => !without.includes(name));
  const planned = Array.from({ length: world.random.integer(2, 7) }, () => {
    const name = names[world.random.integer(0, names.length - 1)]!;
    const atMs = Math.round(300 + world.random.uniform() * (faultsEndMs - 1_000));
    const forMs = Math.round(200 + world.random.uniform() * 5_800);
    world.clock.after(atMs, () => FAULTS[name]!(world, Math.min(forMs, faultsEndMs - atMs - 1)));
    return `${atMs} ms: ${name} for ${forMs} ms`;
  });
  world.clock.after(faultsEndMs, () => healEverything(world));
  return planned;
}

function healEverything(world: World): void {
  world.network.heal();
  world.startNats();
  for (const process of world.coordinators) {
    process.paused = false;
    process.work();
  }
  for (const [index, peer] of world.peers.entries()) {
    if (peer === undefined) continue;
    if (peer.paused) peer.resume();
    peer.variant = 0;
    peer.slowness = 1;
    if (peer.hung) world.crashPeer(index);
  }
}
