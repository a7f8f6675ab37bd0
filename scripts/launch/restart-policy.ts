import type { RandomStream } from '../../proto/random.js';

/** When a process that died is started again. */
export interface RestartPolicy {
  /** Delay before the first restart, milliseconds. */
  readonly backoffMsMin: number;
  /** The delay doubles with every restart in the window, up to this. */
  readonly backoffMsMax: number;
  /** Share of the delay that chance may add or take, so that processes killed together do not return together. */
  readonly jitterFraction: number;
  /** The circuit opens at the death that follows this many restarts within the window. */
  readonly restartsMax: number;
  /** Deaths longer ago than this are forgotten, milliseconds. */
  readonly windowMs: number;
}

/** Returns in a quarter of a second at first; five deaths within two minutes are a crash loop. */
export const RESTART_POLICY: RestartPolicy = {
  backoffMsMin: 250,
  backoffMsMax: 10_000,
  jitterFraction: 0.2,
  restartsMax: 5,
  windowMs: 120_000,
};

/** Times of the restarts still in the window, oldest first, milliseconds. */
export type RestartHistory = readonly number[];

export type RestartDecision =
  | {
      readonly kind: 'restart';
      readonly delayMs: number;
      readonly history: RestartHistory;
      readonly reason: string;
    }
  | { readonly kind: 'give-up'; readonly history: RestartHistory; readonly reason: string };

/**
 * Decides what follows the death of a process that may be restarted. Pure.
 *
 * @param nowMs - Time of the death, monotonic, milliseconds.
 * @param isSame - It ended with the very error that it ended with before.
 */
export function decideRestart(
  history: RestartHistory,
  policy: RestartPolicy,
  nowMs: number,
  random: Pick<RandomStream, 'uniform'>,
  isSame = false,
): RestartDecision {
  const recent = history.filter((time) => nowMs - time < policy.windowMs);
  if (isSame) {
    return { kind: 'give-up', history: recent, reason: 'given up: a restart does not mend what ends it' };
  }
  if (recent.length >= policy.restartsMax) {
    const seconds = Math.round(policy.windowMs / 1000);
    const reason = `given up: restarted ${recent.length} times within ${seconds} s`;
    return { kind: 'give-up', history: recent, reason };
  }
  const base = Math.min(policy.backoffMsMax, policy.backoffMsMin * 2 ** recent.length);
  const delayMs = Math.round(base * (1 + policy.jitterFraction * (2 * random.uniform() - 1)));
  return {
    kind: 'restart',
    delayMs,
    history: [...recent, nowMs],
    reason: `restart ${recent.length + 1} of at most ${policy.restartsMax} in ${delayMs} ms`,
  };
}
