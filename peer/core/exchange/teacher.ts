import type { Member } from '../../../proto/codec.js';
import type { PeerId } from '../../../proto/identity.js';
import { LIMITS } from '../../../proto/limits.js';
import { waitMs } from './deadline.js';

/** The knowledge of one other member of the view as a teacher; the functions of this file are all its transitions. */
export interface Teacher {
  readonly peerId: PeerId;
  /** The one that all the rest is about: a new incarnation is a new teacher. */
  readonly incarnation: number;
  /**
   * Arrival minus own offer, newest last, at most `LIMITS.lagSamplesMax`; negative where the prediction was there
   * first. Empty: it is met as if for the first time.
   */
  readonly lagsMs: readonly number[];
  /** Misses since it last kept up with this peer's steps. */
  readonly misses: number;
  /** True: no step waits for it, unless the run is strict, until it keeps up again. */
  readonly suspended: boolean;
  /** It has said that it does not train until then; 0: it has been heard since. */
  readonly busyUntilMs: number;
  /** Newest step it was seen to reach; never falls. -1: none. */
  readonly newestStep: number;
  /** Hearings in a row at which it had come further, too far ahead of this peer: one that stands there waits for it. */
  readonly runsAhead: number;
  /** Arrival of its newest prediction; minus infinity: none has come. */
  readonly heardAtMs: number;
  /** Smoothed time that one of its steps takes; 0: fewer than two of its steps were seen. */
  readonly intervalMs: number;
  /** Its newest validation accuracy, 0 to 1; `null`: it has said none. */
  readonly validationAccuracy: number | null;
}

/** Wait for a teacher that was never heard: it may still be building its network. */
export const FIRST_CONTACT_MS = 10_000;

/** How much slower than its usual pace a teacher may be that has steps to catch up. */
const PACE_SLACK = 1.5;

/** Weight of the newest interval in the smoothed one. */
const INTERVAL_SHARE = 0.2;

export function newTeacher(
  { peerId, incarnation }: Pick<Member, 'peerId' | 'incarnation'>,
  suspended: boolean,
): Teacher {
  return {
    peerId,
    incarnation,
    lagsMs: [],
    misses: 0,
    suspended,
    busyUntilMs: 0,
    newestStep: -1,
    runsAhead: 0,
    heardAtMs: Number.NEGATIVE_INFINITY,
    intervalMs: 0,
    validationAccuracy: null,
  };
}

/** The arrival of a teacher's prediction, seen from this peer's own steps. */
export interface Hearing {
  /** Step that the prediction is for. */
  readonly step: number;
  /** Step that the teacher itself has reached: another one where it answers a request. */
  readonly reachedStep: number;
  /** Newest step of this peer. */
  readonly ownStep: number;
  /** Steps ahead of that one that are more than a peer can be ahead which waits for this one. */
  readonly leadSteps: number;
  /** When this peer opened the exchange of `step`; `undefined`: not yet, or too long ago. */
  readonly openedAtMs: number | undefined;
  /** A teacher that comes on is waited for when it is no more steps behind: one that will never jump to where this peer is. */
  readonly behindStepsMax: number;
  readonly nowMs: number;
}

/** A prediction came: a late one shows a lag, and one for the current step or a later one ends every suspension. */
export function hear(teacher: Teacher, hearing: Hearing): Teacher {
  const { step, reachedStep, ownStep, openedAtMs, nowMs } = hearing;
  const late = openedAtMs !== undefined && teacher.newestStep < step;
  const keepsUp = step >= ownStep;
  const comesOn = reachedStep > teacher.newestStep && step >= ownStep - hearing.behindStepsMax;
  return {
    ...(late ? noteLag(teacher, nowMs - openedAtMs, openedAtMs) : teacher),
    heardAtMs: nowMs,
    newestStep: Math.max(teacher.newestStep, reachedStep),
    runsAhead: runsAheadAfter(teacher, hearing),
    intervalMs: intervalOf(teacher, reachedStep, nowMs),
    busyUntilMs: 0,
    misses: keepsUp ? 0 : teacher.misses,
    suspended: teacher.suspended && !(keepsUp || comesOn),
  };
}

/** This peer has come to where the teacher was last heard: only from here on can it run ahead again. */
export function caughtUp(teacher: Teacher): Teacher {
  return teacher.runsAhead === 0 ? teacher : { ...teacher, runsAhead: 0 };
}

