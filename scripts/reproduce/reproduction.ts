import type { CellFinding } from './cell-findings.js';
import type { Estimates } from './estimates.js';
import type { Provenance } from './provenance.js';
import type { Table } from './table-file.js';

/** Everything that is told of a table that was run; `reproduction.json` is this. */
export interface Reproduction {
  readonly table: Pick<Table, 'name' | 'source' | 'claim' | 'scale' | 'recipe'>;
  readonly cells: readonly CellFinding[];
  /** About how long one run takes here, seconds; by variant. */
  readonly estimates: Readonly<Record<string, number>>;
  /** Share of the training samples held out; 0: there is no best validation. */
  readonly heldOut: readonly number[];
  readonly runs: { readonly done: number; readonly planned: number };
  readonly provenance: Provenance;
}

/** Puts what is told of a table together. Pure. */
export function reproductionOf(
  { name, source, claim, scale, recipe, study }: Table,
  cells: readonly CellFinding[],
  estimates: Estimates,
  runs: Reproduction['runs'],
  provenance: Provenance,
): Reproduction {
  const heldOut = [...new Set(study.variants.map(({ spec }) => spec.data.validationFraction))];
  return {
    ...{ table: { name, source, claim, scale, recipe }, cells, runs, heldOut, provenance },
    estimates: Object.fromEntries(estimates),
  };
}

/** The verdicts, counted: "3 reproduced, 1 smaller". */
export function summaryText(cells: readonly CellFinding[]): string {
  const counts = new Map<string, number>();
  for (const { verdict } of cells) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
}
