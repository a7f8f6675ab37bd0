import { namedTeachers } from '../../../proto/cohort-graph.js';
import { isTaughtAt, type Scheme } from '../../../proto/scheme.js';
import type { Teaching } from './teaching.js';

/** Counts of the steps and rows in which teaching was due, and of those in which it came. */
export interface TaughtCounts {
  readonly dueSteps: number;
  readonly taughtSteps: number;
  readonly dueRows: number;
  readonly taughtRows: number;
}

/** Shares of the due steps and rows that were taught, 0 to 1; NaN where none was due. */
export function taughtShares({ dueSteps, taughtSteps, dueRows, taughtRows }: TaughtCounts): {
  readonly taughtShare: number;
  readonly taughtRowsShare: number;
} {
  return { taughtShare: taughtSteps / dueSteps, taughtRowsShare: taughtRows / dueRows };
}

/** Whether a run means a peer to be taught in an epoch: it asks for teaching, and its graph has a teacher for that peer. */
export function isMeantToBeTaught(scheme: Scheme, peerId: string, epoch: number): boolean {
  const { taught, hasTeachers, graph } = scheme;
  if (!taught || !hasTeachers || !isTaughtAt(scheme, epoch)) return false;
  return namedTeachers(graph, peerId)?.length !== 0;
}

/**
 * Rows of a batch that some teacher teaches.
 *
 * @returns `null` where teachers were heard and every one of them is set aside: then no teaching is due.
 */
export function rowsTaught(teachings: readonly Teaching[], rows: number): number | null {
  const admitted = teachings.filter(({ weight }) => weight > 0);
  if (admitted.length === 0) return teachings.length === 0 ? 0 : null;
  if (admitted.some(({ coverage }) => coverage === undefined)) return rows;
  let taught = 0;
  for (let row = 0; row < rows; row++) if (admitted.some(({ coverage }) => coverage![row]! > 0)) taught++;
  return taught;
}
