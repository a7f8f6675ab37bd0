import type { CoordinatorEvent } from './core/events.js';

/** Events that may wait while a snapshot is being written; sixteen peers say less than a hundred things a second. */
const EVENTS_MAX = 4_096;

/** The one way in for events, in order of arrival. */
export class EventQueue {
  readonly #events: CoordinatorEvent[] = [];
  #wake: (() => void) | undefined;
  #closed = false;

  /** Adds an event. One tick waits at most; when the queue is full, what peers will say again is dropped. */
  push(event: CoordinatorEvent): void {
    if (event.kind === 'tick' && this.#events.some((one) => one.kind === 'tick')) return;
    if (this.#events.length >= EVENTS_MAX && event.kind !== 'stopRequested') return;
    this.#events.push(event);
    this.#wake?.();
  }

  /** Ends {@link next}: what still waits is not taken any more. */
  close(): void {
    this.#closed = true;
    this.#wake?.();
  }

  /** The next event; `null` once the queue is closed. For one reader. */
  async next(): Promise<CoordinatorEvent | null> {
    while (!this.#closed) {
      const event = this.#events.shift();
      if (event !== undefined) return event;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
    return null;
  }
}
