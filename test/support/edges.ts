import type { EdgeFigures } from '../../peer/core/exchange/edge-figures.js';
import type { SummaryEdge } from '../../scripts/launch/summary-edges.js';

/** The figures of an edge over which so many seconds were waited. */
export function edgeOf(waitedSeconds: number, more: Partial<EdgeFigures> = {}): EdgeFigures {
  return {
    ...{ waitedSeconds, aheadSeconds: 0.5, ageSteps: 0, ageStepsMax: 0, steps: 40 },
    ...{ stepsWithoutShare: 0, rowsWithoutShare: 0, bytes: 2_000 },
    ...more,
  };
}

/** An edge of a summary, of a student that trained for ten seconds. */
export function waitOf(student: string, teacher: string, waitedSeconds: number): SummaryEdge {
  return { student, teacher, waitedShare: waitedSeconds / 10, ...edgeOf(waitedSeconds) };
}
