import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { ensembleProbabilities } from '../core/scoring/scores.js';
import { ancestorsOf, refTo } from '../graph/graph.js';
import { type LayersModel, nativeBackend } from '../model/backend.js';
import { eagerOutputs, sampleShapeOf } from '../model/evaluate.js';
import type { Member } from './combination.js';
import { type InferenceGraph, type InferenceNode, outputNode } from './inference-graph.js';
import { traceInference } from './inference-trace.js';
import { writeModel } from './model-folder.js';
import { openRuntime } from './open-runtime.js';
import type { Format, OtherRuntime } from './other-runtime.js';
import type { ProofSamples } from './proof-samples.js';

/** The largest difference of one number of an output that arithmetic in another order explains. */
export const DIFFERENCE_MAX = 1e-4;

/** Samples by which the first layer that differs is found. */
const SEARCH_SAMPLES = 4;
const BATCH = 8;

/** A network beside the graph that was made of it. */
export interface TracedPeer extends Member {
  readonly network: LayersModel;
}

/** The outcome of a comparison. */
export interface Proof {
  readonly runtime: string;
  readonly samples: number;
  /** Why the samples were made up; absent: they are those of the test split. */
  readonly syntheticSince?: string | undefined;
  /** The largest one of an output. */
  readonly difference: number;
}

/** Compares what another runtime predicts with an exported model with what the networks predict op by op. */
export async function prove(
  runtime: OtherRuntime,
  peers: readonly TracedPeer[],
  { seen, fed, count, syntheticSince, classes }: ProofSamples,
): Promise<Proof> {
  let difference = 0;
  const predictors = peers.map(({ network }) => eagerOutputs(network));
  const size = seen.length / count;
  for (let at = 0; at < count; at += BATCH) {
    const rows = Math.min(BATCH, count - at);
    const part = (inputs: Float32Array): Float32Array => inputs.slice(at * size, (at + rows) * size);
    const logits = predictors.map((predict) => predict(part(seen), rows).logits);
    const expected = logits.length === 1 ? logits[0]! : ensembleProbabilities(logits, classes);
    difference = Math.max(difference, largestDifference(await runtime.predict(part(fed), rows), expected));
  }
  return { runtime: runtime.name, samples: count, syntheticSince, difference };
}

/** @returns Infinity where the lengths differ or a number is none. */
function largestDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  }
  return largest;
}

/** The error for an export that computes something else, with the first op and layer that do. */
export async function differenceError(
  format: Format,
  peers: readonly TracedPeer[],
  samples: ProofSamples,
  proof: Proof,
): Promise<CodistillError> {
  let first: string | undefined;
  for (const peer of peers) first ??= await firstDifference(format, peer, samples);
  const where = first ?? 'what joins the networks and their preprocessing';
  return new CodistillError(
    'ERR_EXPORT_DIFFERS',
    `${proof.runtime} predicts ${proof.difference} away from the network, beyond ${DIFFERENCE_MAX}; first differs ${where}`,
    { fix: 'take another --format, and report this', facts: { difference: proof.difference, where } },
  );
}

/**
 * Finds an op whose output differs while those that it depends on agree, each compared by a model that ends there. `undefined`:
 * the last one agrees.
 */
async function firstDifference(
  format: Format,
  { graph, network }: TracedPeer,
  { seen, count }: ProofSamples,
): Promise<string | undefined> {
  const samples = Math.min(SEARCH_SAMPLES, count);
  const inputs = seen.slice(0, (seen.length / count) * samples);
  const values = recordedValues(network, inputs, samples);
  const differs = async (node: InferenceNode): Promise<boolean> => {
    const found = await outputOf(format, endingAt(graph, node), sampleShapeOf(network), inputs, samples);
    return largestDifference(found, values.get(node.position!)!) > DIFFERENCE_MAX;
  };
  let suspects = graph.nodes.filter(({ position }) => position !== undefined && values.has(position));
  let worst = suspects.pop();
  if (worst === undefined || !(await differs(worst))) return undefined;
  const before = (node: InferenceNode): ReadonlySet<string> => ancestorsOf(graph.nodes, [refTo(node.name)]);
  suspects = within(suspects, before(worst));
  while (suspects.length > 0) {
    const node = suspects[Math.floor(suspects.length / 2)]!;
    const behind = before(node);
    if (await differs(node)) {
      worst = node;
      suspects = within(suspects, behind).filter((one) => one !== node);
    } else {
      suspects = suspects.filter(({ name }) => !behind.has(name));
    }
  }
  return `${worst.op} in layer "${worst.layer ?? network.name}"`;
}

function within(nodes: readonly InferenceNode[], names: ReadonlySet<string>): InferenceNode[] {
  return nodes.filter(({ name }) => names.has(name));
}

/** The output of a graph, by the runtime of a format. */
async function outputOf(
  format: Format,
  graph: InferenceGraph,
  shape: readonly number[],
  inputs: Float32Array,
  samples: number,
): Promise<Float32Array> {
  const directory = mkdtempSync(join(tmpdir(), 'codistill-export-'));
  try {
    writeModel(directory, format, graph);
    const runtime = await openRuntime(directory, { format, shape, output: graph.output });
    try {
      return await runtime.predict(inputs, samples);
    } finally {
      await runtime.close();
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function endingAt(graph: InferenceGraph, node: InferenceNode): InferenceGraph {
  const before = graph.nodes.slice(0, graph.nodes.indexOf(node) + 1);
  return { ...graph, nodes: [...before, outputNode(graph.output, refTo(node.name), node.outputs[0]!)] };
}

/** The output of each op of a network, by its position, where that is float32. */
function recordedValues(
  network: LayersModel,
  inputs: Float32Array,
  samples: number,
): Map<number, Float32Array> {
  const backend = nativeBackend();
  const original = backend.binding;
  const values = new Map<number, Float32Array>();
  const listener = Object.create(original, {
    executeOp: {
      value: (...args: Parameters<typeof original.executeOp>) => {
        const outputs = original.executeOp(...args);
        const first = original.tensorDataSync(outputs[0]!.id);
        if (first instanceof Float32Array) values.set(outputs[0]!.id, first.slice());
        return outputs;
      },
    },
  }) as typeof original;
  backend.binding = listener;
  try {
    const { ops } = traceInference(network, inputs, samples);
    const found = ops.map(({ outputs }, position) => [position, values.get(outputs[0]!.id)] as const);
    return new Map(found.filter((one): one is readonly [number, Float32Array] => one[1] !== undefined));
  } finally {
    backend.binding = original;
  }
}
