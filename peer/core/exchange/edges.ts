import type { Edge, Member, Round, View } from '../../../proto/codec.js';
import { modesOf } from '../../../proto/exchange-mode.js';
import { type PeerId, routingId } from '../../../proto/identity.js';
import { openRoundOf } from '../membership/announced.js';
import { receiveHello } from './credit.js';
import { type Draft, type ExchangeState, type Link, patch, type Teacher } from './state.js';

/** Rounds remembered: a late peer still finds the one its step belongs to. */
const ROUNDS_KEPT_MAX = 8;

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

/** A frozen teacher is there before the first round is. */
function keepsItsEdges({ options, firstMembers }: ExchangeState): boolean {
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

/** With whom a peer exchanges weights. */
export interface WeightsCircle {
  /** Whose weights it runs, itself among them where the graph says so; sorted by id. */
  readonly teachers: readonly { readonly peerId: PeerId; readonly weight: number }[];
  /** Who runs its weights, but for itself; sorted. */
  readonly students: readonly PeerId[];
}

/** The circle of a peer at a step. */
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

/** The incarnation of a peer whose messages count; `undefined`: none of it does. */
export function incarnationOf(state: ExchangeState, peerId: PeerId): number | undefined {
  return (state.members.get(peerId) ?? state.departed.get(peerId))?.incarnation;
}

/** Takes over a newer view and newer rounds: teachers, links and grants follow. */
export function receiveCohort(draft: Draft, view: View, announced: readonly Round[]): void {
  const { state, nowMs } = draft;
  const open = openRoundOf(announced);
  const moved = open !== undefined && open.endStep !== state.openRoundEnd;
  patch(draft, {
    viewVersion: view.version,
    members: new Map(view.members.map((member) => [member.peerId, member])),
    // News of who left may overtake the last it said, which a strict run may not miss.
    ...(state.options.strict ? { departed: new Map([...state.departed, ...state.members]) } : {}),
    rounds: mergeRounds(state.rounds, announced),
    ...(moved ? { openRoundEnd: open.endStep, openRoundSinceMs: nowMs } : {}),
  });
  patch(draft, { teachers: nextTeachers(draft.state) });
  pruneGrants(draft);
  updateLinks(draft, announced);
  for (const [from, hello] of draft.state.knocks) receiveHello(draft, from, hello);
}

function mergeRounds(known: readonly Round[], announced: readonly Round[]): readonly Round[] {
  const byNumber = new Map([...known, ...announced].map((round) => [round.number, round]));
  const sorted = [...byNumber.values()].sort((a, b) => a.number - b.number);
  return sorted.slice(-Math.max(ROUNDS_KEPT_MAX, announced.length));
}

function nextTeachers(state: ExchangeState): ReadonlyMap<PeerId, Teacher> {
  const teachers = new Map<PeerId, Teacher>();
  for (const { peerId, incarnation } of state.members.values()) {
    if (peerId === state.options.peerId) continue;
    const known = state.teachers.get(peerId);
    if (known?.incarnation === incarnation) {
      teachers.set(peerId, known);
      continue;
    }
    if (known !== undefined) dropStale(state, peerId);
    // Who enters while this peer trains is waited for only once it is heard: returning must never block others.
    const joinedLate = state.firstMembers !== null;
    const newcomer = joinedLate && !(known === undefined && state.firstMembers.includes(peerId));
    teachers.set(peerId, {
      peerId,
      incarnation,
      lagsMs: [],
      misses: 0,
      suspended: newcomer,
      busyUntilMs: 0,
      newestStep: -1,
      heardAtMs: Number.NEGATIVE_INFINITY,
      intervalMs: 0,
      validationAccuracy: null,
    });
  }
  return teachers;
}

/** What an earlier incarnation said counts from other steps; a cache keeps it all the same. */
function dropStale(state: ExchangeState, peerId: PeerId): void {
  if (!modesOf(state.options.mode).some((mode) => mode.kind === 'cached')) state.stores.delete(peerId);
}

function pruneGrants(draft: Draft): void {
  const { departed, members, grants } = draft.state;
  const known = [...departed.values(), ...members.values()];
  const live = new Set(known.map((member) => routingId(member.peerId, member.incarnation)));
  const kept = new Map([...grants].filter(([from]) => live.has(from)));
  if (kept.size !== grants.size) patch(draft, { grants: kept });
}

/**
 * Links to everybody whom an announced round makes our student, or whom a strict run keeps as one; rounds are announced
 * ahead, so links are up in time.
 */
function updateLinks(draft: Draft, announced: readonly Round[]): void {
  const { state } = draft;
  const own = state.options.peerId;
  const ahead = keepsItsEdges(state) ? state.firstEdges : announced.flatMap((round) => round.edges);
  const edges = state.options.enabled ? ahead : [];
  const students = new Set(edges.filter((edge) => edge.teacher === own).map((edge) => edge.student));
  students.delete(own);
  // No announced round, as after the last one: what exists stays as long as the view has it.
  if (announced.length === 0) for (const student of state.links.keys()) students.add(student);
  const links = new Map<PeerId, Link>();
  for (const student of [...students].sort()) {
    const member = state.members.get(student);
    if (member === undefined) continue;
    const known = state.links.get(student);
    links.set(student, known !== undefined && sameLink(known.member, member) ? known : newLink(member));
  }
  const same = links.size === state.links.size && [...links].every(([id, l]) => state.links.get(id) === l);
  if (same) return;
  patch(draft, { links });
  draft.effects.push({ kind: 'links', students: [...links.values()].map((link) => link.member) });
}

function sameLink(a: Member, b: Member): boolean {
  return a.incarnation === b.incarnation && a.dataAddress === b.dataAddress;
}

export function newLink(member: Member): Link {
  return {
    member,
    up: false,
    helloAtMs: Number.NEGATIVE_INFINITY,
    hello: 0,
    sentSinceHello: 0,
    granted: false,
    credit: 0,
    hellos: 0,
    pending: [],
    outrun: false,
  };
}
