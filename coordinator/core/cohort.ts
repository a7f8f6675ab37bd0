import type { Edge } from '../../proto/codec.js';
import { assertNever } from '../../proto/errors.js';

/** Who teaches whom, by name. */
export type GraphName = 'all';

/**
 * The cohort graph of one round, as data: a directed edge from each teacher to each student.
 *
 * Edges have weight 1; a student averages its teachers by weight, so every teacher counts 1/(n-1).
 *
 * @param members - Peer ids; any order.
 * @returns Edges sorted by student, then teacher: equal member sets give equal graphs.
 */
export function cohortEdges(graph: GraphName, members: readonly string[]): readonly Edge[] {
  const sorted = [...members].sort();
  switch (graph) {
    case 'all':
      return sorted.flatMap((student) =>
        sorted.filter((teacher) => teacher !== student).map((teacher) => ({ teacher, student, weight: 1 })),
      );
    default:
      return assertNever(graph);
  }
}
