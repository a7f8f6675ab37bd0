import { savedModelBytes } from '../graph/emit.js';
import { INPUT, type InferenceGraph, inputType, outputType } from './inference-graph.js';
import type { ModelFiles } from './model-folder.js';
import { variablesGraph } from './saved-model-variables.js';
import { tensorBundleFiles } from './tensor-bundle.js';

/**
 * Writes a graph as a TensorFlow SavedModel with the signature `serving_default` under the tag `serve`; weights are variables in
 * `variables/`.
 */
export function savedModelFiles(graph: InferenceGraph): ModelFiles {
  const { nodes, values, restoring } = variablesGraph(graph);
  const bytes = savedModelBytes(nodes, {
    tag: 'serve',
    signature: 'serving_default',
    inputs: { [INPUT]: inputType(graph) },
    outputs: { [graph.output]: outputType(graph) },
    restoring,
  });
  const variables = values.size === 0 ? {} : tensorBundleFiles('variables/variables', values);
  return { 'saved_model.pb': bytes, ...variables };
}
