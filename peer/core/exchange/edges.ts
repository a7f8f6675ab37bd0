import type { Edge, Member, Round } from '../../../proto/codec.js';
import type { PeerId } from '../../../proto/identity.js';
import type { ExchangeState } from './state.js';

/** The round that covers a step; without one, the last known before it; without that, the first known. */
export function roundFor(rounds: readonly Round[], step: number): Round | undefined {
  const covering = coveringRound(rounds, step);
  if (covering !== undefined) return covering;
  return rounds.findLast((round) => round.startStep <= step) ?? rounds[0];
}

function coveringRound(rounds: readonly Round[], step: number): Round | undefined {
  return rounds.findLast((round) => round.startStep <= step && step < round.endStep);
}

/**
 * Who teaches whom at a step. A strict run keeps the edges that it began with, unless each round has others: going on
 * without a peer because the coordinator has given it up would be a silent change of what is reproduced.
 */
function edgesAt(state: ExchangeState, step: number): readonly Edge[] {
  return keepsItsEdges(state) ? state.firstEdges : (roundFor(state.rounds, step)?.edges ?? []);
}

/** Whether this peer keeps the edges it began with; a frozen teacher does not, as it may begin before any round. */
export function keepsItsEdges({ options, firstMembers }: ExchangeState): boolean {
  const { frozen, peerId, redrawn, strict } = options;
  return strict && !redrawn && firstMembers !== null && !frozen.has(peerId);
}

/**
 * Whether a step has to wait for the announcement of its round. Where each round has other edges, the last known ones
 * would do for a run that need not be repeated, but not for a strict one.
 */
export function awaitsRound({ options, rounds }: ExchangeState, step: number): boolean {
  return options.strict && options.redrawn && coveringRound(rounds, step) === undefined;
}

/** Teachers of this peer at a step, sorted: in a strict run also whoever was lost, who is waited for in vain. */
export function teachersAt(state: ExchangeState, step: number): readonly PeerId[] {
  const { peerId, strict, redrawn } = state.options;
  const teachers = teachersIn({ edges: edgesAt(state, step) }, peerId);
  if (!strict || !redrawn) return teachers;
  const lost = lostSince(state, roundFor(state.rounds, step));
  return [...new Set([...lost, ...teachers])].sort();
}

/** Who took part in the first round and does not in this one; frozen teachers are members of the view alone. */
function lostSince(
  { options, members, firstMembers, firstEdges }: ExchangeState,
  round: Round | undefined,
): PeerId[] {
  const learners = (firstMembers ?? []).filter((id) => id !== options.peerId && !round?.members.includes(id));
  const frozen = teachersIn({ edges: firstEdges }, options.peerId).filter((id) => options.frozen.has(id));
  return [...learners, ...frozen.filter((id) => !members.has(id))];
}

/** Teachers of a peer in a round, sorted. */
export function teachersIn(round: Pick<Round, 'edges'> | undefined, student: PeerId): readonly PeerId[] {
  return (round?.edges ?? [])
    .filter((edge) => edge.student === student && edge.teacher !== student)
    .map((edge) => edge.teacher)
    .sort();
}

/** Weight of a teacher among the others of this peer at a step; 1 where the graph does not say. */
export function edgeWeight(state: ExchangeState, teacher: PeerId, step: number): number {
  return edgeFrom(state, teacher, step)?.weight ?? 1;
}

/** The edge of a teacher to this peer at a step. */
function edgeFrom(state: ExchangeState, teacher: PeerId, step: number): Edge | undefined {
  const own = state.options.peerId;
  return edgesAt(state, step).find((edge) => edge.teacher === teacher && edge.student === own);
}

/** The peers with which one exchanges weights. */
export interface WeightsCircle {
  /** Peers whose weights it runs, itself among them where the graph says so; sorted by id. */
  readonly teachers: readonly { readonly peerId: PeerId; readonly weight: number }[];
  /** Peers that run its weights, without itself; sorted. */
  readonly students: readonly PeerId[];
}

export function weightsCircle(state: ExchangeState, step: number): WeightsCircle {
  const own = state.options.peerId;
  const edges = edgesAt(state, step);
  return {
    teachers: edges
      .filter((edge) => edge.student === own)
      .map(({ teacher, weight }) => ({ peerId: teacher, weight }))
      .sort((a, b) => (a.peerId < b.peerId ? -1 : 1)),
    students: studentsIn({ edges }, own),
  };
}

/** Whether this peer is one of its own teachers at a step. */
export function taughtBySelf(state: ExchangeState, step: number): boolean {
  return edgeFrom(state, state.options.peerId, step) !== undefined;
}

/** Students of this peer at a step, sorted. */
export function studentsAt(state: ExchangeState, step: number): readonly PeerId[] {
  return studentsIn({ edges: edgesAt(state, step) }, state.options.peerId);
}

function studentsIn({ edges }: Pick<Round, 'edges'>, teacher: PeerId): readonly PeerId[] {
  return edges
    .filter((edge) => edge.teacher === teacher && edge.student !== teacher)
    .map((edge) => edge.student)
    .sort();
}

/** Predictions of a member of the view are kept unless the edges that are known for the step rule them out. */
export function mayTeach(state: ExchangeState, teacher: PeerId, step: number): boolean {
  if (teacher === state.options.peerId) return false;
  if (!keepsItsEdges(state) && coveringRound(state.rounds, step) === undefined) return true;
  return edgeFrom(state, teacher, step) !== undefined;
}

/** The other peers whose messages count. */
export function heardMembers({ members, departed, options }: ExchangeState): readonly Member[] {
  return [...new Map([...departed, ...members]).values()].filter(({ peerId }) => peerId !== options.peerId);
}

/** A peer whose messages count, in the incarnation in which they do; `undefined`: none of it does. */
export function heardMember(state: ExchangeState, peerId: PeerId): Member | undefined {
  return state.members.get(peerId) ?? state.departed.get(peerId);
}
