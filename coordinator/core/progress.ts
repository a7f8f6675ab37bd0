import { type Heartbeat, TRAINER_STATE } from '../../proto/codec.js';
import type { CoreOptions } from './options.js';
import { type CoordinatorState, type Lease, SPEED_UNKNOWN } from './state.js';

/** The highest speed seen is forgotten by a fiftieth a heartbeat: by half in 17 s. */
const SPEED_DECAY = 0.98;

/** Tells whether a member trains: it may then be ahead of its last heartbeat. */
export function isTraining(lease: Lease): boolean {
  return lease.trainer === TRAINER_STATE.training || lease.trainer === TRAINER_STATE.evaluating;
}

/** Tells whether a member can take part in a round at once. */
export function isReady(lease: Lease): boolean {
  return lease.trainer === TRAINER_STATE.ready || isTraining(lease);
}

/** Steps of the fastest member, 0 without members. */
export function fastestStep(leases: readonly Pick<Lease, 'step'>[]): number {
  return leases.reduce((most, lease) => Math.max(most, lease.step), 0);
}

/** The furthest step that a member has come to by training: one that has landed further on waits there for such a one. */
export function reachedStep(leases: readonly Lease[]): number {
  const isUnderWay = (lease: Lease): boolean => isTraining(lease) || lease.trainer === TRAINER_STATE.finished;
  return fastestStep(leases.filter((lease) => isUnderWay(lease) && !lease.landed));
}

/**
 * Tells whether every member has been heard since silence last said nothing: since a pause of this process, a time without
 * NATS, or its start. Until then nobody knows where the cohort is; a member that stays silent is evicted with its lease.
 */
export function isInformed({ leases }: Pick<CoordinatorState, 'leases'>): boolean {
  return leases.every((lease) => lease.heardAtMs >= 0);
}

/** Time that an announcement may need to be heard and obeyed, in heartbeat intervals. */
const LEAD_HEARTBEATS = 1.5;

/** A peer that joins must also open its links before its first exchange. */
export const JOIN_LEAD_HEARTBEATS = 3;

/**
 * The first step that no member has begun, and none will before it hears of a decision taken now: a member may have
 * gone on since its heartbeat at the speed the cohort can have, and goes on until the announcement arrives. One that has landed
 * stands until another one comes.
 */
export function safeStep(
  leases: readonly Lease[],
  nowMs: number,
  options: CoreOptions,
  leadHeartbeats = LEAD_HEARTBEATS,
): number {
  const stepsPerMs = speedOf(leases, options);
  return leases.reduce((most, lease) => {
    if (!isTraining(lease) || lease.landed) return Math.max(most, lease.step);
    const agedMs = lease.heardAtMs < 0 ? 0 : Math.min(nowMs - lease.heardAtMs, options.leaseMs);
    const leadSteps = Math.ceil(stepsPerMs * (agedMs + leadHeartbeats * options.heartbeatMs));
    return Math.max(most, lease.step + 1 + leadSteps);
  }, 0);
}

/**
 * The speed that members can reach, in steps a millisecond: the highest seen of any, since one that waits for its
 * teachers now runs at the cohort's pace again as soon as they are back. Unknown, as after a restart of the
 * coordinator: a round a heartbeat.
 */
export function speedOf(leases: readonly Lease[], options: CoreOptions): number {
  const known = leases.reduce((most, lease) => Math.max(most, lease.stepsPerMs), SPEED_UNKNOWN);
  if (known !== SPEED_UNKNOWN) return known;
  return leases.some(isTraining) ? options.spec.rounds.steps / options.heartbeatMs : 0;
}

/** The first of `base`, `base + stride`, `base + 2·stride` … that is at or past `step`. */
export function boundaryAtOrAfter(step: number, base: number, stride: number): number {
  return step <= base ? base : base + Math.ceil((step - base) / stride) * stride;
}

/**
 * A lease with the progress of one heartbeat. The speed is that at which the member trains, whatever steps it jumps over,
 * measured over at least half a heartbeat interval, so that heartbeats which were held up and arrive together do not look like
 * a sprint. Those that arrive with the end of a pause may be from before it: they do not yet say where the member is now.
 */
export function withProgress(
  lease: Lease,
  heard: Pick<Lease, 'step' | 'landed' | 'trainer' | 'sequence'> & Pick<Heartbeat, 'trainedSteps'>,
  nowMs: number,
  options: CoreOptions,
): Lease {
  // One that waits to begin speaks of its newest checkpoint: it may have been told to begin at an older one.
  const waits = heard.trainer === TRAINER_STATE.ready && lease.enterStep !== null;
  const step = waits ? lease.step : heard.step;
  const moved = step !== lease.step || heard.trainer !== lease.trainer;
  const renewed: Lease = {
    ...lease,
    step,
    landed: heard.landed,
    trainer: heard.trainer,
    sequence: heard.sequence,
    heardAtMs: nowMs,
    movedAtMs: moved ? nowMs : lease.movedAtMs,
    expiresAtMs: nowMs + options.leaseMs,
  };
  const elapsedMs = nowMs - lease.measuredFrom.atMs;
  const heldUp = elapsedMs < options.heartbeatMs / 2;
  if (lease.heardAtMs < 0 && heldUp) return { ...renewed, heardAtMs: -1 };
  const { training } = TRAINER_STATE;
  const measurable = lease.heardAtMs >= 0 && lease.trainer === training && heard.trainer === training;
  if (measurable && heldUp) return renewed;
  const { trainedSteps } = heard;
  const seen = (trainedSteps - lease.measuredFrom.trainedSteps) / elapsedMs;
  return {
    ...renewed,
    stepsPerMs: measurable && seen >= 0 ? Math.max(seen, SPEED_DECAY * lease.stepsPerMs) : lease.stepsPerMs,
    measuredFrom: { trainedSteps, atMs: nowMs },
  };
}

/**
 * How long a trainer may stand at one step: ten of its own steps, or twice the longest wait for its teachers that the
 * run allows, and never less than the configured least.
 */
export function stallMs(lease: Lease, options: CoreOptions): number {
  const ownMs = lease.stepsPerMs > 0 ? 10 / lease.stepsPerMs : 0;
  return Math.max(options.stallMsMin, 2 * options.spec.exchange.waitMsMax, ownMs);
}

/** Tells whether the cohort has formed: some member takes part in rounds, or knows the step where it enters. */
export function hasFormed(state: CoordinatorState): boolean {
  return state.leases.some((lease) => lease.enterStep !== null);
}
