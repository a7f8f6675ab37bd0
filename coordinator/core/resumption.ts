import type { JoinRequest } from '../../proto/codec.js';
import { isFrozen } from '../../proto/run-spec.js';
import { asByWeights, type Scheme } from '../../proto/scheme.js';
import { isFinal } from './membership.js';
import { namesText } from './names-text.js';
import type { CoreOptions } from './options.js';
import { fastestStep, isTraining } from './progress.js';
import type { CoordinatorState, Lease } from './state.js';

/** A process that has not trained yet can begin from any of its checkpoints; one that trains goes on from where it is. */
export function isFresh({ checkpointSteps }: Pick<Lease, 'checkpointSteps'>): boolean {
  return checkpointSteps.length > 0;
}

/** The newest step of which every one has a checkpoint; `undefined`: there is none. */
export function commonStep(leases: readonly Pick<Lease, 'checkpointSteps'>[]): number | undefined {
  return commonSteps(leases).at(-1);
}

/** The steps of which every one has a checkpoint, ascending. */
function commonSteps(leases: readonly Pick<Lease, 'checkpointSteps'>[]): readonly number[] {
  const [first, ...others] = leases;
  return (first?.checkpointSteps ?? []).filter((step) =>
    others.every(({ checkpointSteps }) => checkpointSteps.includes(step)),
  );
}

/**
 * Where a strict cohort begins: at the newest common step. Where weights are handed out every few steps, a run goes on as
 * if it had never stopped only from such a step, so it is the newest of those, if there is one.
 */
function strictStep(leases: readonly Pick<Lease, 'checkpointSteps'>[], { ways }: Scheme): number | undefined {
  const common = commonSteps(leases);
  const isExact = (step: number): boolean =>
    ways.every(({ way }) => step % (asByWeights(way)?.everySteps ?? 1) === 0);
  return common.findLast(isExact) ?? common.at(-1);
}

/**
 * Where a cohort begins of which nobody trains yet. Peers that wait for each other begin at the newest step of which all
 * have a checkpoint: a strict run then goes on as if it had never stopped. Without `--strict` they do so where it costs
 * none of them more than its newest checkpoint; else, and where peers never wait for each other, the run goes on at the
 * furthest step that a member resumes from.
 *
 * @returns `undefined` in a strict run without a common step.
 */
export function firstStep(
  leases: readonly Pick<Lease, 'checkpointSteps' | 'step'>[],
  { scheme }: Pick<CoreOptions, 'scheme'>,
): number | undefined {
  if (!scheme.inStep) return fastestStep(leases);
  if (scheme.strict) return strictStep(leases, scheme);
  const common = commonStep(leases);
  const isCheap = ({ checkpointSteps }: Pick<Lease, 'checkpointSteps'>): boolean =>
    common !== undefined && checkpointSteps.filter((step) => step > common).length <= 1;
  return leases.every(isCheap) ? common : fastestStep(leases);
}

/** Why a fresh process of a strict run may not join. */
export interface StrictRefusal {
  /** `LATER`: it may ask again. */
  readonly code: 'LATER' | 'TOO_LATE' | 'NO_COMMON_STEP';
  readonly reason: string;
}

/** A live member is heard twice in this many heartbeat intervals. */
const ALIVE_HEARTBEATS = 2;

/**
 * Judges a process that comes (back) to a strict run, in which no step may be skipped, repeated or taken alone: all
 * begin together at a common step, or none does. It waits for members of before that may be dead, and may not join a
 * cohort that lives on without it, nor one of which somebody has left for good or has no checkpoint in common.
 */
export function judgeStrictReturn(
  state: CoordinatorState,
  request: Pick<JoinRequest, 'peerId' | 'checkpointSteps'>,
  nowMs: number,
  options: CoreOptions,
): StrictRefusal | null {
  const { peerId } = request;
  if (!options.scheme.strict || !options.scheme.inStep || !isFresh(request)) return null;
  if (isFrozen(options.spec, peerId)) return null;
  const learners = options.spec.peers.filter(({ role }) => role === 'learner').map(({ id }) => id);
  const others = state.leases.filter((lease) => !lease.frozen && lease.peerId !== peerId);
  const under = others.filter((lease) => lease.enterStep !== null || isTraining(lease));
  if (under.length > 0) return underWay(state, peerId, under, nowMs, options);
  const gone = learners.filter((id) => id !== peerId && isFinal(state.departed[id]));
  if (gone.length > 0) {
    const who = gone.map((id) => `${id} has ${state.departed[id]}`).join(', ');
    return { code: 'NO_COMMON_STEP', reason: `${who}: ${peerId} would go on without its cohort` };
  }
  const all = [...others, { peerId, checkpointSteps: request.checkpointSteps }];
  if (all.length < learners.length || commonStep(all) !== undefined) return null;
  return { code: 'NO_COMMON_STEP', reason: `no checkpoint is of a step that all have: ${stepsText(all)}` };
}

/** Members that have died at the same time as the one that asks lose their leases a little later. */
function underWay(
  state: CoordinatorState,
  peerId: string,
  others: readonly Lease[],
  nowMs: number,
  { heartbeatMs }: CoreOptions,
): StrictRefusal {
  const isAlive = ({ heardAtMs }: Lease): boolean =>
    heardAtMs >= 0 && nowMs - heardAtMs <= ALIVE_HEARTBEATS * heartbeatMs;
  const isListed = state.leases.some((lease) => lease.peerId === peerId);
  const names = namesText(others.map((lease) => lease.peerId));
  if (isListed || !others.some(isAlive)) return { code: 'LATER', reason: `${names} may still train` };
  const reason = `${names} trained on when ${peerId} was lost: it would have to skip steps`;
  return { code: 'TOO_LATE', reason };
}

/** Who has checkpoints of which steps. */
export function stepsText(leases: readonly Pick<Lease, 'peerId' | 'checkpointSteps'>[]): string {
  return leases.map(({ peerId, checkpointSteps }) => `${peerId}: ${checkpointSteps.join(', ')}`).join('; ');
}
