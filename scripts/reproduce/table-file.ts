import * as z from 'zod';
import { CodistillError } from '../../proto/errors.js';
import { readMetricKey } from '../compare/metrics.js';
import type { Study } from '../compare/study.js';
import { type StudyOverrides, studyOf } from '../compare/study-file.js';
import { parseConfig, type Section } from '../config.js';
import type { Band } from './verdict.js';

/** Sizes at which a table can be run: as it was published, or as a whole on two cores within an hour. */
export const SCALES = ['paper', 'small'] as const;
export type Scale = (typeof SCALES)[number];

const number = z.number();

const published = z.strictObject({
  by: z.string().describe('who says so'),
  n: z.number().int().min(1).optional().describe('runs that the number is of'),
  alone: number.optional(),
  together: number.optional(),
  difference: number.optional().describe('default: together less alone, or their ratio'),
  deviation: number.optional().describe('standard deviation of the difference over pairs'),
});

/** A number that somebody has found, in the metric's unit. */
export type Published = z.infer<typeof published>;

const row = z.strictObject({
  metric: z
    .string()
    .default('testAccuracy')
    .refine((text) => readMetricKey(text) !== undefined, 'unknown metric'),
  variant: z.string().describe('of the study: what is taught'),
  against: z.string().optional().describe('of the study: what it is compared to; default: its baseline'),
  scale: z.enum(['absolute', 'log']).default('absolute').describe('log: ratios are judged'),
  band: z
    .tuple([number.nullable(), number.nullable()])
    .describe('differences (log: ratios) that count as reproduced; null: open at that end'),
  published: z.array(published).default([]).describe('the paper first'),
  expect: z.string().default('').describe('stated before the runs'),
});

const scale = z.strictObject({
  study: z
    .union([z.string(), z.record(z.string(), z.unknown())])
    .describe('what is run: a study, or the name of its file beside this folder'),
  recipe: z.array(z.string()).min(1).describe('line by line, each with its source'),
  cells: z.record(z.string(), z.array(row).min(1)),
});

const schema = z.strictObject({
  name: z.string(),
  source: z.string().describe('paper, table, address'),
  claim: z.string().describe('one sentence'),
  scales: z.strictObject({ paper: scale.optional(), small: scale.optional() }),
});

/** One published number of a cell, and when it counts as found again. */
export interface CellRow extends Omit<z.infer<typeof row>, 'band' | 'against'> {
  readonly against: string;
  /** Of logarithms with `scale: log`. */
  readonly band: Band;
}

/** One cell of a published table. */
export interface Cell {
  readonly name: string;
  readonly rows: readonly CellRow[];
}

/** A published table at one scale. */
export interface Table {
  readonly name: string;
  readonly source: string;
  readonly claim: string;
  readonly scale: Scale;
  readonly recipe: readonly string[];
  readonly study: Study;
  readonly cells: readonly Cell[];
}

/** The part of a table that is asked for. */
export interface TableRequest extends StudyOverrides {
  readonly scale: Scale;
  /** Names of cells. @default all */
  readonly cells?: readonly string[] | undefined;
}

/** A table as its file has it: which scales there are, and no more. */
export interface TableOutline {
  readonly name: string;
  readonly source: string;
  readonly claim: string;
  readonly scales: readonly Scale[];
}

/** @throws {CodistillError} `ERR_CONFIG` naming file and field. */
export function outlineOf(text: string, file: string): TableOutline {
  const { name, source, claim, scales } = parsed(text, file);
  return { name, source, claim, scales: SCALES.filter((one) => scales[one] !== undefined) };
}

/**
 * Reads a table at one scale from the text of its YAML file.
 *
 * @param readStudy - The text of a study's file that the table names.
 * @throws {CodistillError} `ERR_CONFIG` naming file and field; `ERR_USAGE` for a scale or a cell that it does not have.
 */
