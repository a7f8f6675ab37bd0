import type { CoordinatorEvent } from './core/events.js';

/** Events that may wait while a snapshot is being written; a thousand peers say two thousand things a second. */
const EVENTS_MAX = 4_096;
/** So many are taken together: what they lead to is written and announced once. */
const TOGETHER_MAX = 256;

/** The one way in for events, in order of arrival. */
export class EventQueue {
  readonly #events: CoordinatorEvent[] = [];
  #wake: (() => void) | undefined;
  readonly #later: (wake: () => void) => void;
  #gathering = false;
  #closed = false;

  /** @param later - Calls back when heartbeats have waited long enough for others to come with them. @default at once */
  constructor(later: (wake: () => void) => void = (wake) => wake()) {
    this.#later = later;
  }

  /** Adds an event. One tick waits at most; when the queue is full, what peers will say again is dropped. */
  push(event: CoordinatorEvent): void {
    if (event.kind === 'tick' && this.#events.some((one) => one.kind === 'tick')) return;
    if (this.#events.length >= EVENTS_MAX && event.kind !== 'stopRequested') return;
    this.#events.push(event);
    if (event.kind !== 'heartbeat') this.#end();
    else if (!this.#gathering) {
      this.#gathering = true;
      this.#later(() => this.#end());
    }
  }

  /** Ends the wait of heartbeats, and of whoever waits for events. */
  #end(): void {
    this.#gathering = false;
    this.#wake?.();
  }

  /** Ends {@link next}: what still waits is not taken any more. */
  close(): void {
    this.#closed = true;
    this.#wake?.();
  }

  /** The events that wait, at least one; `null` once the queue is closed. For one reader. */
  async next(): Promise<readonly CoordinatorEvent[] | null> {
    while (!this.#closed) {
      if (this.#events.length > 0 && !this.#gathering) return this.#events.splice(0, TOGETHER_MAX);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
    return null;
  }
}
