import type { CodistillError } from './errors.js';
import { Patience, type PatienceOptions } from './patience.js';

export interface WaitsOptions extends Omit<PatienceOptions, 'fail'> {
  /** The user has had enough. */
  readonly signal?: AbortSignal;
}

/** The two waits of a process until a run begins: for nats-server, and for whom it meets there. One that fails ends both. */
export class Waits {
  readonly nats: Patience;
  readonly run: Patience;
  /** Ends all waiting. */
  readonly signal: AbortSignal;
  readonly #over = new AbortController();
  #failure: CodistillError | undefined;

  constructor({ signal, ...options }: WaitsOptions) {
    this.signal = signal === undefined ? this.#over.signal : AbortSignal.any([signal, this.#over.signal]);
    const fail = (error: CodistillError): void => {
      this.#failure = error;
      this.#over.abort();
    };
    this.nats = new Patience({ ...options, fail });
    this.run = new Patience({ ...options, fail });
  }

  /** The reason why nothing is waited for any more. */
  get failure(): CodistillError | undefined {
    return this.#failure;
  }

  /** Nothing is left to be waited for. */
  end(): void {
    this.#over.abort();
  }
}
