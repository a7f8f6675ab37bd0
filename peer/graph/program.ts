import type { Tensor } from '../model/backend.js';
import { type Numbers, numbersOf, tensorOf } from '../model/numbers.js';
import { graphBytes } from './emit.js';
import { DATA_TYPE, type GraphNode, type TensorType } from './graph.js';
import { type NativeHandle, nativeSessions } from './native-session.js';
import { type SessionPlace, SharedSession } from './shared-session.js';
import { LOADED, newValueName, readName, withVariables } from './variables.js';

/** Numbers to feed, by the name of the node. */
export type Feeds = Readonly<Record<string, Numbers | Tensor>>;

/** The GraphDef of a program. */
export function programBytes(nodes: readonly GraphNode[], variables: readonly TensorType[]): Uint8Array {
  return graphBytes(withVariables(nodes, variables));
}

/** A graph loaded into a TensorFlow session, with variables that live there. */
export class Program {
  readonly #place: SessionPlace;
  /** Closes with the program, where it is for this one alone. */
  readonly #own: SharedSession | undefined;
  readonly #variables: readonly TensorType[];
  /** Runs that were prepared, by what they feed and fetch. */
  readonly #plans = new Map<string, NativeHandle>();

  /**
   * Hands a graph to TensorFlow. The variables have no value until {@link load}.
   *
   * @param graph - Its nodes, or what {@link programBytes} made of them.
   * @param session - Of other programs too, which have the same variables or the first of them. Absent: one of its own.
   * @throws {Error} With TensorFlow's words when it does not take the graph.
   */
  constructor(
    graph: readonly GraphNode[] | Uint8Array,
    variables: readonly TensorType[],
    session?: SharedSession,
  ) {
    this.#variables = variables;
    this.#own = session === undefined ? new SharedSession() : undefined;
    const bytes = graph instanceof Uint8Array ? graph : programBytes(graph, variables);
    this.#place = (session ?? this.#own!).add(bytes);
  }

  /**
   * Runs the nodes that the fetched ones need.
   *
   * @returns The bytes of each.
   */
  run(feeds: Feeds, fetches: readonly string[]): ArrayBuffer[] {
    const names = Object.keys(feeds);
    const fed = Object.values(feeds).map((feed) => ('values' in feed ? feed : numbersOf(feed)));
    const key = `${names.join()}>${fetches.join()}`;
    let plan = this.#plans.get(key);
    if (plan === undefined) {
      const types = fed.map(({ values }) =>
        values instanceof Float32Array ? DATA_TYPE.float32 : DATA_TYPE.int32,
      );
      const shapes = fed.map(({ shape }) => shape);
      const { session, prefix } = this.#place;
      const [fedNodes, fetched] = [names, fetches].map((nodes) => nodes.map((node) => `${prefix}/${node}`));
      plan = nativeSessions().plan(session, fedNodes!, types, shapes, fetched!);
      this.#plans.set(key, plan);
    }
    return nativeSessions().run(
      plan,
      fed.map(({ values }) => values),
    );
  }

  /** Runs nodes, and returns the numbers of each. */
  numbers(feeds: Feeds, fetches: readonly string[]): Float32Array[] {
    return this.run(feeds, fetches).map((bytes) => new Float32Array(bytes));
  }

  /** Gives every variable its value, copied. */
  load(values: readonly Tensor[]): void {
    this.run(Object.fromEntries(values.map((value, i) => [newValueName(i), value])), [LOADED]);
  }

  /** Every variable's value, copied. The caller owns the tensors. */
  variables(): Tensor[] {
    const names = this.#variables.map((_, i) => readName(i));
    return this.run({}, names).map((bytes, i) => {
      const { dtype, shape } = this.#variables[i]!;
      const values = dtype === DATA_TYPE.float32 ? new Float32Array(bytes) : new Int32Array(bytes);
      return tensorOf({ values, shape });
    });
  }

  dispose(): void {
    this.#plans.clear();
    this.#own?.close();
  }
}
