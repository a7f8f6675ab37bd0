import { refTo } from '../graph/graph.js';
import { traceInference } from '../graph/inference-trace.js';
import { type LayersModel, nativeBackend, type Tensor, tf } from '../model/backend.js';
import { sampleShapeOf } from '../model/evaluate.js';
import { ensembleGraph, onPixels } from './combination.js';
import { graphFiles } from './graph-files.js';
import { type InferenceGraph, type InferenceNode, outputNode } from './inference-graph.js';
import { writeFiles } from './model-folder.js';
import type { ModelPlan, Planned } from './model-plan.js';
import { openRuntime } from './open-runtime.js';
import type { GraphFormat } from './other-runtime.js';
import { differsWritten, firstDiffering, firstFound, searchSamples, type TracedPeer } from './proof.js';
import type { ProofSamples } from './proof-samples.js';
import { traceNetwork } from './trace-network.js';
import { multiplications } from './work.js';

/**
 * Plans a model of the ops that networks run.
 *
 * @throws {CodistillError} `ERR_EXPORT_LAYER` as `traceNetwork`.
 */
export function graphPlan(format: GraphFormat, { peers, pixels }: Planned): ModelPlan {
  const traced = peers.map((peer): TracedPeer => ({ ...peer, graph: traceNetwork(peer.network) }));
  const whole = traced.length === 1 ? traced[0]!.graph : ensembleGraph(traced);
  const graph = pixels === undefined ? whole : onPixels(whole, pixels);
  return {
    output: graph.output,
    multiplications: multiplications(graph),
    files: () => graphFiles(format, graph),
    findDifference: (samples) => firstFound(traced, (peer) => differingOp(format, peer, samples)),
  };
}

/** The first op of a network whose output differs, and its layer. */
export async function differingOp(
  format: GraphFormat,
  { graph, network }: TracedPeer,
  samples: ProofSamples,
): Promise<string | undefined> {
  const few = searchSamples(samples);
  const values = recordedValues(network, few);
  const shape = sampleShapeOf(network);
  const first = await firstDiffering(
    graph.nodes,
    graph.nodes.filter(({ position }) => position !== undefined && values.has(position)),
    (node) =>
      differsWritten(
        (directory) => writeFiles(directory, graphFiles(format, endingAt(graph, node))),
        (directory) => openRuntime(directory, { format, shape, output: graph.output }),
        few,
        values.get(node.position!)!,
      ),
  );
  return first && `${first.op} in layer "${first.layer ?? network.name}"`;
}

function endingAt(graph: InferenceGraph, node: InferenceNode): InferenceGraph {
  const before = graph.nodes.slice(0, graph.nodes.indexOf(node) + 1);
  return { ...graph, nodes: [...before, outputNode(graph.output, refTo(node.name), node.outputs[0]!)] };
}

/** The output of each op of a network, by its position, where that is float32. */
function recordedValues(
  network: LayersModel,
  { inputs, samples }: ReturnType<typeof searchSamples>,
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
    const batch = (): Tensor => tf.tensor(inputs, [samples, ...sampleShapeOf(network)], 'float32');
    const { ops } = traceInference(network, batch);
    const found = ops.map(({ outputs }, position) => [position, values.get(outputs[0]!.id)] as const);
    return new Map(found.filter((one): one is readonly [number, Float32Array] => one[1] !== undefined));
  } finally {
    backend.binding = original;
  }
}
