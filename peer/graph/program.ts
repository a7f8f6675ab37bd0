import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nativeBackend, type Tensor, tf } from '../model/backend.js';
import { GRAPH_TAG, savedModelBytes } from './emit.js';
import type { GraphNode, TensorType } from './graph.js';
import { LOADED, newValueName, readName, withVariables } from './variables.js';

/** A tensor by the name of the node it is fed to. */
export type Feeds = Readonly<Record<string, Tensor>>;

/** The SavedModel of a program. */
export function programBytes(nodes: readonly GraphNode[], variables: readonly TensorType[]): Uint8Array {
  return savedModelBytes(withVariables(nodes, variables));
}

/** A graph loaded into a TensorFlow session of its own, with variables that live there. */
export class Program {
  readonly #session: number;
  readonly #variables: readonly TensorType[];

  /**
   * Hands a graph to TensorFlow. The variables have no value until {@link load}.
   *
   * @param graph - Its nodes, or what {@link programBytes} made of them.
   * @throws {Error} With TensorFlow's words when it does not take the graph.
   */
  constructor(graph: readonly GraphNode[] | Uint8Array, variables: readonly TensorType[]) {
    this.#variables = variables;
    const directory = mkdtempSync(join(tmpdir(), 'codistill-graph-'));
    try {
      const bytes = graph instanceof Uint8Array ? graph : programBytes(graph, variables);
      writeFileSync(join(directory, 'saved_model.pb'), bytes);
      this.#session = nativeBackend().loadSavedModelMetaGraph(directory, GRAPH_TAG);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }

  /**
   * Runs the nodes that the fetched ones need.
   *
   * @returns One tensor for each; the caller owns them.
   */
  run(feeds: Feeds, fetches: readonly string[]): Tensor[] {
    const inputs = Object.entries(feeds);
    const infos = inputs.map(([name, { dtype, shape }]) => ({ name, dtype, shape: [...shape] }));
    const tensors = inputs.map(([, tensor]) => tensor);
    return nativeBackend().runSavedModel(this.#session, tensors, infos, [...fetches]);
  }

  /** Runs nodes, and returns the numbers of each. */
  numbers(feeds: Feeds, fetches: readonly string[]): Float32Array[] {
    const outputs = this.run(feeds, fetches);
    const numbers = outputs.map((tensor) => tensor.dataSync() as Float32Array);
    tf.dispose(outputs);
    return numbers;
  }

  /** Gives every variable its value, copied. */
  load(values: readonly Tensor[]): void {
    const feeds = Object.fromEntries(values.map((value, i) => [newValueName(i), value]));
    tf.dispose(this.run(feeds, [LOADED]));
  }

  /** Every variable's value: references, no copies where the device is the CPU. The caller owns them. */
  variables(): Tensor[] {
    return this.run(
      {},
      this.#variables.map((_, i) => readName(i)),
    );
  }

  dispose(): void {
    nativeBackend().deleteSavedModel(this.#session);
  }
}
