import { DecodeError } from './errors.js';

/** A teacher of a student, weighed against the student's other teachers. */
export interface Edge {
  readonly teacher: string;
  readonly student: string;
  readonly weight: number;
}

/** A span of steps with the same members and edges. */
export interface Round {
  readonly number: number;
  /** Of the view when it was announced. */
  readonly viewVersion: number;
  readonly startStep: number;
  /** First step after it. */
  readonly endStep: number;
  readonly members: readonly string[];
  readonly edges: readonly Edge[];
}

/** How a round ended. */
export interface RoundClosed {
  readonly number: number;
  readonly completed: readonly string[];
  readonly missing: readonly string[];
  readonly reason: string;
}

/** Rounds as they travel: every name once, and peers by their positions among the names. */
export interface PackedRounds {
  readonly names: readonly string[];
  readonly rounds: readonly PackedRound[];
  readonly lastClosed: PackedClosed | null;
}

type PackedRound = Omit<Round, 'members' | 'edges'> & {
  readonly members: readonly number[];
  /** `student * names + teacher`, each as its difference from the one before: of sorted edges one or two bytes. */
  readonly edges: readonly number[];
  /** Of the edges; a single one is that of all. */
  readonly weights: readonly number[];
};

type PackedClosed = Omit<RoundClosed, 'completed' | 'missing'> & {
  readonly completed: readonly number[];
  readonly missing: readonly number[];
};

export function packRounds(rounds: readonly Round[], lastClosed: RoundClosed | null): PackedRounds {
  const named = new Set([...(lastClosed?.completed ?? []), ...(lastClosed?.missing ?? [])]);
  for (const { members, edges } of rounds) {
    for (const id of members) named.add(id);
    for (const { teacher, student } of edges) named.add(teacher).add(student);
  }
  const names = [...named].sort();
  const positions = new Map(names.map((id, position) => [id, position]));
  const place = (id: string): number => positions.get(id)!;
  return {
    names,
    rounds: rounds.map((round) => packRound(round, place, names.length)),
    lastClosed: lastClosed && {
      ...lastClosed,
      completed: lastClosed.completed.map(place),
      missing: lastClosed.missing.map(place),
    },
  };
}

function packRound(round: Round, place: (id: string) => number, size: number): PackedRound {
  let before = 0;
  const edges = round.edges.map(({ teacher, student }) => {
    const pair = place(student) * size + place(teacher);
    const difference = pair - before;
    before = pair;
    return difference;
  });
  const weights = round.edges.map(({ weight }) => weight);
  const alike = weights.every((weight) => Object.is(weight, weights[0]));
  return {
    ...round,
    members: round.members.map(place),
    edges,
    weights: alike ? weights.slice(0, 1) : weights,
  };
}

/** @throws {DecodeError} `ERR_DECODE` where a position has no name, or weights are not those of the edges. */
export function unpackRounds({ names, rounds, lastClosed }: PackedRounds): {
  readonly rounds: readonly Round[];
  readonly lastClosed: RoundClosed | null;
} {
  const nameAt = (position: number): string => {
    const name = names[position];
    if (name === undefined) throw new DecodeError(`a round with peer ${position} of ${names.length}`);
    return name;
  };
  return {
    rounds: rounds.map((round) => unpackRound(round, nameAt, names.length)),
    lastClosed: lastClosed && {
      ...lastClosed,
      completed: lastClosed.completed.map(nameAt),
      missing: lastClosed.missing.map(nameAt),
    },
  };
}

function unpackRound(
  { members, edges, weights, ...round }: PackedRound,
  nameAt: (position: number) => string,
  size: number,
): Round {
  if (weights.length !== edges.length && !(weights.length === 1 && edges.length > 0)) {
    throw new DecodeError(`a round with ${edges.length} edges and ${weights.length} weights`);
  }
  let pair = 0;
  return {
    ...round,
    members: members.map(nameAt),
    edges: edges.map((difference, i) => {
      pair += difference;
      return {
        teacher: nameAt(((pair % size) + size) % size),
        student: nameAt(Math.floor(pair / size)),
        weight: weights.length === 1 ? weights[0]! : weights[i]!,
      };
    }),
  };
}
