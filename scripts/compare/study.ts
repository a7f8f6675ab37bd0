import * as z from 'zod';
import { CodistillError } from '../../proto/errors.js';
import { parseRunSpec, type RunSpec } from '../../proto/run-spec.js';
import { METRIC_NAMES, readMetricKey } from './metrics.js';

const metric = z.string().superRefine((text, context) => {
  if (readMetricKey(text) !== undefined) return;
  context.addIssue({
    code: 'custom',
    message: `"${text}" is not measured; there are ${METRIC_NAMES.join(', ')}, each also of one peer, as testAccuracy@peer-0`,
  });
});
const scale = z
  .enum(['absolute', 'log'])
  .default('absolute')
  .describe('log: compares ratios instead of differences');
const said = {
  name: z.string().min(1).describe('what is claimed, one line'),
  expect: z.string().default('').describe('the effect that was published or found before'),
};

const hypothesis = z.discriminatedUnion('test', [
  z.strictObject({
    ...said,
    test: z.literal('difference').describe('two-sided paired t test of a variant against another'),
    metric: z.union([metric, z.array(metric).min(1)]).describe('several: all of them must show it'),
    variant: z.string(),
    against: z.string().optional().describe("another variant; default: the variant's own baseline"),
    direction: z.enum(['higher', 'lower']).optional().describe('the sign that is expected'),
    scale,
  }),
  z.strictObject({
    ...said,
    test: z.literal('equivalence').describe('two one-sided t tests: the difference lies within the margin'),
    metric,
    variant: z.string(),
    against: z.string().optional(),
    margin: z.number().positive().describe("in the metric's unit: 0.005 of an accuracy is half a point"),
    scale,
  }),
  z.strictObject({
    ...said,
    test: z.literal('trend').describe("Page's test, and the paired slope"),
    metric,
    variants: z.array(z.string()).min(3).describe('in the order in which the metric is expected to rise'),
    positions: z
      .array(z.number())
      .optional()
      .describe('of the variants on the axis of the slope; default: 1, 2, 3…'),
  }),
]);

/** A claim about variants, and how it is tested. */
export type Hypothesis = z.infer<typeof hypothesis>;

const gate = z.strictObject({
  metric,
  variants: z.array(z.string()).min(1).describe('whose mean over seeds is looked at'),
  min: z.number().optional(),
  max: z.number().optional(),
});

/** A condition without which what involves these variants is void. */
export type Gate = z.infer<typeof gate>;

const target = z.strictObject({
  metric: z.enum(['validationLoss', 'validationAccuracy']).default('validationLoss'),
  value: z
    .union([z.number(), z.literal('baseline-final')])
    .describe("a number, or baseline-final: what the same seed's baseline has at its end"),
  smoothing: z
    .number()
    .int()
    .min(1)
    .refine((points) => points % 2 === 1, 'write an odd number')
    .default(1)
    .describe('evaluations that a centred mean runs over; odd'),
});

/** The level at which the time and the steps to a target are read. */
export type Target = z.infer<typeof target>;

/** A question to the runs, as a study file puts it. */
export const QUESTIONS = {
  target: target.optional(),
  gates: z.array(gate).default([]),
  hypotheses: z.array(hypothesis).default([]),
} as const;

/** One arm of a study. */
export interface Variant {
  readonly name: string;
  readonly about: string;
  /** The variant it is compared to; its own name for a baseline. */
  readonly against: string;
  /** Everything but the seeds. */
  readonly spec: RunSpec;
}

/** A comparison: its variants, its seeds and its questions. */
export interface Study {
  readonly name: string;
  readonly about: string;
  readonly variants: readonly Variant[];
  readonly seeds: readonly number[];
  /** So many seeds in a row share data, and differ in weights and order of batches: pairs of retrainings. */
  readonly seedsPerData: number;
  readonly target: Target | undefined;
  readonly gates: readonly Gate[];
  readonly hypotheses: readonly Hypothesis[];
  /** Metrics that somebody else reads, too. @default none */
  readonly read?: readonly string[];
}

