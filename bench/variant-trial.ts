import { type ContenderPlan, withContenders } from './contender.js';
import { fastest, interleaved } from './interleaved.js';
import type { BenchOptions } from './options.js';

/** How long each variant trains at a time while the fastest is sought, milliseconds. */
const TRIAL = { repeats: 3, sliceMs: 500 };
const QUICK_TRIAL = { repeats: 1, sliceMs: 200 };

/** Which variant of a contender takes part, and the milliseconds a step by which it was chosen. */
export interface ChosenVariant {
  readonly variant: string;
  readonly trialsMs: Readonly<Record<string, readonly number[]>>;
}

/**
 * Tries every variant of a contender for a moment. Only the fastest then takes part in the comparison, so that memory
 * suffices and no time is lost.
 */
export async function fastestVariant(
  variants: readonly string[],
  planOf: (variant: string) => ContenderPlan,
  options: Pick<BenchOptions, 'quick'>,
  progress: (line: string) => void,
): Promise<ChosenVariant> {
  const plans = variants.map(planOf);
  const times = await withContenders(plans, (contenders) =>
    interleaved(contenders, options.quick ? QUICK_TRIAL : TRIAL),
  );
  for (const [name, values] of times) progress(`tried ${name}: ${timesText(values)} ms a step`);
  const trials = variants.map((variant, i) => [variant, times.get(plans[i]!.name)!] as const);
  return { variant: fastest(new Map(trials)), trialsMs: Object.fromEntries(trials) };
}

/** Each repeat's figure, for a line of progress. */
export function timesText(values: readonly number[]): string {
  return values.map((value) => value.toPrecision(4)).join(' ');
}
