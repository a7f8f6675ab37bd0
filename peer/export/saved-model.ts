import { savedModelBytes } from '../graph/emit.js';
import { INPUT, type InferenceGraph, inputType, outputType } from './inference-graph.js';

/** Writes a graph as a TensorFlow SavedModel with the signature `serving_default` under the tag `serve`; weights are constants. */
export function savedModelFiles(graph: InferenceGraph): Record<string, Uint8Array | string> {
  const bytes = savedModelBytes(graph.nodes, {
    tag: 'serve',
    signature: 'serving_default',
    inputs: { [INPUT]: inputType(graph) },
    outputs: { [graph.output]: outputType(graph) },
  });
  return { 'saved_model.pb': bytes };
}
