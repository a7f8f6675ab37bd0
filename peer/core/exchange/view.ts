import type { Member, Round, View } from '../../../proto/codec.js';
import type { PeerId } from '../../../proto/identity.js';
import { openRoundOf } from '../membership/announced.js';
import { type Draft, patch } from './draft.js';
import { keepsItsEdges, roundFor } from './edges.js';
import { answerEarlyHellos, pruneGrants } from './granting.js';
import type { ExchangeState } from './state.js';
import { newLink, type StudentLink } from './student-link.js';
import { newTeacher, type Teacher } from './teacher.js';

/** Rounds remembered: a late peer still finds the one its step belongs to. */
const ROUNDS_KEPT_MAX = 8;

/** The edges and members of a step's round, kept from the first one on: a strict run goes by them. */
export function firstRound(
  state: ExchangeState,
  step: number,
): Pick<ExchangeState, 'firstMembers' | 'firstEdges'> {
  const round = roundFor(state.rounds, step);
  return { firstMembers: round?.members ?? [], firstEdges: round?.edges ?? [] };
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
  answerEarlyHellos(draft);
}

function mergeRounds(known: readonly Round[], announced: readonly Round[]): readonly Round[] {
  const byNumber = new Map([...known, ...announced].map((round) => [round.number, round]));
  const sorted = [...byNumber.values()].sort((a, b) => a.number - b.number);
  return sorted.slice(-Math.max(ROUNDS_KEPT_MAX, announced.length));
}

function nextTeachers(state: ExchangeState): ReadonlyMap<PeerId, Teacher> {
  const teachers = new Map<PeerId, Teacher>();
  for (const member of state.members.values()) {
    const { peerId, incarnation } = member;
    if (peerId === state.options.peerId) continue;
    const known = state.teachers.get(peerId);
    if (known?.incarnation === incarnation) {
      teachers.set(peerId, known);
      continue;
    }
    if (known !== undefined) dropStale(state, peerId);
    // Who enters while this peer trains is waited for only once it is heard: returning must never block others.
    const newcomer = state.firstMembers !== null;
    teachers.set(peerId, newTeacher(member, newcomer));
  }
  return teachers;
}

/** Predictions of an earlier incarnation count from other steps; a cache keeps them all the same. */
function dropStale(state: ExchangeState, peerId: PeerId): void {
  if (state.options.cached === undefined) state.stores.delete(peerId);
}

/**
 * Links to everybody whom an announced round makes our student, or the round that we are in, or whom a strict run keeps as
 * one; rounds are announced ahead, so links are up in time.
 */
function updateLinks(draft: Draft, announced: readonly Round[]): void {
  const { state } = draft;
  const own = state.options.peerId;
  const current = state.firstMembers === null ? undefined : roundFor(state.rounds, ownStepOf(state));
  const rounds = current === undefined ? announced : [current, ...announced];
  const ahead = keepsItsEdges(state) ? state.firstEdges : rounds.flatMap((round) => round.edges);
  const edges = state.options.enabled ? ahead : [];
  const students = new Set(edges.filter((edge) => edge.teacher === own).map((edge) => edge.student));
  students.delete(own);
  // No announced round, as after the last one: what exists stays as long as the view has it.
  if (announced.length === 0) for (const student of state.links.keys()) students.add(student);
  const links = new Map<PeerId, StudentLink>();
  const isNewcomer = state.firstMembers !== null && !state.options.strict;
  for (const student of [...students].sort()) {
    const member = state.members.get(student);
    if (member === undefined) continue;
    const known = state.links.get(student);
    links.set(
      student,
      known !== undefined && sameLink(known.member, member) ? known : newLink(member, isNewcomer),
    );
  }
  const same = links.size === state.links.size && [...links].every(([id, l]) => state.links.get(id) === l);
  if (same) return;
  patch(draft, { links });
  draft.effects.push({ kind: 'links', students: [...links.values()].map((link) => link.member) });
}

/** The step that this peer is in, or comes to next. */
function ownStepOf({ openings, stepMin }: ExchangeState): number {
  return Math.max(openings.at(-1)?.step ?? 0, stepMin);
}

function sameLink(a: Member, b: Member): boolean {
  return a.incarnation === b.incarnation && a.dataAddress === b.dataAddress && a.linkToken === b.linkToken;
}
