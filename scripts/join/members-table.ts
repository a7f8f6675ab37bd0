import Table from 'cli-table3';
import type { DeskMember } from '../../proto/admission.js';
import { sideBySide } from '../side-by-side.js';

/** A column: its heading, and what stands in it. */
type Column = readonly [head: string, cell: (member: DeskMember) => string];

const COLUMNS: readonly Column[] = [
  ['network', ({ network }) => network],
  ['place', ({ place }) => place],
  ['status', ({ status }) => status],
  ['step', ({ step, status }) => (status === '' ? '' : String(step))],
  ['key', ({ fingerprint }) => fingerprint],
  ['address', ({ address }) => address],
];

/**
 * Who has which place in a run.
 *
 * @param width - Columns of the terminal.
 */
export function membersTable(members: readonly DeskMember[], width = Number.POSITIVE_INFINITY): string {
  const draw = (columns: readonly Column[]): string => {
    const table = new Table({
      head: ['', ...columns.map(([head]) => head)],
      style: { head: [], border: [], compact: true },
    });
    for (const member of members) table.push([member.peerId, ...columns.map(([, cell]) => cell(member))]);
    return table.toString();
  };
  return sideBySide(COLUMNS, draw, width).join('\n');
}
