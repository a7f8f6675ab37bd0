import type { Difference, JoinReply, JoinRequest, ModuleDigest } from '../../proto/codec.js';
import { TRAINER_STATE } from '../../proto/codec.js';
import { firstDifference, travellingNames } from '../../proto/data-identity.js';
import { holderDigest } from '../../proto/identity.js';
import { isAbsurdTerm, LIMITS, PROTOCOL_VERSION } from '../../proto/limits.js';
import { firstModuleDifference, hexOf, withModules } from '../../proto/module-digest.js';
import { isFrozen } from '../../proto/run-spec.js';
import { type Change, type CoordinatorEffect, decided, ignored, unchanged } from './events.js';
import { isFinal, leaseOf, removeMember, withMembers } from './membership.js';
import { namesText } from './names-text.js';
import type { CoreOptions } from './options.js';
import {
  boundaryAtOrAfter,
  fastestStep,
  hasFormed,
  isInformed,
  JOIN_LEAD_HEARTBEATS,
  safeStep,
} from './progress.js';
import { unreachable } from './reachability.js';
import { isFresh, judgeStrictReturn, type StrictRefusal } from './resumption.js';
import { type CoordinatorState, type Lease, type RunFacts, SPEED_UNKNOWN } from './state.js';
import { budgetStop } from './stop.js';

/** The reason of a refusal, `JoinReply.code`. */
export type RefusalCode =
  | 'UNKNOWN_PEER'
  | 'DIFFERENT_RUN'
  | 'HELD'
  | 'STALE_INCARNATION'
  | 'RUN_OVER'
  | 'UNREACHABLE'
  | StrictRefusal['code'];

/** A refusal without the announcement, which is added when the reply is sent. */
export type Refusal = Pick<JoinReply, 'reason' | 'differences' | 'incarnationMin'> & {
  readonly code: RefusalCode;
};

/** The answer to a request to join: accepted, a refusal, or none yet: the peer asks again. */
export interface JoinOutcome extends Change {
  readonly answer: 'accepted' | 'later' | Refusal;
}

/** Lets a peer in, or says which of its facts do not fit. */
export function onJoin(
  state: CoordinatorState,
  request: JoinRequest,
  nowMs: number,
  options: CoreOptions,
): JoinOutcome {
  const refusal = refusalOf(state, request, nowMs, options);
  if (refusal !== null) {
    const message = `refused ${request.peerId} (incarnation ${request.incarnation}): ${refusal.reason}`;
    return { state, effects: [{ kind: 'log', level: 'warn', message }], answer: refusal };
  }
  const member = leaseOf(state, request.peerId);
  if (member?.incarnation === request.incarnation) return { ...unchanged(state), answer: 'accepted' };
  const others = state.leases.filter((lease) => lease !== member);
  if (!isInformed({ leases: others })) return { ...letWait(state, request, member, nowMs), answer: 'later' };
  return { ...admit(state, request, member, nowMs, options), answer: 'accepted' };
}

/** Where the cohort is must be heard first. The member that the peer replaces is gone all the same, and not waited for. */
function letWait(
  state: CoordinatorState,
  { peerId, incarnation }: JoinRequest,
  replaced: Lease | undefined,
  nowMs: number,
): Change {
  if (replaced !== undefined)
    return removeMember(state, replaced, 'failed', nowMs, `is replaced by incarnation ${incarnation}`);
  return ignored(state, `${peerId} waits to be let in until every member is heard again`);
}

