import { AssertionError } from 'node:assert';
import type { CoordinatorProcess } from './coordinator-process.js';
import { planFaults } from './faults.js';
import { World, type WorldOptions } from './world.js';

/** Steps in a row that all live peers must have exchanged fully. */
const FULL_STEPS = 5;
/** After the faults, the cohort must be whole within this time, and the run over within the second. */
const WHOLE_MS = 25_000;
const OVER_MS = 240_000;

/** How a world went. */
export interface Verdict {
  readonly stoppedBy: string;
  /** Whether the cohort was seen whole again after the faults; false only if the run was over before. */
  readonly becameWhole: boolean;
  readonly steps: number;
}

/** Thrown when the cohort did not come back to life in time. */
class RuleBroken extends Error {
  override readonly name = 'RuleBroken';
}

/** Thrown when a world broke a rule; says how to see it again. */
export class SimulationFailure extends Error {
  override readonly name = 'SimulationFailure';
}

/**
 * Runs one world to its end: chaos, in which only safety counts, then fair weather, in which the cohort must become
 * whole and the run must end.
 *
 * @throws {SimulationFailure} With the seed, the faults and the rule that was broken.
 */
export function runWorld(options: WorldOptions): Verdict {
  const world = new World(options);
  const faults = planFaults(world);
  try {
    return live(world);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const what =
      error instanceof AssertionError || error instanceof RuleBroken ? error.message : String(error.stack);
    throw new SimulationFailure(
      [
        `seed ${options.seed} at ${Math.round(world.clock.nowMs)} ms: ${what}`,
        `  ${world.spec.peers.length} peers, rounds of ${world.spec.rounds.steps} steps; faults:`,
        ...faults.map((fault) => `  ${fault}`),
        `  again: CODISTILL_SIM_SEED=${options.seed} node --test dist/test/sim/sim.test.js`,
      ].join('\n'),
      { cause: error },
    );
  }
}

function live(world: World): Verdict {
  const { faultsEndMs } = world.options;
  const isOver = (): boolean => world.stoppedBy !== undefined;
  world.start();
  world.clock.run(faultsEndMs + 1, isOver);
  world.clock.run(faultsEndMs + WHOLE_MS, () => isOver() || isWhole(world) || someStopped(world));
  const becameWhole = isWhole(world);
  if (!becameWhole && !isOver() && !someStopped(world)) {
    throw new RuleBroken(`the cohort is not whole ${WHOLE_MS} ms after the faults: ${standing(world)}`);
  }
  // Most runs end by interruption here, every fourth at its step budget or target.
  if (world.options.seed % 4 !== 0)
    world.toCoordinators({ kind: 'stopRequested', reason: 'the test has seen enough' });
  world.clock.run(faultsEndMs + OVER_MS, isOver);
  if (world.stoppedBy === undefined) throw new RuleBroken(`the run does not end: ${standing(world)}`);
  world.end();
  return {
    stoppedBy: world.stoppedBy,
    becameWhole,
    steps: Math.max(...world.peers.map((peer) => peer.step)),
  };
}

/** All peers live, under one view that has them all, and have exchanged fully for some steps. */
function isWhole(world: World): boolean {
  const peers = world.livePeers();
  if (peers.length < world.spec.peers.length) return false;
  const versions = new Set(peers.map((peer) => peer.viewVersion));
  const names = peers.map((peer) => `${peer.id}#${peer.incarnation}`);
  return (
    versions.size === 1 &&
    world.coordinators.some((one) => one.alive && knows(one, [...versions][0]!)) &&
    peers.every((peer) => names.every((name) => peer.members.includes(name)) && peer.fullStreak >= FULL_STEPS)
  );
}

/** The coordinator stands by the view that the peers train under, and has seen how fast they are. */
function knows({ state }: CoordinatorProcess, version: number): boolean {
  return (
    state.view.version === version && state.leases.every((lease) => lease.frozen || lease.stepsPerMs > 0)
  );
}

/** Some peer has reached the stop: the cohort will not be whole again. */
function someStopped(world: World): boolean {
  return (
    world.disks.some((disk) => disk.checkpointSteps.includes(world.options.stepsTotal)) ||
    world.peers.some((peer) => peer.trainer === 4)
  );
}

function standing(world: World): string {
  const peers = world.peers.map(
    (peer) =>
      `${peer.id}#${peer.incarnation} ${peer.alive ? 'alive' : 'dead'} state ${peer.trainer} step ${peer.step} view ${peer.viewVersion} [${peer.members}] full ${peer.fullStreak}`,
  );
  const coordinators = world.coordinators.map(
    ({ alive, state }) =>
      `coordinator ${alive ? 'alive' : 'dead'} term ${state.term} view ${state.view.version} [${state.leases.map((lease) => `${lease.peerId}#${lease.incarnation} enters ${lease.enterStep}`)}] stop ${state.stop?.step} decision "${state.decision}"`,
  );
  return [...peers, ...coordinators].join('; ');
}
