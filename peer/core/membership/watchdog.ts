import { LIMITS } from '../../../proto/limits.js';

/** A trainer as the I/O thread sees it. Any change is a sign of life. */
export interface Sign {
  readonly state: number;
  readonly step: number;
  /** Messages and offers so far. */
  readonly messages: number;
}

/** Watches a trainer that runs on another thread: the lease is renewed without it, so its hanging has to be noticed. */
export interface Watch {
  readonly sign: Sign;
  readonly observedAtMs: number;
  /** Time that has been watched since the last sign: a pause of the whole process is none of it. */
  readonly stoodMs: number;
  /** Longest time between two signs so far, without first ones and announced pauses. */
  readonly longestMs: number;
  /** A pause that the trainer announced: an evaluation, a checkpoint. */
  readonly pauseMs: number;
}

/** A longer time between two looks is a pause of the watcher itself, during which nothing could be seen. */
const LOOK_MS_MAX = LIMITS.heartbeatMs;
/** A pause may take this many times what was announced. */
const PAUSE_FACTOR = 10;
/** A step may take this many times the longest one so far. */
const STEP_FACTOR = 20;

export function createWatch(sign: Sign, nowMs: number): Watch {
  return { sign, observedAtMs: nowMs, stoodMs: 0, longestMs: 0, pauseMs: 0 };
}

/** @param waiting - It sleeps in an exchange, which the I/O thread itself ends in time. */
export function observe(watch: Watch, sign: Sign, waiting: boolean, nowMs: number): Watch {
  const { state, step, messages } = watch.sign;
  const stoodMs = watch.stoodMs + Math.min(nowMs - watch.observedAtMs, LOOK_MS_MAX);
  if (waiting) return { ...watch, sign, observedAtMs: nowMs, stoodMs: 0 };
  if (state === sign.state && step === sign.step && messages === sign.messages)
    return { ...watch, observedAtMs: nowMs, stoodMs };
  const longestMs = watch.pauseMs > 0 ? watch.longestMs : Math.max(watch.longestMs, stoodMs);
  return {
    sign,
    observedAtMs: nowMs,
    stoodMs: 0,
    longestMs,
    pauseMs: step === sign.step ? watch.pauseMs : 0,
  };
}

/** How long a trainer may stand still before it is taken for hung. */
export function stallLimitMs(watch: Watch): number {
  return Math.max(LIMITS.stallMsMin, PAUSE_FACTOR * watch.pauseMs, STEP_FACTOR * watch.longestMs);
}

export function isStalled(watch: Watch): boolean {
  return watch.stoodMs > stallLimitMs(watch);
}