export function parseTable(
  text: string,
  file: string,
  request: TableRequest,
  readStudy: (name: string) => string,
): Table {
  const { name, source, claim, scales } = parsed(text, file);
  const found = scales[request.scale];
  if (found === undefined) {
    throw new CodistillError('ERR_USAGE', `${name} has no --scale ${request.scale}`, {
      fix: `it has ${SCALES.filter((one) => scales[one] !== undefined).join(' and ')}`,
    });
  }
  const id = `${name}-${request.scale}`;
  const section: Section =
    typeof found.study === 'string' ? parseConfig(readStudy(found.study), found.study) : found.study;
  const study = studyOf({ about: claim, ...section, name: id }, `${file}, scale ${request.scale}`, request);
  const cells = chosen(found.cells, request.cells, name).map(([cell, rows]): Cell => {
    return { name: cell, rows: rows.map((one) => rowOf(one, study, `${file}, cell "${cell}"`)) };
  });
  const { recipe } = found;
  return { name, source, claim, scale: request.scale, recipe, study: needed(study, cells), cells };
}

function parsed(text: string, file: string): z.infer<typeof schema> {
  const result = schema.safeParse(parseConfig(text, file, 'scales'));
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new CodistillError('ERR_CONFIG', `${file} is not a table:\n  ${lines.join('\n  ')}`, {
    fix: 'correct these fields; docs/reproduce.md explains them',
    facts: { file, fields: lines },
  });
}

function chosen<T>(
  cells: Readonly<Record<string, T>>,
  names: readonly string[] | undefined,
  table: string,
): readonly (readonly [string, T])[] {
  const entries = Object.entries(cells);
  if (names === undefined) return entries;
  const unknown = names.find((name) => !Object.hasOwn(cells, name));
  if (unknown !== undefined) {
    throw new CodistillError('ERR_USAGE', `${table} has no cell "${unknown}"`, {
      fix: `its cells are ${Object.keys(cells).join(', ')}`,
    });
  }
  return entries.filter(([name]) => names.includes(name));
}

function rowOf(
  { band: [low, high], against, ...rest }: z.infer<typeof row>,
  study: Study,
  where: string,
): CellRow {
  const variant = study.variants.find(({ name }) => name === rest.variant);
  const baseline = against ?? variant?.against;
  const isKnown = study.variants.some(({ name }) => name === baseline);
  if (variant === undefined || baseline === undefined || !isKnown || baseline === rest.variant) {
    throw new CodistillError(
      'ERR_CONFIG',
      `${where}: "${rest.variant}" and "${baseline}" are no two variants`,
      {
        fix: `the variants are ${study.variants.map(({ name }) => name).join(', ')}`,
      },
    );
  }
  const of = (end: number): number => (rest.scale === 'log' ? Math.log(end) : end);
  const band = {
    low: low === null ? Number.NEGATIVE_INFINITY : of(low),
    high: high === null ? Number.POSITIVE_INFINITY : of(high),
  };
  if (!(band.low < band.high)) {
    throw new CodistillError('ERR_CONFIG', `${where}: the band from ${low} to ${high} is none`, {
      fix: 'give the lower end first; with scale: log, ratios above 0',
    });
  }
  return { ...rest, against: baseline, band };
}

/** The part of a study that cells look at: their variants, and those that these are compared to. */
function needed(study: Study, cells: readonly Cell[]): Study {
  const names = new Set(
    cells.flatMap(({ rows }) => rows.flatMap(({ variant, against }) => [variant, against])),
  );
  for (const { name, against } of study.variants) if (names.has(name)) names.add(against);
  const isNeeded = (name: string): boolean => names.has(name);
  return {
    ...study,
    read: cells.flatMap(({ rows }) => rows.map(({ metric }) => metric)),
    variants: study.variants.filter(({ name }) => isNeeded(name)),
    gates: study.gates
      .map((gate) => ({ ...gate, variants: gate.variants.filter(isNeeded) }))
      .filter(({ variants }) => variants.length > 0),
    hypotheses: study.hypotheses.filter((claim) =>
      (claim.test === 'trend' ? claim.variants : [claim.variant, claim.against ?? claim.variant]).every(
        isNeeded,
      ),
    ),
  };
}
