import * as z from 'zod';
import { CodistillError } from '../../proto/errors.js';
import { assign, isSection, parseConfig, resolveSection, type Section } from '../config.js';
import { checkStudy, QUESTIONS, type Study, seedsOf, type Variant } from './study.js';

const section = z.record(z.string(), z.unknown());

const variant = z.looseObject({
  about: z.string().default('').describe('one line'),
  against: z.string().optional().describe('the variant it is compared to; default: the baseline'),
  extends: z.string().optional().describe('another variant that this one is like'),
});

const schema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]*$/, 'write it in small letters, digits, ".", "_" and "-"')
    .describe('also the name of its folder below runs/'),
  about: z.string().default(''),
  base: section.default({}).describe('any part of the run spec, for all variants'),
  variants: z.record(z.string().min(1), variant.nullable()).optional(),
  matrix: z
    .record(z.string(), z.array(z.unknown()).min(1))
    .optional()
    .describe('path in the run spec → values: a variant for each combination'),
  baseline: z.string().optional().describe('default: the variant called baseline, else the first'),
  seeds: z.union([z.number(), z.array(z.number())]).default(5),
  seedsPerData: z.number().int().min(1).default(1),
  ...QUESTIONS,
});

/** Changes that a command line may make to a study file. */
export interface StudyOverrides {
  /** `--set a.b=value`, in order: win over everything in every variant. */
  readonly sets: readonly string[];
  readonly seeds?: number | readonly number[] | undefined;
}

/**
 * Reads a study from the text of its YAML file.
 *
 * @param file - Its name, for errors.
 * @throws {CodistillError} `ERR_CONFIG` naming file, variant and field.
 */
export function parseStudy(text: string, file: string, overrides: StudyOverrides): Study {
  return studyOf(parseConfig(text, file), file, overrides);
}

/**
 * As {@link parseStudy}, of a study that lies in another file.
 *
 * @param file - Where it lies, for errors.
 */
export function studyOf(found: unknown, file: string, overrides: StudyOverrides): Study {
  const result = schema.safeParse(found);
  if (!result.success) throw invalid(file, result.error);
  const { name, about, base, seedsPerData, target, gates, hypotheses, ...rest } = result.data;
  const seeds = seedsOf(overrides.seeds ?? rest.seeds);
  const arms = rest.matrix === undefined ? listed(rest.variants, rest.baseline, file) : combined(rest.matrix);
  const variants = arms.map(({ changes, ...arm }): Variant => {
    const spec = resolve(base, changes, overrides.sets, `${file}, variant "${arm.name}"`);
    return { ...arm, spec };
  });
  return checkStudy({ name, about, variants, seeds, seedsPerData, target, gates, hypotheses });
}

interface Arm extends Omit<Variant, 'spec'> {
  /** Its changes to the base, weakest first. */
  readonly changes: readonly Section[];
}

function listed(
  variants: z.infer<typeof schema>['variants'],
  baseline: string | undefined,
  file: string,
): readonly Arm[] {
  const names = Object.keys(variants ?? {});
  if (variants === undefined || names.length === 0) {
    throw new CodistillError('ERR_CONFIG', `${file}: a study has variants, or a matrix`, {
      fix: 'add for example  variants: { alone: { exchange: { mode: none } }, mutual: {} }',
    });
  }
  const chosen = baseline ?? (names.includes('baseline') ? 'baseline' : names[0]!);
  const changesOf = (name: string, seen: readonly string[]): readonly Section[] => {
    const entry = variants[name];
    if (entry === undefined || seen.includes(name)) {
      throw new CodistillError(
        'ERR_CONFIG',
        `${file}: variant "${seen.at(-1)}" extends "${name}", which ${entry === undefined ? 'is not there' : 'extends it'}`,
      );
    }
    const { about: _about, against: _against, extends: parent, ...own } = entry ?? {};
    return parent === undefined ? [own] : [...changesOf(parent, [...seen, name]), own];
  };
  return names.map((name) => ({
    name,
    about: variants[name]?.about ?? '',
    against: variants[name]?.against ?? chosen,
    changes: changesOf(name, []),
  }));
}

/** A variant for each combination; it is compared to the one that differs in the first path alone, at its first value. */
function combined(matrix: Readonly<Record<string, readonly unknown[]>>): readonly Arm[] {
  const axes = Object.entries(matrix);
  let combinations: readonly (readonly unknown[])[] = [[]];
  for (const [, values] of axes) {
    combinations = combinations.flatMap((chosen) => values.map((value) => [...chosen, value]));
  }
  const nameOf = (values: readonly unknown[]): string => values.map(String).join(' ');
  return combinations.map((values) => {
    const changes: Section = {};
    for (const [i, [path]] of axes.entries()) assign(changes, path, values[i], 'the matrix');
    return {
      name: nameOf(values),
      about: '',
      against: nameOf([axes[0]![1][0], ...values.slice(1)]),
      changes: [changes],
    };
  });
}

/**
 * `peers` may be a count, with `network`, `device` and `precision` beside it for those that do not name their own: a study says
 * "four peers" more often than it names them.
 */
function resolve(
  base: Section,
  changes: readonly Section[],
  sets: readonly string[],
  where: string,
): Variant['spec'] {
  const { peers, network, device, precision, ...sections } = changes.reduce(merge, base);
  const shared = {
    ...(network === undefined ? {} : { network }),
    ...(device === undefined ? {} : { device }),
    ...(precision === undefined ? {} : { precision }),
  };
  const list = typeof peers === 'number' ? Array.from({ length: peers }, () => ({})) : (peers ?? [{}, {}]);
  const named = Array.isArray(list)
    ? list.map((peer: unknown) => (isSection(peer) ? { ...shared, ...peer } : peer))
    : list;
  try {
    return resolveSection({ ...sections, peers: named }, { flags: new Map(), peers: { options: [] }, sets });
  } catch (error) {
    if (!(error instanceof CodistillError)) throw error;
    const { code, message, fix, facts } = error;
    throw new CodistillError(code, `${where}: ${message}`, { fix, facts, cause: error });
  }
}

/** Sections are merged key by key; anything else, lists too, is replaced. */
function merge(under: Section, over: Section): Section {
  const merged: Section = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isSection(below) && isSection(value) ? merge(below, value) : value;
  }
  return merged;
}

function invalid(file: string, error: z.ZodError): CodistillError {
  const lines = error.issues.map((issue) => {
    const where = issue.path.join('.');
    return where === '' ? issue.message : `${where}: ${issue.message}`;
  });
  return new CodistillError('ERR_CONFIG', `${file} is not a study:\n  ${lines.join('\n  ')}`, {
    fix: 'correct these fields; docs/compare.md explains them',
    facts: { file, fields: lines },
  });
}
