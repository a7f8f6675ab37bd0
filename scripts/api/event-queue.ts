/** Events that wait for a slow listener, at most; beyond that the oldest is lost. */
const WAITING_MAX = 10_000;

/**
 * Events on their way to whoever listens, in order. A listener that is slower than the events does not hold them up: what
 * only tells how far something is gives way to the next word of the same thing.
 *
 * There is one listener. Who stops listening ends nothing.
 */
export class EventQueue<Event> implements AsyncIterableIterator<Event, undefined> {
  readonly #topicOf: (event: Event) => string | undefined;
  readonly #waiting: Event[] = [];
  #wake: () => void = () => {};
  #end: { readonly error?: unknown } | undefined;

  /** @param topicOf - Of an event that the next one about the same topic makes needless. */
  constructor(topicOf: (event: Event) => string | undefined) {
    this.#topicOf = topicOf;
  }

  push(event: Event): void {
    if (this.#end !== undefined) return;
    const topic = this.#topicOf(event);
    const before = topic === undefined ? -1 : this.#waiting.findIndex((one) => this.#topicOf(one) === topic);
    if (before >= 0) this.#waiting.splice(before, 1);
    else if (this.#waiting.length >= WAITING_MAX) this.#waiting.shift();
    this.#waiting.push(event);
    this.#wake();
  }

  /** No more will come. */
  end(): void {
    this.#end ??= {};
    this.#wake();
  }

  /** No more will come, since something failed. */
  fail(error: unknown): void {
    this.#end ??= { error };
    this.#wake();
  }

  async next(): Promise<IteratorResult<Event, undefined>> {
    while (this.#waiting.length === 0 && this.#end === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#waiting.length > 0) return { done: false, value: this.#waiting.shift()! };
    const end = this.#end;
    this.#end = {}; // an error is thrown once
    if (end !== undefined && 'error' in end) throw end.error;
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<Event, undefined>> {
    this.end();
    this.#waiting.length = 0;
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
