/**
 * Divides one wait among those that were waited for: each moment of it in equal parts among all who were still outstanding
 * then. Who comes last carries alone what passes after the last but one, and the shares together are the whole wait.
 *
 * This is the Shapley value of the wait (the airport game, Littlechild & Owen 1973): the mean, over all orders in which the
 * teachers could be taken away, of what each one's going would have saved. The last one alone would be charged by an
 * accident of a millisecond between two that are equally slow, and all of them in full for more than was waited.
 *
 * @param outstandingMs - How long after the beginning each one came, 0: it was there.
 * @param sharesMs - Written: the share of each, of the same length.
 */
export function divideWait(outstandingMs: Float64Array, sharesMs: Float64Array): void {
  sharesMs.fill(0);
  let fromMs = 0;
  for (;;) {
    let untilMs = Number.POSITIVE_INFINITY; // the next arrival
    let outstanding = 0;
    for (const ms of outstandingMs) {
      if (ms <= fromMs) continue;
      outstanding++;
      untilMs = Math.min(untilMs, ms);
    }
    if (outstanding === 0) return;
    const shareMs = (untilMs - fromMs) / outstanding;
    for (let i = 0; i < outstandingMs.length; i++) if (outstandingMs[i]! > fromMs) sharesMs[i]! += shareMs;
    fromMs = untilMs;
  }
}
