import type { TensorType } from './graph.js';
import { SharedSession } from './shared-session.js';

/** A session with more programs than a few runs need gives its memory back. */
const PROGRAMS_MAX = 16;

/**
 * Keeps the session of a run for the next one in this thread: a graph that is there already need neither be loaded nor
 * optimized again, and TensorFlow does not give back all memory of a session that is closed. The next run brings every
 * variable's value with it, and a session holds nothing else between two steps.
 */
export class KeptSession {
  #kept: { readonly types: string; readonly session: SharedSession } | undefined;

  /** The kept session, if it has just these variables; otherwise a new one, which is kept in its place. */
  sessionFor(variables: readonly TensorType[]): SharedSession {
    const types = JSON.stringify(variables.map(({ dtype, shape }) => [dtype, shape]));
    if (this.#kept?.types !== types || this.#kept.session.programs > PROGRAMS_MAX) {
      this.#kept?.session.close();
      this.#kept = { types, session: new SharedSession() };
    }
    return this.#kept.session;
  }
}
