import assert from 'node:assert/strict';

/**
 * Runs `work` for 0 … count-1, at most `limit` at a time. A failure ends it: no further work begins, what is under way
 * is waited for, then the failure of the lowest index is thrown.
 */
export async function forEachBounded(
  count: number,
  limit: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  assert(limit >= 1, 'a limit of at least one');
  let next = 0;
  const failures = new Map<number, unknown>();
  const lane = async (): Promise<void> => {
    while (next < count && failures.size === 0) {
      const index = next++;
      try {
        await work(index);
      } catch (error) {
        failures.set(index, error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, count) }, lane));
  if (failures.size > 0) throw failures.get(Math.min(...failures.keys()));
}

/**
 * Makes something of 0 … count-1 and yields it in order: while one is taken, the ones behind it are under way or wait.
 *
 * @param ahead - How many at most are not yet taken.
 */
export async function* aheadInOrder<Made>(
  count: number,
  ahead: number,
  work: (index: number) => Promise<Made>,
): AsyncGenerator<Made, void, undefined> {
  assert(ahead >= 1, 'something can be under way');
  const made: Promise<Made>[] = [];
  try {
    for (let next = 0; ; ) {
      for (; next < count && made.length < ahead; next++) {
        const one = work(next);
        one.catch(() => {}); // it is thrown when it is its turn
        made.push(one);
      }
      const first = made.shift();
      if (first === undefined) return;
      yield await first;
    }
  } finally {
    await Promise.allSettled(made);
  }
}
