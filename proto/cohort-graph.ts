import { CodistillError } from './errors.js';
import { LIMITS } from './limits.js';
import { isUserModule } from './user-module.js';

/** Who teaches whom. */
export type CohortGraph =
  /** Everybody everybody. */
  | { readonly kind: 'all' }
  /** Each peer the next one, by peer id. */
  | { readonly kind: 'ring' }
  /** The first peer everybody, and everybody the first. */
  | { readonly kind: 'star' }
  /** Two and two; an odd last one joins the last pair. */
  | { readonly kind: 'pairs' }
  /** `teachers` random teachers for each peer, other ones every round. */
  | { readonly kind: 'random'; readonly teachers: number }
  /** Each peer its own past. */
  | { readonly kind: 'self' }
  | { readonly kind: 'edges'; readonly edges: readonly GraphEdge[] }
  /** The edges that a user's function returns for each round. */
  | { readonly kind: 'module'; readonly path: string };

/** One teacher of one student; its weight is relative to that of the student's other teachers. */
export interface GraphEdge {
  readonly teacher: string;
  readonly student: string;
  readonly weight: number;
}

/** Which graphs differ from round to round. */
const CHANGES: Readonly<Record<CohortGraph['kind'], boolean>> = {
  all: false,
  ring: false,
  star: false,
  pairs: false,
  random: true,
  self: false,
  edges: false,
  module: true,
};

/** Tells whether each round has another graph. */
export function changesByRound({ kind }: CohortGraph): boolean {
  return CHANGES[kind];
}

/** The teachers that a graph of named edges gives a peer; `undefined` where teachers are not named. */
export function namedTeachers(graph: CohortGraph, peerId: string): readonly string[] | undefined {
  if (graph.kind !== 'edges') return undefined;
  return graph.edges.filter(({ student }) => student === peerId).map(({ teacher }) => teacher);
}

/** The most teachers that a graph gives one peer, and the edges of a round; of a module each round is checked when it is drawn. */
export function graphSize(
  graph: CohortGraph,
  learners: number,
  frozen: number,
): { readonly teachers: number; readonly edges: number } {
  if (graph.kind === 'module') return { teachers: 0, edges: 0 };
  if (graph.kind === 'edges') return edgesSize(graph.edges);
  const others = learners - 1;
  const named = { all: others, ring: 1, star: others, pairs: 2, self: 1 };
  const teachers = graph.kind === 'random' ? Math.min(graph.teachers, others) : named[graph.kind];
  const edges = graph.kind === 'star' ? 2 * others : learners * teachers;
  return { teachers: teachers + frozen, edges: edges + learners * frozen };
}

/** The same of edges that are known. */
export function edgesSize(edges: readonly GraphEdge[]): {
  readonly teachers: number;
  readonly edges: number;
} {
  const ofStudent = new Map<string, number>();
  for (const { student } of edges) ofStudent.set(student, 1 + (ofStudent.get(student) ?? 0));
  return { teachers: Math.max(0, ...ofStudent.values()), edges: edges.length };
}

/** The number of a graph's size that is more than a run can have; `undefined`: none. */
export function excessOf({ teachers, edges }: ReturnType<typeof edgesSize>): string | undefined {
  const { teachersMax, edgesMax } = LIMITS;
  if (teachers > teachersMax) return `${teachers} teachers for one peer, at most ${teachersMax}`;
  if (edges > edgesMax) return `${edges} edges, at most ${edgesMax}`;
  return undefined;
}

/**
 * Reads a graph: `all`, `ring`, `star`, `pairs`, `random:2`, `self`, or edges such as `a>b,b>a:0.5,c>a`, where `a>b`
 * says that `a` teaches `b`, and a number after `:` is the edge's weight (1); or the path of a module, `./my-graph.js`.
 *
 * @throws {CodistillError} `ERR_CONFIG` saying which forms there are.
 */
export function parseCohortGraph(text: string): CohortGraph {
  switch (text) {
    case 'all':
    case 'ring':
    case 'star':
    case 'pairs':
    case 'self':
      return { kind: text };
  }
  const random = /^random:([1-9]\d?)$/.exec(text);
  if (random !== null) return { kind: 'random', teachers: Number(random[1]) };
  if (isUserModule(text)) return { kind: 'module', path: text };
  if (text.includes('>')) return { kind: 'edges', edges: parseEdges(text) };
  throw wrong(
    text,
    'use all, ring, star, pairs, random:K, self, edges such as a>b,b>a:0.5, or ./my-graph.js',
  );
}

/**
 * Reads edges such as `a>b,b>a:0.5`.
 *
 * @throws {CodistillError} `ERR_CONFIG` naming the edge that is none, or that comes twice.
 */
export function parseEdges(text: string): readonly GraphEdge[] {
  const edges = text.split(',').map((part): GraphEdge => {
    const match = /^\s*([a-z0-9_-]+)\s*>\s*([a-z0-9_-]+)\s*(?::\s*(\d+(?:\.\d+)?))?\s*$/.exec(part);
    const weight = Number(match?.[3] ?? 1);
    if (match === null || !(weight > 0)) throw wrong(part, 'write TEACHER>STUDENT or TEACHER>STUDENT:WEIGHT');
    return { teacher: match[1]!, student: match[2]!, weight };
  });
  const keys = edges.map(({ teacher, student }) => `${teacher}>${student}`);
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice !== undefined) throw wrong(twice, 'give each edge once');
  return edges;
}

function wrong(text: string, fix: string): CodistillError {
  return new CodistillError('ERR_CONFIG', `"${text}" is not a graph`, { fix });
}
