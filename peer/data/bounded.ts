import assert from 'node:assert/strict';

/**
 * Runs `work` for 0 … count-1, at most `limit` at a time. The first failure ends it: no further work begins, what is
 * under way is waited for, then the failure is thrown.
 */
export async function forEachBounded(
  count: number,
  limit: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  assert(limit >= 1, 'a limit of at least one');
  let next = 0;
  let failed = false;
  const lane = async (): Promise<void> => {
    while (next < count && !failed) {
      try {
        await work(next++);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(limit, count) }, lane));
  const failure = lanes.find((one) => one.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
