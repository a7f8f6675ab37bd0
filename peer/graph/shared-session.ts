import { graphBytes } from './emit.js';
import { type NativeHandle, nativeSessions, sessionConfig } from './native-session.js';

/** A program's place in a session: its nodes are named `prefix/name` there. */
export interface SessionPlace {
  readonly session: NativeHandle;
  readonly prefix: string;
}

/** A TensorFlow session of several programs, opened by the first. A variable of one index is the same in all of them. */
export class SharedSession {
  #session: NativeHandle | undefined;
  #programs = 0;

  /**
   * Hands a graph to TensorFlow, for as long as the session is open.
   *
   * @throws {Error} With TensorFlow's words when it does not take the graph.
   */
  add(graph: Uint8Array): SessionPlace {
    this.#session ??= nativeSessions().open(graphBytes([]), sessionConfig());
    const place = { session: this.#session, prefix: `program_${this.#programs++}` };
    nativeSessions().extend(place.session, graph, place.prefix);
    return place;
  }

  close(): void {
    if (this.#session !== undefined) nativeSessions().close(this.#session);
  }
}
