import type { Edge } from '../../proto/codec.js';
import type { CohortGraph } from '../../proto/cohort-graph.js';
import { assertNever } from '../../proto/errors.js';
import { permutation, randomStream } from '../../proto/random.js';

/** A graph that is known without asking a function of the user's. */
export type KnownGraph = Exclude<CohortGraph, { kind: 'module' }>;

/** Who is there to be connected in one round. */
export interface RoundCast {
  /** Peers that learn and teach; any order. */
  readonly learners: readonly string[];
  /** Frozen peers: they teach only. */
  readonly teachers: readonly string[];
  /** Seed of the run and number of the round: a random graph is drawn from them. */
  readonly seed: number;
  readonly round: number;
}

/**
 * The cohort graph of one round, as data: a directed edge from each teacher to each student.
 *
 * The named graphs connect the learners, and every frozen teacher teaches them all; a list of edges is taken as it is,
 * as far as both ends are there. Named edges have weight 1, so that a student's teachers count equally.
 *
 * @returns Edges sorted by student, then teacher: equal casts give equal graphs.
 */
export function cohortEdges(graph: KnownGraph, cast: RoundCast): readonly Edge[] {
  const learners = [...cast.learners].sort();
  if (graph.kind === 'edges') {
    const present = new Set([...learners, ...cast.teachers]);
    const own = new Set(learners);
    return sorted(graph.edges.filter(({ teacher, student }) => present.has(teacher) && own.has(student)));
  }
  const frozen = [...cast.teachers].flatMap((teacher) => learners.map((student) => edge(teacher, student)));
  return sorted([...between(graph, learners, cast), ...frozen]);
}

function between(
  graph: Exclude<KnownGraph, { kind: 'edges' }>,
  learners: readonly string[],
  cast: RoundCast,
): readonly Edge[] {
  switch (graph.kind) {
    case 'all':
      return everyoneTo(learners);
    case 'self':
      return learners.map((one) => edge(one, one));
    case 'ring':
      return learners.length < 2
        ? []
        : learners.map((teacher, i) => edge(teacher, learners[(i + 1) % learners.length]!));
    case 'star': {
      const [hub, ...others] = learners;
      return others.flatMap((one) => [edge(hub!, one), edge(one, hub!)]);
    }
    case 'pairs':
      return pairsOf(learners).flatMap(everyoneTo);
    case 'random':
      return learners.flatMap((student, i) => {
        const others = learners.filter((one) => one !== student);
        const order = permutation(others.length, randomStream(cast.seed, 'graph', cast.round, i));
        return [...order.subarray(0, graph.teachers)].map((position) => edge(others[position]!, student));
      });
    default:
      return assertNever(graph);
  }
}

function everyoneTo(peers: readonly string[]): readonly Edge[] {
  return peers.flatMap((student) =>
    peers.filter((teacher) => teacher !== student).map((teacher) => edge(teacher, student)),
  );
}

/** Two and two; an odd last one joins the last pair. */
function pairsOf(peers: readonly string[]): readonly (readonly string[])[] {
  const pairs = Array.from({ length: Math.max(1, Math.floor(peers.length / 2)) }, (_, i) =>
    peers.slice(2 * i, 2 * i + 2),
  );
  if (peers.length > 2 && peers.length % 2 === 1) pairs.at(-1)!.push(peers.at(-1)!);
  return pairs;
}

function edge(teacher: string, student: string): Edge {
  return { teacher, student, weight: 1 };
}

function sorted(edges: readonly Edge[]): readonly Edge[] {
  return [...edges].sort((a, b) => order(a.student, b.student) || order(a.teacher, b.teacher));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
