import { CodistillError } from '../proto/errors.js';
import type { Patience } from '../proto/patience.js';
import { decideFormation } from './core/formation.js';
import type { CoreOptions } from './core/options.js';
import { hasFormed } from './core/progress.js';
import type { CoordinatorState } from './core/state.js';

/** Runs that others asked for and that are named at most. */
const STRANGERS_MAX = 4;

/** Tells what a coordinator waits for until its cohort has formed, and ends it when nobody ever calls. */
export class FirstContact {
  readonly #runId: string;
  readonly #natsUrl: string;
  readonly #waits: { readonly nats: Patience; readonly run: Patience };
  readonly #strangers = new Set<string>();

  constructor(runId: string, natsUrl: string, waits: { readonly nats: Patience; readonly run: Patience }) {
    this.#runId = runId;
    this.#natsUrl = natsUrl;
    this.#waits = waits;
  }

  /** Somebody asked for another run: perhaps one of ours, with a wrong name. */
  hear(runId: string): void {
    if (this.#strangers.size < STRANGERS_MAX) this.#strangers.add(runId);
  }

  /** Looks at the cohort as it is now. */
  look(state: CoordinatorState, nowMs: number, options: CoreOptions): void {
    const { nats, run } = this.#waits;
    const hasCalled = state.leases.length > 0;
    if (hasCalled) for (const wait of [nats, run]) wait.content();
    if (hasFormed(state) || state.finished) return;
    run.trouble(this.#missing(hasCalled ? decideFormation(state, nowMs, options).reason : this.#silence()));
  }

  /** Nobody has called; who calls for another run may mean this one. */
  #silence(): string {
    const asked = [...this.#strangers].map((one) => `"${one}"`).join(', ');
    return `no peer has called${asked === '' ? '' : `; somebody asks for run ${asked}`}`;
  }

  #missing(reason: string): CodistillError {
    return new CodistillError('ERR_NO_PEERS', `run "${this.#runId}" at ${this.#natsUrl}: ${reason}`, {
      fix: `start its peers: codistill peer --run ${this.#runId} --nats ${this.#natsUrl} --id …`,
      facts: { runId: this.#runId, natsUrl: this.#natsUrl, strangers: [...this.#strangers] },
    });
  }
}
