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
