import type { NatsSettings } from '../nats-settings.js';
import type { GuestWays } from './child-arguments.js';

/** The part of a machine in a run that another one has begun. */
export interface Guest {
  readonly runId: string;
  readonly natsUrl: string;
  /** Settings of its peers, by their ids. */
  readonly keys: ReadonlyMap<string, NatsSettings>;
  /** Its own ways: where it listens, what it computes with, the folders whose modules may be loaded. */
  readonly ways: GuestWays;
}
