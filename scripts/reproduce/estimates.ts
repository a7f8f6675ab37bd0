import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { replaceFile } from '../../peer/files/run-files.js';
import { runSpecHash } from '../../proto/run-spec.js';
import { meanOf } from '../compare/inference.js';
import type { LaunchSettings } from '../compare/launched-run.js';
import type { Study, Variant } from '../compare/study.js';
import { isToDo, type RunPlace, stateOf } from '../compare/study-directory.js';
import { measurePace } from './measure-pace.js';
import { runSeconds } from './pace.js';
import type { Cell } from './table-file.js';

const schema = z.record(
  z.string(),
  z.object({ spec: z.string(), stepSeconds: z.number(), startSeconds: z.number(), steps: z.number() }),
);

/** About how long one run of each variant takes here, seconds; by variant. */
export type Estimates = ReadonlyMap<string, number>;

const FILE = 'estimates.json';

/** The estimates that need no measuring: of runs that are done the mean of their times, else what was measured before. */
export function knownEstimates(
  { variants }: Pick<Study, 'variants'>,
  places: readonly RunPlace[],
  directory: string,
): Estimates {
  const kept = readKept(directory);
  return new Map(
    variants.flatMap((variant) => {
      const seconds = places.flatMap((place) => {
        const state = stateOf(place);
        return place.run.variant === variant.name && state.kind === 'done' ? [state.summary.wallSeconds] : [];
      });
      if (seconds.length > 0) return [[variant.name, meanOf(seconds)] as const];
      const measured = kept[variant.name];
      return measured?.spec === runSpecHash(variant.spec)
        ? [[variant.name, runSeconds(measured)] as const]
        : [];
    }),
  );
}

/**
 * Trains a few steps of each variant of which nothing is known yet, and keeps what that tells.
 *
 * @param say - Hears of each before it is measured.
 */
export async function measureEstimates(
  study: Pick<Study, 'variants'>,
  places: readonly RunPlace[],
  directory: string,
  settings: LaunchSettings,
  say: (line: string) => void,
): Promise<Estimates> {
  const known = knownEstimates(study, places, directory);
  const isUnknown = ({ name }: Variant): boolean =>
    !known.has(name) && places.some((place) => place.run.variant === name && isToDo(place, false));
  for (const variant of study.variants.filter(isUnknown)) {
    say(`${variant.name}: a few steps, to see how long it takes`);
    const { run } = places.find((place) => place.run.variant === variant.name)!;
    const pace = await measurePace(run, join(directory, 'pace'), settings);
    const kept = { ...readKept(directory), [variant.name]: { spec: runSpecHash(variant.spec), ...pace } };
    replaceFile(join(directory, FILE), `${JSON.stringify(kept, null, 2)}\n`);
  }
  return knownEstimates(study, places, directory);
}

/** About how long the runs that are still to be made take, seconds; `null` where one of them is not known. */
export function secondsLeft(
  estimates: Estimates,
  places: readonly RunPlace[],
  parallel: number,
  cells?: readonly Cell[],
): number | null {
  const asked = cells?.flatMap(({ rows }) => rows.flatMap(({ variant, against }) => [variant, against]));
  const left = places.filter((place) => isToDo(place, false) && (asked?.includes(place.run.variant) ?? true));
  const seconds = left.map(({ run }) => estimates.get(run.variant));
  if (seconds.includes(undefined)) return null;
  return (seconds as number[]).reduce((sum, one) => sum + one, 0) / parallel;
}

function readKept(directory: string): z.infer<typeof schema> {
  const file = join(directory, FILE);
  if (!existsSync(file)) return {};
  try {
    return schema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? {};
  } catch {
    return {}; // cut off by a loss of power: it is measured again
  }
}
