/** Milliseconds of one attempt, of the wait before the next with its jitter, and of the pings by which a loss is noticed. */
export const NATS_TIMES = {
  peer: { connectMs: 2_000, reconnectMs: 200, jitterMs: 300, pingMs: 1_000, pingsOutMax: 2 },
  coordinator: { connectMs: 2_000, reconnectMs: 200, jitterMs: 100, pingMs: 500, pingsOutMax: 2 },
  launcher: { connectMs: 5_000, reconnectMs: 250, jitterMs: 100 },
} as const;

/** Who holds a connection. */
export type NatsParty = keyof typeof NATS_TIMES;

/** Options of a NATS client that decide how soon it notices a lost server. */
export interface NatsPatience {
  readonly timeout: number;
  readonly reconnect: false;
  readonly pingInterval?: number;
  readonly maxPingOut?: number;
}

/** Time to the next attempt: the party's own, and at random as much as its jitter more, so that nobody comes back at one instant. */
export function reconnectMs(party: NatsParty, random: () => number): number {
  const { reconnectMs: least, jitterMs } = NATS_TIMES[party];
  return least + random() * jitterMs;
}

/**
 * The options of a party. The launcher pings as seldom as the client does by itself.
 *
 * A client that has lost its server is replaced. One that reconnects by itself comes to have two
 * connections where the server has stood still: an attempt that ran out of time is never closed, the server ends it when it
 * goes on, and the client then leaves the connection that it has for another one, open and subscribed (nats 2.29.3). A
 * coordinator would hear itself, as a rival.
 */
export function natsPatience(party: NatsParty): NatsPatience {
  const times = NATS_TIMES[party];
  return {
    reconnect: false,
    timeout: times.connectMs,
    ...('pingMs' in times ? { pingInterval: times.pingMs, maxPingOut: times.pingsOutMax } : {}),
  };
}
