import { CodistillError } from '../../proto/errors.js';
import { ancestorsOf, refTo } from '../graph/graph.js';
import { traceInference } from '../graph/inference-trace.js';
import { UntraceableError } from '../graph/recording.js';
import { type LayersModel, tf } from '../model/backend.js';
import { sampleShapeOf } from '../model/evaluate.js';
import { graphOfTraces } from './any-samples.js';
import { INPUT, type InferenceGraph } from './inference-graph.js';
import { layerWeights } from './layer-weights.js';

/** Samples of the two traces: primes, so that hardly a side of a network is a multiple of both. */
const SAMPLES = [3, 5] as const;

/**
 * Makes the graph of a network by running it on two batches of different sizes.
 *
 * @throws {CodistillError} `ERR_EXPORT_LAYER` naming the first op, and its layer, that no graph for any number of samples holds.
 */
export function traceNetwork(network: LayersModel): InferenceGraph {
  const shape = sampleShapeOf(network);
  const size = shape.reduce((product, side) => product * side, 1);
  // Zeros and ones are tokens, too.
  const [first, second] = SAMPLES.map((samples, value) =>
    traceInference(network, () =>
      tf.tensor(new Float32Array(samples * size).fill(value), [samples, ...shape]),
    ),
  );
  try {
    const graph = graphOfTraces(first!, second!, layerWeights(network));
    const needed = ancestorsOf(graph.nodes, [refTo(graph.output), refTo(INPUT)]);
    return { ...graph, nodes: graph.nodes.filter(({ name }) => needed.has(name)) };
  } catch (error) {
    if (!(error instanceof UntraceableError)) throw error;
    throw new CodistillError(
      'ERR_EXPORT_LAYER',
      `network ${network.name} cannot be exported: ${error.message}`,
      {
        fix: 'write that layer with ops of TensorFlow.js alone, in the same way for any number of samples',
        cause: error,
      },
    );
  }
}
