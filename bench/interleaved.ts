import { median } from 'simple-statistics';

/** Trains for a number of steps on request; a `Contender` outside tests. */
export interface Runner {
  readonly name: string;
  /** @returns Milliseconds a measured step. */
  run(warm: number, measured: number): Promise<number>;
}

export interface InterleavedOptions {
  readonly repeats: number;
  /** How long each contender trains at a time, about, milliseconds. */
  readonly sliceMs: number;
}

const STEPS_MIN = 3;
const STEPS_MAX = 20_000;

/**
 * Measures contenders in turns, A B C, B C A, C A B …, so that whatever the machine does meanwhile meets them all and
 * none is always first. One trains at a time.
 *
 * @returns For each contender, milliseconds a step in each repeat.
 */
export async function interleaved(
  runners: readonly Runner[],
  { repeats, sliceMs }: InterleavedOptions,
): Promise<Map<string, number[]>> {
  const steps = new Map<string, number>();
  for (const runner of runners) {
    const stepMs = await runner.run(1, 2);
    steps.set(runner.name, Math.min(STEPS_MAX, Math.max(STEPS_MIN, Math.round(sliceMs / stepMs))));
  }
  const measured = await inTurns(runners, repeats, (runner) => runner.run(1, steps.get(runner.name)!));
  return new Map(runners.map(({ name }, i) => [name, measured[i]!]));
}

/**
 * Lets everyone have a turn in each repeat, another one first each time.
 *
 * @returns What each one's turns gave, in the order of `all`.
 */
export async function inTurns<T, R>(
  all: readonly T[],
  repeats: number,
  turn: (one: T) => Promise<R>,
): Promise<R[][]> {
  const results: R[][] = all.map(() => []);
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (let place = 0; place < all.length; place++) {
      const index = (repeat + place) % all.length;
      results[index]!.push(await turn(all[index]!));
    }
  }
  return results;
}

/** The contender with the smallest median. */
export function fastest(measured: ReadonlyMap<string, readonly number[]>): string {
  const medians = [...measured].map(([name, values]) => [name, median([...values])] as const);
  return medians.reduce((best, one) => (one[1] < best[1] ? one : best))[0];
}
