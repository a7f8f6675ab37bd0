import { createHash } from 'node:crypto';
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
  #tried = 0;
  readonly #places = new Map<string, SessionPlace>();

  get programs(): number {
    return this.#places.size;
  }

  /**
   * Hands a graph to TensorFlow, for as long as the session is open, unless the very same is there.
   *
   * @throws {Error} With TensorFlow's words when it does not take the graph.
   */
  add(graph: Uint8Array): SessionPlace {
    this.#session ??= nativeSessions().open(graphBytes([]), sessionConfig());
    const digest = createHash('sha256').update(graph).digest('hex');
    const known = this.#places.get(digest);
    if (known !== undefined) return known;
    const place = { session: this.#session, prefix: `program_${this.#tried++}` };
    nativeSessions().extend(place.session, graph, place.prefix);
    this.#places.set(digest, place);
    return place;
  }

  close(): void {
    if (this.#session !== undefined) nativeSessions().close(this.#session);
    this.#places.clear();
  }
}
