import type { EdgeFigures } from '../../peer/core/exchange/edge-figures.js';
import type { PeerResult } from '../../peer/io/peer-result.js';

/** One edge of who taught whom, in `summary.json`. */
export interface SummaryEdge extends EdgeFigures {
  readonly student: string;
  readonly teacher: string;
  /** Of the student's training time, what it waited for this teacher; `null`: it did not train. */
  readonly waitedShare: number | null;
}

interface Student {
  readonly id: string;
  readonly result: Pick<PeerResult, 'edges' | 'trainingSeconds'> | undefined;
}

/** The edges of all peers whose results are known, by student and then by teacher. */
export function summaryEdges(students: readonly Student[]): readonly SummaryEdge[] {
  return students.flatMap(({ id: student, result }) =>
    Object.entries(result?.edges ?? {}).map(([teacher, figures]) => ({
      ...{ student, teacher },
      waitedShare: result!.trainingSeconds > 0 ? figures.waitedSeconds / result!.trainingSeconds : null,
      ...figures,
    })),
  );
}
