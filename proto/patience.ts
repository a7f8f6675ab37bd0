import { CodistillError } from './errors.js';
import { isPermanent } from './nats-refusal.js';

/** A wait is told of this often, milliseconds. */
const WAIT_TOLD_MS = 5_000;
/** Where nobody waits for it, a trouble that stays is told again after this long, milliseconds, and then ever more seldom. */
const TROUBLE_TOLD_MS = 10_000;

export interface PatienceOptions {
  readonly nowMs: () => number;
  /** How long what is waited for may take to come. */
  readonly boundMs: number;
  readonly say: (line: string) => void;
  /** Ends the wait; called once. */
  readonly fail: (error: CodistillError) => void;
}

/**
 * A wait for nats-server, for a run or for peers. It says every few seconds what is waited for, why and until when, and
 * ends after its bound, or at once with what no waiting mends. What was there once is not waited for any more: then
 * trouble is only told.
 */
export class Patience {
  readonly #options: PatienceOptions;
  #untilMs: number;
  #state: 'waiting' | 'contented' | 'failed' = 'waiting';
  #told = '';
  #toldAtMs = Number.NEGATIVE_INFINITY;
  /** When the trouble that was told last began, and when it was last met. */
  #sinceMs = 0;
  #metAtMs = 0;

  constructor(options: PatienceOptions) {
    this.#options = options;
    this.#untilMs = options.nowMs() + options.boundMs;
  }

  get waiting(): boolean {
    return this.#state === 'waiting';
  }

  /** It came, and may go again before it was of use: the bound begins anew. */
  renew(): void {
    this.#untilMs = this.#options.nowMs() + this.#options.boundMs;
    this.#told = '';
  }

  /** It is there; called as often as one sees that. */
  content(): void {
    if (this.#state !== 'waiting') return;
    this.#state = 'contented';
    this.#told = '';
  }

  /** Takes the reason why it is not there yet, or not there any more; called as often as one looks. */
  trouble(error: CodistillError): void {
    const nowMs = this.#options.nowMs();
    if (this.#state === 'failed') return;
    if (this.#state === 'contented') {
      this.#tellTrouble(error.message, nowMs);
      return;
    }
    const leftMs = this.#untilMs - nowMs;
    if (isPermanent(error) || leftMs <= 0) {
      this.#fail(error);
      return;
    }
    const until = Number.isFinite(leftMs) ? ` for ${Math.ceil(leftMs / 1_000)} s at most` : '';
    this.#tell(error.message, `waiting${until}: ${error.message}`, nowMs, WAIT_TOLD_MS);
  }

  /** Twice as long between two lines each time: an outage of a night is no thousand lines. */
  #tellTrouble(what: string, nowMs: number): void {
    if (what !== this.#told || nowMs - this.#metAtMs > TROUBLE_TOLD_MS) {
      this.#told = '';
      this.#sinceMs = nowMs;
    }
    this.#metAtMs = nowMs;
    this.#tell(what, what, nowMs, Math.max(TROUBLE_TOLD_MS, this.#toldAtMs - this.#sinceMs));
  }

  #tell(what: string, line: string, nowMs: number, everyMs: number): void {
    if (what === this.#told && nowMs - this.#toldAtMs < everyMs) return;
    this.#told = what;
    this.#toldAtMs = nowMs;
    this.#options.say(line);
  }

  #fail(error: CodistillError): void {
    this.#state = 'failed';
    const { boundMs, fail } = this.#options;
    fail(isPermanent(error) || boundMs === 0 ? error : inVain(error, boundMs));
  }
}

function inVain(error: CodistillError, boundMs: number): CodistillError {
  const { code, message, fix, facts } = error;
  const waited = `waited ${Math.round(boundMs / 1_000)} s in vain`;
  return new CodistillError(code, `${waited}: ${message}`, { fix, facts, cause: error });
}