function refusalOf(
  state: CoordinatorState,
  request: JoinRequest,
  nowMs: number,
  options: CoreOptions,
): Refusal | null {
  const ids = options.spec.peers.map((peer) => peer.id);
  if (!ids.includes(request.peerId)) {
    const differences = [{ field: 'peerId', yours: request.peerId, expected: namesText(ids) }];
    return refused(
      'UNKNOWN_PEER',
      `${request.peerId} is not a peer of this run; it has ${namesText(ids)}`,
      differences,
    );
  }
  const differences = differencesOf(state, request, options);
  if (differences.length > 0) {
    const fields = differences.map(
      ({ field, yours, expected }) => `${field} is ${yours}, expected ${expected}`,
    );
    return refused('DIFFERENT_RUN', fields.join('; '), differences);
  }
  const member = leaseOf(state, request.peerId);
  if (member !== undefined && member.holderDigest !== holderDigest(request.holderSecret)) {
    const where = `incarnation ${member.incarnation} at ${member.dataAddress}`;
    return refused('HELD', `${request.peerId} is held by a process of another run directory, ${where}`);
  }
  const known = state.incarnationMax[request.peerId] ?? 0;
  const isMember = member?.incarnation === request.incarnation;
  if (request.incarnation <= known && !isMember) {
    const reason = `incarnation ${request.incarnation} has been used; the next is ${known + 1}`;
    return { ...refused('STALE_INCARNATION', reason), incarnationMin: known + 1 };
  }
  if (isMember) return null;
  if (isOver(state, request)) {
    return refused(
      'RUN_OVER',
      `the run stops before step ${state.stop!.step} (${state.stop!.code}); nothing is left to do`,
    );
  }
  const apart = unreachable(state.leases, request, options);
  if (apart !== null) return refused('UNREACHABLE', apart);
  const strict = judgeStrictReturn(state, request, nowMs, options);
  return strict === null ? null : refused(strict.code, strict.reason);
}

/** A fresh process that has reached the stop waits for a cohort that has yet to begin: others may need its older steps. */
function isOver(state: CoordinatorState, request: JoinRequest): boolean {
  const { stop, departed } = state;
  if (stop === null || request.step < stop.step) return false;
  const begins = !hasFormed(state) && !Object.values(departed).some(isFinal);
  return !(begins && isFresh(request) && stop.code !== 'interrupted');
}

function refused(code: RefusalCode, reason: string, differences: readonly Difference[] = []): Refusal {
  return { code, reason, differences, incarnationMin: 0 };
}

/** Facts that only a peer with the same spec and data knows: whoever is refused is not told them. */
const SECRET: readonly (keyof JoinRequest)[] = ['runSpecHash', 'dataDigest'];

/** The fields that every peer must share with the run, where this one does not. */
function differencesOf(
  { facts }: CoordinatorState,
  request: JoinRequest,
  options: CoreOptions,
): readonly Difference[] {
  const expected: readonly (readonly [keyof JoinRequest, string | number | undefined])[] = [
    ['runId', options.runId],
    ['protocolVersion', PROTOCOL_VERSION],
    ['runSpecHash', options.specHash],
    ['dataDigest', facts?.dataDigest],
    ['classes', facts?.classes],
    ['stepsTotal', facts?.stepsTotal],
  ];
  const different: Difference[] = expected
    .filter(([field, value]) => value !== undefined && request[field] !== value)
    .map(([field, value]) => ({
      field,
      yours: String(request[field]),
      expected: SECRET.includes(field) ? 'that of the run' : String(value),
    }));
  const module = firstModuleDifference(request.modules, modulesOf(facts, options));
  if (module !== undefined) {
    const yours = hexOf(module.sha256);
    different.push({ field: `module ${module.path}`, yours, expected: 'that of the run' });
  }
  const at = firstDifference(request.classNames, facts?.classNames ?? []);
  if (at === undefined) return different;
  const nameOf = (names: readonly string[] | undefined): string => names?.[at] ?? 'missing';
  const yours = nameOf(request.classNames);
  return [...different, { field: `class ${at}`, yours, expected: nameOf(facts?.classNames) }];
}

/** The modules as the run has them: as the first peer that has each, or else this machine. */
function modulesOf(facts: RunFacts | null, options: CoreOptions): readonly ModuleDigest[] {
  return withModules(facts?.modules ?? [], options.modules);
}

/**
 * A coordinator that lost its store takes a term later than what the peers have seen; the numbers that it has not reached tell
 * one that had the same term.
 */
function termAfter({ term, view, roundMax }: CoordinatorState, request: JoinRequest): number {
  const { termMax } = request;
  if (isAbsurdTerm(term, termMax)) return term;
  const isNews = request.viewMax > view.version || request.roundMax > roundMax;
  return termMax > term || (termMax === term && isNews) ? termMax + 1 : term;
}

