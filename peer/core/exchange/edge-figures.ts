import type { PeerId } from '../../../proto/identity.js';
import type { EdgeSums, SumsByTeacher } from './edge-ledger.js';

/** One edge of the ledger as records, results and summaries have it; `null` where there was nothing to measure. */
export interface EdgeFigures {
  /** How long the student waited for this teacher, and how long its predictions lay there before they were asked for. */
  readonly waitedSeconds: number;
  readonly aheadSeconds: number;
  /** Age of what was used, in the teacher's steps: mean over its rows, and the oldest. */
  readonly ageSteps: number | null;
  readonly ageStepsMax: number | null;
  /** Steps in which it was to teach. */
  readonly steps: number;
  /** Share of those steps, and of their rows, without a prediction of it. */
  readonly stepsWithoutShare: number | null;
  readonly rowsWithoutShare: number | null;
  readonly bytes: number;
}

/** The ledger of one student, by teacher. */
export type EdgesByTeacher = Readonly<Record<PeerId, EdgeFigures>>;

/** @param parts - Ledgers of one student, of which each knows some of the sums. */
export function edgeFigures(...parts: readonly SumsByTeacher[]): EdgesByTeacher {
  const teachers = [...new Set(parts.flatMap((part) => Object.keys(part)))].sort();
  return Object.fromEntries(
    teachers.map((teacher) => [teacher, figuresOf(parts.flatMap((part) => part[teacher] ?? []))]),
  );
}

function figuresOf(parts: readonly EdgeSums[]): EdgeFigures {
  const sum = (name: keyof EdgeSums): number => parts.reduce((total, part) => total + part[name], 0);
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  const rowsUsed = sum('rows') - sum('rowsWithout');
  return {
    waitedSeconds: sum('waitedMs') / 1000,
    aheadSeconds: sum('aheadMs') / 1000,
    ageSteps: share(sum('ageSteps'), rowsUsed),
    ageStepsMax: rowsUsed === 0 ? null : Math.max(...parts.map((part) => part.ageStepsMax)),
    steps: sum('steps'),
    stepsWithoutShare: share(sum('stepsWithout'), sum('steps')),
    rowsWithoutShare: share(sum('rowsWithout'), sum('rows')),
    bytes: sum('bytes'),
  };
}