function runsAheadAfter({ newestStep, runsAhead }: Teacher, hearing: Hearing): number {
  const { reachedStep, ownStep, leadSteps } = hearing;
  if (Math.max(newestStep, reachedStep) < ownStep + leadSteps) return 0;
  return reachedStep > newestStep ? runsAhead + 1 : runsAhead;
}

function intervalOf(teacher: Teacher, step: number, nowMs: number): number {
  const { busyUntilMs, heardAtMs, intervalMs, newestStep } = teacher;
  if (newestStep < 0 || step <= newestStep || busyUntilMs > 0) return intervalMs;
  const newest = (nowMs - heardAtMs) / (step - newestStep);
  return intervalMs === 0 ? newest : intervalMs + INTERVAL_SHARE * (newest - intervalMs);
}

/** Adds a lag, unless the teacher was busy in between: an evaluation says nothing about its steps. */
export function noteLag(teacher: Teacher, lagMs: number, openedAtMs: number): Teacher {
  if (teacher.busyUntilMs > openedAtMs) return teacher;
  return { ...teacher, lagsMs: [...teacher.lagsMs, lagMs].slice(-LIMITS.lagSamplesMax) };
}

/** Its lags no longer say when it will predict: it is met as if for the first time. */
export function forgetLags(teacher: Teacher): Teacher {
  return teacher.lagsMs.length === 0 ? teacher : { ...teacher, lagsMs: [] };
}

/** All that is known of it is from before a pause of this process. */
export function aged(teacher: Teacher, pausedMs: number): Teacher {
  const { busyUntilMs, heardAtMs } = teacher;
  const busy = busyUntilMs === 0 ? 0 : busyUntilMs + pausedMs;
  return { ...teacher, busyUntilMs: busy, heardAtMs: heardAtMs + pausedMs };
}

/** It has said that it will not train until then. */
export function noteBusy(teacher: Teacher, busyUntilMs: number): Teacher {
  return { ...teacher, busyUntilMs };
}

export function noteAccuracy(teacher: Teacher, validationAccuracy: number): Teacher {
  return { ...teacher, validationAccuracy };
}

/** This peer begins at another step: misses and lags are forgotten, and a suspension too where `trusted`. */
export function meetAgain(teacher: Teacher, trusted: boolean): Teacher {
  return { ...teacher, lagsMs: [], misses: 0, runsAhead: 0, suspended: teacher.suspended && !trusted };
}

/** A step waited for it in vain: it is suspended once it is gone, or when it was never heard at all. */
export function miss(teacher: Teacher, nowMs: number, linkIsDown: boolean): Teacher {
  const misses = teacher.misses + 1;
  const neverHeard = teacher.lagsMs.length === 0 && teacher.newestStep < 0;
  const gone = misses >= LIMITS.missesMax && isGone(teacher, nowMs, linkIsDown);
  return { ...teacher, misses, suspended: neverHeard || gone };
}

/**
 * Whether a teacher that misses its deadlines is gone rather than slow. A slow one is waited for at every step, within
 * the deadline: a peer that ran ahead of it would never hear it in time again.
 */
export function isGone({ heardAtMs, intervalMs }: Teacher, nowMs: number, linkIsDown: boolean): boolean {
  const patienceMs = Math.max(LIMITS.silenceMsMin, LIMITS.silenceIntervals * intervalMs);
  return linkIsDown || nowMs - heardAtMs >= patienceMs;
}

/** Whether it was heard within the time that a lease lasts. */
export function isHeard({ heardAtMs }: Teacher, nowMs: number): boolean {
  return nowMs - heardAtMs < LIMITS.leaseMs;
}

/**
 * When an exchange of a step stops waiting for a teacher.
 *
 * @param sinceMs - Earliest time at which a teacher that was never heard can have begun.
 */
export function deadlineMs(
  teacher: Teacher,
  exchange: { readonly step: number; readonly openedAtMs: number; readonly sinceMs: number },
  waitMsMax: number,
): number {
  const { busyUntilMs, heardAtMs, intervalMs, lagsMs, newestStep } = teacher;
  const { step, openedAtMs, sinceMs } = exchange;
  if (lagsMs.length === 0) return Math.max(openedAtMs, sinceMs, busyUntilMs) + FIRST_CONTACT_MS;
  const wait = waitMs(lagsMs, FIRST_CONTACT_MS, waitMsMax);
  // One that is steps behind, but comes on, is due when it has made those steps at its own pace.
  const stepsBehind = Math.max(0, step - newestStep);
  const dueMs = heardAtMs + PACE_SLACK * stepsBehind * intervalMs;
  return Math.max(openedAtMs + wait, busyUntilMs + wait, dueMs);
}