function admit(
  state: CoordinatorState,
  request: JoinRequest,
  replaced: Lease | undefined,
  nowMs: number,
  options: CoreOptions,
): Change {
  const { peerId, incarnation, dataDigest, classes, stepsTotal } = request;
  const classNames = travellingNames(request.classNames); // what a peer says fits the snapshot
  const modules = withModules(modulesOf(state.facts, options), request.modules);
  const others = state.leases.filter((lease) => lease !== replaced);
  const lease = leaseFor(
    request,
    startFor({ ...state, leases: others }, request, nowMs, options),
    nowMs,
    options,
  );
  const { [peerId]: _, ...departed } = state.departed;
  const floored: CoordinatorState = {
    ...state,
    term: termAfter(state, request),
    view: { ...state.view, version: Math.max(state.view.version, request.viewMax) },
    roundMax: Math.max(state.roundMax, request.roundMax),
    facts: { ...(state.facts ?? { dataDigest, classNames, classes, stepsTotal }), modules },
    stop: state.stop ?? budgetStop(stepsTotal),
    incarnationMax: { ...state.incarnationMax, [peerId]: incarnation },
    departed,
    emptySinceMs: -1,
  };
  const next = withMembers(floored, [...others, lease]);
  const as = replaced === undefined ? '' : `, replacing incarnation ${replaced.incarnation}`;
  const enters = lease.enterStep === null ? '' : `; enters at step ${lease.enterStep}`;
  const joined = decided(
    next,
    `${peerId} (incarnation ${incarnation}) joined at step ${request.step}${as}${enters}; view ${next.view.version} has ${next.leases.length} of ${options.spec.peers.length} peers`,
  );
  return { ...joined, effects: [...joined.effects, ...otherNumerics(others, lease, options)] };
}

/** A strict run repeats itself only where every peer computes as it did before: the user is told when peers differ. */
function otherNumerics(others: readonly Lease[], lease: Lease, { scheme }: CoreOptions): CoordinatorEffect[] {
  const other = others.find(({ numerics }) => numerics !== '' && numerics !== lease.numerics);
  if (!scheme.strict || lease.numerics === '' || other === undefined) return [];
  const message = `${lease.peerId} computes with ${lease.numerics}, ${other.peerId} with ${other.numerics}: the run repeats itself only if each peer does so again`;
  return [{ kind: 'log', level: 'warn', message }];
}

function leaseFor(
  request: JoinRequest,
  enterStep: number | null,
  nowMs: number,
  options: CoreOptions,
): Lease {
  const { peerId, incarnation, dataAddress, publicKey, linkToken, step, checkpointSteps, numerics } = request;
  return {
    peerId,
    incarnation,
    dataAddress,
    publicKey: publicKey.slice(0, LIMITS.keyBytes),
    linkToken: linkToken.slice(0, LIMITS.linkTokenLengthMax),
    holderDigest: holderDigest(request.holderSecret),
    expiresAtMs: nowMs + options.leaseMs,
    trainer: TRAINER_STATE.starting,
    step,
    landed: false,
    sequence: -1,
    heardAtMs: nowMs,
    movedAtMs: nowMs,
    stepsPerMs: SPEED_UNKNOWN,
    measuredFrom: { trainedSteps: Number.NaN, atMs: nowMs },
    enterStep,
    checkpointSteps,
    numerics,
    frozen: isFrozen(options.spec, peerId),
  };
}

/**
 * Where a peer that joins a cohort under way enters: the start of a round not yet announced that no member can have
 * begun before the newcomer is there. When the stop comes first it trains on by itself from where it is, as it does
 * where peers never wait for each other. A frozen teacher enters no round.
 */
function startFor(
  state: CoordinatorState,
  request: JoinRequest,
  nowMs: number,
  options: CoreOptions,
): number | null {
  if (!hasFormed(state) || isFrozen(options.spec, request.peerId)) return null;
  if (!options.scheme.inStep) return request.step;
  const ahead = Math.max(request.step, safeStep(state.leases, nowMs, options, JOIN_LEAD_HEARTBEATS));
  // The round before it ends there; fixed rounds end where they always do.
  const start = boundaryAtOrAfter(
    ahead,
    state.boundaryStep,
    options.fixedRounds ? options.spec.rounds.steps : 1,
  );
  return state.stop !== null && start >= state.stop.step ? request.step : start;
}

/**
 * Where an accepted peer starts, as far as it is known. Until the cohort has formed a fresh process is held to nothing: it
 * may be told to begin at an older checkpoint; one that trains is to be where the furthest member is.
 */
export function startStepOf(state: CoordinatorState, peerId: string): number {
  const lease = leaseOf(state, peerId);
  if (lease === undefined) return fastestStep(state.leases);
  return lease.enterStep ?? (isFresh(lease) ? 0 : fastestStep(state.leases));
}
