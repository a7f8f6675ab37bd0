import { type RandomStream, randomStream } from '../proto/random.js';

/** One death of a process of a run. */
export interface Kill {
  /** A peer's id, `coordinator` or `nats-server`. */
  readonly role: string;
  /** After the beginning of the measured time, milliseconds. */
  readonly atMs: number;
}

export interface KillPlanOptions {
  readonly seed: number;
  /** The peers that may die; the others survive. */
  readonly victims: readonly string[];
  /** One peer dies in each interval. */
  readonly intervals: number;
  readonly intervalMs: number;
}

/** Draws who is killed when: a peer in each interval, early enough to be back at its end, and both servers once. */
export function drawKills({ seed, victims, intervals, intervalMs }: KillPlanOptions): readonly Kill[] {
  const random = randomStream(seed, 'jitter');
  const at = (interval: number, from: number, to: number): number =>
    Math.round(intervalMs * (interval + between(random, from, to)));
  const peers = Array.from({ length: intervals }, (_, interval) => ({
    role: victims[random.integer(0, victims.length - 1)]!,
    atMs: at(interval, 0.1, 0.4),
  }));
  const servers = ['coordinator', 'nats-server'].map((role) => ({
    role,
    atMs: at(random.integer(0, intervals - 1), 0.5, 0.7),
  }));
  return [...peers, ...servers].sort((a, b) => a.atMs - b.atMs);
}

function between(random: RandomStream, from: number, to: number): number {
  return from + (to - from) * random.uniform();
}
