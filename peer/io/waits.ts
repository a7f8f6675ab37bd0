import type { CodistillError } from '../../proto/errors.js';
import { Patience } from '../../proto/patience.js';
import type { PeerLog } from './peer-log.js';

export interface WaitsOptions {
  /** How long nats-server, and after it the run, may take to come. */
  readonly contactMs: number;
  /** The user has had enough. */
  readonly signal: AbortSignal;
  readonly log: PeerLog;
  readonly nowMs: () => number;
}

/** The waits of a peer until training begins: for nats-server, and for the run. */
export class Waits {
  readonly nats: Patience;
  readonly run: Patience;
  /** Ends all waiting. */
  readonly signal: AbortSignal;
  readonly #over = new AbortController();
  #failure: CodistillError | undefined;

  constructor({ contactMs, signal, log, nowMs }: WaitsOptions) {
    this.signal = AbortSignal.any([signal, this.#over.signal]);
    const patience = (): Patience =>
      new Patience({
        nowMs,
        boundMs: contactMs,
        say: (line) => log.warn({}, line),
        fail: (error) => {
          this.#failure = error;
          this.#over.abort();
        },
      });
    this.nats = patience();
    this.run = patience();
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
