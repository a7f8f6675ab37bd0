import { Samples } from '../../scripts/compare/samples.js';
import { type CellFinding, findCells } from '../../scripts/reproduce/cell-findings.js';
import type { Provenance } from '../../scripts/reproduce/provenance.js';
import { type Reproduction, reproductionOf } from '../../scripts/reproduce/reproduction.js';
import { parseTable, type Table, type TableRequest } from '../../scripts/reproduce/table-file.js';
import { smallRuns } from './small-study.js';

/** A table of one cell over `alone` and `taught`; the runs of `small-study.ts` fit it. */
export const SMALL_TABLE = `
name: tiny
source: 'Somebody 2020, table 1'
claim: teaching helps
scales:
  paper:
    recipe: [a line]
    study: ../other.yaml
    cells: { one: [{ variant: taught, band: [0.01, 0.03] }] }
  small:
    recipe: [one line, another line]
    study:
      base: { data: { name: 'synthetic:classes=4,size=4x4x1,train=400,test=200,noise=0.8' }, network: 'mlp:16' }
      variants:
        alone: { exchange: { mode: none } }
        taught: { exchange: { mode: lockstep } }
        spare: { exchange: { mode: lockstep } }
      seeds: 4
    cells:
      both:
        - variant: taught
          band: [0.005, 0.04]
          expect: two points
          published:
            - { by: Somebody, n: 1, alone: 0.7, together: 0.72 }
            - { by: a replica, n: 5, difference: 0.015, deviation: 0.004 }
      loss:
        - { variant: taught, metric: testLoss, scale: log, band: [null, 0.5] }
      other:
        - { variant: spare, band: [0, 1] }
`;

/** The table at its small scale. */
export function smallTable(request: Partial<TableRequest> = {}, text = SMALL_TABLE): Table {
  return parseTable(text, 'tiny.yaml', { scale: 'small', sets: [], ...request }, () => {
    throw new Error('it names no study');
  });
}

/** What the runs of `small-study.ts` are found to say of it. */
export function smallFindings(table: Table = smallTable()): readonly CellFinding[] {
  return findCells(table, new Samples(table.study, smallRuns(), []), []);
}

export const SMALL_PROVENANCE: Provenance = {
  command: 'codistill reproduce tiny',
  commits: ['abc'],
  changed: false,
  versions: { codistill: '0.1.0', node: '20.20.2' },
  machine: { cpu: 'a CPU', cores: 2 },
  devices: ['cpu'],
  numerics: ['TensorFlow 2.21.0, 1 thread'],
  seeds: [1, 2, 3, 4],
  table: 'f00d',
  data: [{ name: 'synthetic', seed: 1, networks: ['mlp:16'], digest: 'beef' }],
};

export function smallReproduction(): Reproduction {
  const estimates = new Map([['alone', 61]]);
  const runs = { done: 8, planned: 12 };
  return reproductionOf(smallTable(), smallFindings(), estimates, runs, SMALL_PROVENANCE);
}
