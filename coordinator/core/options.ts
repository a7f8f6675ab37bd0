import type { ModuleDigest } from '../../proto/codec.js';
import type { GraphEdge } from '../../proto/cohort-graph.js';
import { LIMITS } from '../../proto/limits.js';
import { type RunSpec, runSpecHash } from '../../proto/run-spec.js';
import { type Scheme, schemeOf } from '../../proto/scheme.js';
import type { RoundCast } from './graph.js';

/** A user's graph of one round; equal casts give equal edges. */
export type DrawGraph = (cast: RoundCast) => readonly GraphEdge[];

/** The facts and times that decisions depend on; fixed for the lifetime of a coordinator. */
export interface CoreOptions {
  readonly runId: string;
  readonly spec: RunSpec;
  readonly scheme: Scheme;
  readonly specHash: string;
  /**
   * Rounds are exactly `rounds.steps` long and drawn by their steps, whatever the speed of the members: in a strict run whose
   * graph changes by round, the teachers of a step must not depend on the clock. Peers wait for the announcement.
   */
  readonly fixedRounds: boolean;
  /** SHA-256 of the modules that the spec names, as far as this machine has them. */
  readonly modules: readonly ModuleDigest[];
  /** Where `exchange.graph` is a module. */
  readonly drawGraph?: DrawGraph;
  /** A member is evicted this long after its last heartbeat. */
  readonly leaseMs: number;
  /** Peers send heartbeats this often; how far ahead rounds and stops are announced follows from it. */
  readonly heartbeatMs: number;
  /** The announcement is repeated this often, so that a lost one heals by itself. */
  readonly beaconMs: number;
  /** A trainer whose step stands still this long while it trains hangs; slow ones get ten steps. */
  readonly stallMsMin: number;
  /** A round stays open at least this long after its first member reached the end. */
  readonly roundGraceMsMin: number;
  /** Longer silence between two events means that this process was paused, and all leases restart. */
  readonly pauseMs: number;
  /** An unfinished peer may take this long to come back once others have finished. */
  readonly returnMs: number;
  /** With every peer gone and none finished, the run is given up after this long. */
  readonly abandonMs: number;
}

/** The options of a run without modules; the simulation shortens a few times. */
export function coreOptions(runId: string, spec: RunSpec): CoreOptions {
  const scheme = schemeOf(spec);
  return {
    runId,
    spec,
    scheme,
    specHash: runSpecHash(spec),
    modules: [],
    fixedRounds: scheme.strict && scheme.redrawn,
    leaseMs: LIMITS.leaseMs,
    heartbeatMs: LIMITS.heartbeatMs,
    beaconMs: LIMITS.beaconMs,
    stallMsMin: LIMITS.stallMsMin,
    roundGraceMsMin: 5_000,
    pauseMs: LIMITS.leaseMs / 2,
    returnMs: 15_000,
    abandonMs: 60_000,
  };
}
