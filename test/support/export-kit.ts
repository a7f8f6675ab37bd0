import { createRequire } from 'node:module';
import type { TestContext } from 'node:test';
import type { Member } from '../../peer/export/combination.js';
import { graphFiles } from '../../peer/export/graph-files.js';
import type { InferenceGraph } from '../../peer/export/inference-graph.js';
import { writeFiles } from '../../peer/export/model-folder.js';
import { openRuntime } from '../../peer/export/open-runtime.js';
import type { GraphFormat, OtherRuntime } from '../../peer/export/other-runtime.js';
import { type Proof, prove, type TracedPeer } from '../../peer/export/proof.js';
import type { ProofSamples } from '../../peer/export/proof-samples.js';
import { traceNetwork } from '../../peer/export/trace-network.js';
import { type LayersModel, tf } from '../../peer/model/backend.js';
import { sampleShapeOf } from '../../peer/model/evaluate.js';
import { createNetwork } from '../../peer/model/networks/catalog.js';
import { namedWeights } from '../../peer/model/weights.js';
import { temporaryFolder } from './data-files.js';

/** The formats that can be read back here: ONNX only where its runtime is installed. */
export function readableFormats(): GraphFormat[] {
  return hasOnnxRuntime() ? ['savedmodel', 'tfjs', 'onnx'] : ['savedmodel', 'tfjs'];
}

export function hasOnnxRuntime(): boolean {
  try {
    createRequire(import.meta.url).resolve('onnxruntime-node');
    return true;
  } catch {
    return false;
  }
}

const SHAPES: Readonly<
  Record<'picture' | 'text', { inputShape: [number, number, number] | [number]; positions: number }>
> = {
  picture: { inputShape: [9, 11, 3], positions: 1 }, // odd sides, and not a square
  text: { inputShape: [8], positions: 8 },
};

/** A network of the catalog whose weights, moving statistics included, are like no initial ones. */
export async function trainedNetwork(
  name: string,
  reads: 'picture' | 'text' = 'picture',
  shape: object = {},
): Promise<LayersModel> {
  const network = await createNetwork(name, { ...SHAPES[reads], ...shape, classes: 6, seed: 1 });
  changeWeights(network);
  return network;
}

/** Moves every bias, scale and statistic, which all begin alike, by something of its own; kernels are drawn anyway. */
export function changeWeights(network: LayersModel): void {
  namedWeights(network).forEach(({ variable }, i) => {
    if (variable.rank !== 1) return;
    const moved = tf.tidy(() => tf.add(variable, tf.randomUniform(variable.shape, 0, 0.3, 'float32', i + 1)));
    variable.assign(moved);
    moved.dispose();
  });
}

export function traced(id: string, network: LayersModel): TracedPeer {
  return { id, network, graph: traceNetwork(network) };
}

/** Samples that a network sees as they are: of a picture any numbers, of a text tokens. */
export function seenSamples(network: LayersModel, count: number): ProofSamples {
  const shape = sampleShapeOf(network);
  const length = shape.reduce((product, side) => product * side, count);
  const seen = Float32Array.from({ length }, (_, i) => (shape.length === 1 ? (i * 7) % 6 : Math.sin(i * i)));
  const classes = network.outputs[0]!.shape.at(-1)!;
  return { count, classes, seen, fed: seen };
}

/** Writes a graph and opens it with another runtime, which is closed after the test. */
export async function reopened(
  t: TestContext,
  format: GraphFormat,
  graph: InferenceGraph,
  shape: readonly number[],
): Promise<OtherRuntime> {
  const directory = await temporaryFolder(t);
  writeFiles(directory, graphFiles(format, graph));
  const runtime = await openRuntime(directory, { format, shape, output: graph.output });
  t.after(() => runtime.close());
  return runtime;
}

/** The proof of a graph of some peers in a format. */
export async function proved(
  t: TestContext,
  format: GraphFormat,
  graph: InferenceGraph,
  peers: readonly (Member & TracedPeer)[],
  samples: ProofSamples = seenSamples(peers[0]!.network, 4),
): Promise<Proof> {
  const runtime = await reopened(t, format, graph, sampleShapeOf(peers[0]!.network));
  return prove(runtime, peers, samples);
}
