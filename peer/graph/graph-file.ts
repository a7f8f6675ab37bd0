import { createHash } from 'node:crypto';
import type { TensorType } from './graph.js';
import type { OpScript } from './replay.js';

/** A compiled graph as data, with a digest that proves whether it is still the graph of a network. */
export interface CompiledGraph {
  /** Of the traces that it was made of; see `traceDigest`. */
  readonly digest: string;
  readonly script: OpScript;
  readonly variables: readonly TensorType[];
  /** Names of the nodes that inputs are fed to. */
  readonly inputs: readonly string[];
  /** Names of the outputs to fetch, by their purpose. */
  readonly fetches: Readonly<Record<string, string>>;
  readonly graphDef: Uint8Array;
}

const DIGEST_LENGTH = 64;
const NEWLINE = 0x0a;

/** SHA-256 of the rest, hex; what describes the graph, as JSON; the GraphDef: parted by line ends. */
export function encodeGraph({ graphDef, ...description }: CompiledGraph): Uint8Array {
  const content = Buffer.concat([Buffer.from(`${JSON.stringify(description)}\n`), graphDef]);
  return Buffer.concat([Buffer.from(`${sha256(content)}\n`), content]);
}

/** @returns `undefined` for anything but the very bytes that were encoded. */
export function decodeGraph(bytes: Uint8Array): CompiledGraph | undefined {
  const content = bytes.subarray(DIGEST_LENGTH + 1);
  const digest = Buffer.from(bytes.subarray(0, DIGEST_LENGTH)).toString('latin1');
  if (bytes[DIGEST_LENGTH] !== NEWLINE || digest !== sha256(content)) return undefined;
  const end = content.indexOf(NEWLINE);
  const text = Buffer.from(content.subarray(0, end)).toString();
  const description = JSON.parse(text) as Omit<CompiledGraph, 'graphDef'>;
  return { ...description, graphDef: content.subarray(end + 1) };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
