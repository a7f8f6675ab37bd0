import { edgesSize, excessOf, type GraphEdge, parseEdges } from '../proto/cohort-graph.js';
import { randomStream } from '../proto/random.js';
import type { RunSpec } from '../proto/run-spec.js';
import { importUserFunction, reasonOf, type UserModuleKind, userModuleError } from '../proto/user-module.js';
import type { RoundCast } from './core/graph.js';
import type { DrawGraph } from './core/options.js';

const KIND: UserModuleKind = {
  what: 'graph',
  exportName: 'createGraph',
  code: 'ERR_MODULE',
  fix: "export default ({ peers, teachers, round, random }) => edges such as ['a>b', 'b>a:0.5']",
};

/**
 * Loads a user's graph: a function that is called for each round with `{ peers, teachers, round, random }` (ids of the
 * learners and of the frozen teachers, both sorted; the round's number; a stream of uniform numbers from the run's seed
 * and the round) and returns edges in the notation of `--graph`. It is tried on everybody in the spec before the run.
 *
 * Equal arguments must give equal edges: a coordinator that is started again announces the same round again.
 *
 * @throws {CodistillError} `ERR_MODULE` naming the file and the reason; so do the functions that it returns.
 */
export async function loadUserGraph(path: string, spec: RunSpec): Promise<DrawGraph> {
  const { call } = await importUserFunction(path, KIND);
  const draw: DrawGraph = ({ learners, teachers, seed, round }) => {
    const peers = [...learners].sort();
    const sources = [...teachers].sort();
    const { uniform } = randomStream(seed, 'graph', round);
    let edges: unknown;
    try {
      edges = call({ peers: [...peers], teachers: [...sources], round, random: uniform });
    } catch (cause) {
      throw userModuleError(path, KIND, `throws in round ${round}: ${reasonOf(cause)}`, cause);
    }
    return checkedEdges(path, edges, peers, sources, round);
  };
  draw(castOf(spec));
  return draw;
}

function castOf({ peers, training }: RunSpec): RoundCast {
  const idsOf = (role: string): string[] => peers.filter((peer) => peer.role === role).map(({ id }) => id);
  return { learners: idsOf('learner'), teachers: idsOf('teacher'), seed: training.seed, round: 1 };
}

function checkedEdges(
  path: string,
  made: unknown,
  peers: readonly string[],
  teachers: readonly string[],
  round: number,
): readonly GraphEdge[] {
  const wrong = (problem: string, cause?: unknown): Error =>
    userModuleError(path, KIND, `${problem} in round ${round}`, cause);
  if (!Array.isArray(made) || !made.every((edge) => typeof edge === 'string')) {
    throw wrong("returns no list of edges such as 'a>b'");
  }
  let edges: readonly GraphEdge[];
  try {
    edges = made.length === 0 ? [] : parseEdges(made.join(','));
  } catch (cause) {
    throw wrong(`returns edges that are none: ${reasonOf(cause)}`, cause);
  }
  const excess = excessOf(edgesSize(edges));
  if (excess !== undefined) throw wrong(`returns ${excess},`);
  for (const { teacher, student } of edges) {
    if (teacher === student) throw wrong(`makes ${student} its own teacher, which only --graph self does,`);
    if (!peers.includes(student)) throw wrong(`teaches "${student}", which is no learner`);
    if (!peers.includes(teacher) && !teachers.includes(teacher))
      throw wrong(`names "${teacher}", which is not there`);
  }
  return edges;
}
