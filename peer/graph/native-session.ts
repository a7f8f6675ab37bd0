import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { tensorflow } from '#generated/tensorflow';
import { addonFile } from '../model/addon-file.js';

/** A session or a plan of the addon, opaque; freed with the last reference to it. */
export type NativeHandle = { readonly native: unique symbol };

/** The functions of `session.cc`, which set-up compiles. All of them throw with TensorFlow's words. */
export interface NativeSessions {
  /** @param graph - A `GraphDef`. */
  open(graph: Uint8Array, config: Uint8Array): NativeHandle;
  /** Adds a `GraphDef`'s nodes to a session's, each named `prefix/name`. */
  extend(session: NativeHandle, graph: Uint8Array, prefix: string): void;
  /** Finds the nodes of a run by name, once. */
  plan(
    session: NativeHandle,
    feeds: readonly string[],
    types: readonly number[],
    shapes: readonly (readonly number[])[],
    fetches: readonly string[],
  ): NativeHandle;
  /** @returns The bytes of each fetched tensor. */
  run(plan: NativeHandle, values: readonly (Float32Array | Int32Array)[]): ArrayBuffer[];
  close(session: NativeHandle): void;
  /** Bytes from the start of an array's memory to the next place that TensorFlow reads without a copy. */
  offset(values: Uint8Array): number;
}

/**
 * Settings of a session. With one thread for each op, ops run one after the other on the thread that asks for them: to
 * hand each run to another thread, and to wait for it, costs a small network a tenth of its step.
 */
export function sessionConfig(environment: NodeJS.ProcessEnv = process.env): Uint8Array {
  const onCaller = environment.TF_NUM_INTRAOP_THREADS === '1';
  return tensorflow.ConfigProto.encode(onCaller ? { interOpParallelismThreads: -1 } : {}).finish();
}

/** Numbers that are not aligned to this TensorFlow copies before it reads them. */
const ALIGNMENT_BYTES = 64;

let loaded: NativeSessions | undefined;

/** The addon, which lies beside tfjs's. */
export function nativeSessions(): NativeSessions {
  if (loaded === undefined) {
    const require = createRequire(import.meta.url);
    loaded = require(join(dirname(addonFile()), 'session.node')) as NativeSessions;
  }
  return loaded;
}

/** Numbers that TensorFlow reads where they lie. */
export function alignedFloats(length: number): Float32Array {
  const bytes = new Uint8Array(length * 4 + ALIGNMENT_BYTES);
  return new Float32Array(bytes.buffer, nativeSessions().offset(bytes), length);
}