/** One training of one variant. */
export interface PlannedRun {
  readonly variant: string;
  readonly seed: number;
  readonly spec: RunSpec;
}

/**
 * All runs, seed after seed, so that what is there after a while is paired; the order of the variants moves on by one
 * from seed to seed, so that a machine that grows slower with time does not slow the same one always.
 */
export function planRuns(study: Study): readonly PlannedRun[] {
  const { variants, seeds } = study;
  return seeds.flatMap((seed, round) =>
    variants.map((_, i): PlannedRun => {
      const { name, spec } = variants[(i + round) % variants.length]!;
      return { variant: name, seed, spec: withSeed(spec, seed, dataSeed(study, seed)) };
    }),
  );
}

/** The seed of a run's data: its own, or the first of those that share data with it. */
export function dataSeed(
  { seeds, seedsPerData }: Pick<Study, 'seeds' | 'seedsPerData'>,
  seed: number,
): number {
  const position = seeds.indexOf(seed);
  return seeds[position - (position % seedsPerData)]!;
}

function withSeed(spec: RunSpec, seed: number, seedOfData: number): RunSpec {
  return parseRunSpec({
    ...spec,
    training: { ...spec.training, seed },
    data: { ...spec.data, seed: seedOfData === seed ? 0 : seedOfData },
  });
}

/**
 * Checks that what a study says of its variants names ones it has, and that names can be told apart.
 *
 * @throws {CodistillError} `ERR_CONFIG`.
 */
export function checkStudy(study: Study): Study {
  const names = study.variants.map(({ name }) => name);
  const known = (name: string, where: string): void => {
    if (names.includes(name)) return;
    throw new CodistillError('ERR_CONFIG', `${where}: there is no variant "${name}"`, {
      fix: `the variants are ${names.join(', ')}`,
    });
  };
  const folders = names.map(folderName);
  const twice = names.find((_, i) => folders.indexOf(folders[i]!) !== i);
  if (twice !== undefined) {
    throw new CodistillError('ERR_CONFIG', `two variants are called "${twice}", or nearly so`, {
      fix: 'give each variant a name of its own: letters, digits, ".", "_" and "-" tell names apart',
    });
  }
  for (const { name, against } of study.variants) known(against, `variant "${name}", against`);
  for (const { variants } of study.gates) for (const name of variants) known(name, 'a gate');
  for (const claim of study.hypotheses) {
    const involved =
      claim.test === 'trend' ? claim.variants : [claim.variant, ...[claim.against ?? []].flat()];
    for (const name of involved) known(name, `hypothesis "${claim.name}"`);
    if (
      claim.test === 'trend' &&
      (claim.positions?.length ?? claim.variants.length) !== claim.variants.length
    ) {
      throw new CodistillError(
        'ERR_CONFIG',
        `hypothesis "${claim.name}": ${claim.variants.length} variants have ${claim.positions?.length} positions`,
      );
    }
  }
  return study;
}

/** A variant's name as a folder. */
export function folderName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9._-]+/g, '-');
}

/** Far more than anybody runs: a seed itself, given as if it were one, is not taken for a count. */
const SEEDS_MAX = 10_000;

/**
 * Reads seeds: a count, which means 1 to that many, or a list.
 *
 * @throws {CodistillError} `ERR_CONFIG` when there is none, or one is given twice or is not a whole number from 1 on.
 */
export function seedsOf(value: number | readonly number[]): readonly number[] {
  const isSeed = (seed: number): boolean => Number.isInteger(seed) && seed >= 1 && seed <= 0xffffffff;
  const isCount = typeof value === 'number' && isSeed(value) && value <= SEEDS_MAX;
  const counted = isCount ? Array.from({ length: value }, (_, i) => i + 1) : [];
  const seeds = typeof value === 'number' ? counted : value;
  if (seeds.length === 0 || !seeds.every(isSeed) || new Set(seeds).size !== seeds.length) {
    throw new CodistillError('ERR_CONFIG', `seeds: ${String(value)} is neither a count nor a list of seeds`, {
      fix: 'give a count, such as 5, or different whole numbers from 1 on, such as 1,2,3',
    });
  }
  return seeds;
}
