import { assertNever } from '../../proto/errors.js';
import { graphModelFiles } from './graph-model.js';
import type { InferenceGraph } from './inference-graph.js';
import type { ModelFiles } from './model-folder.js';
import { onnxFiles } from './onnx-model.js';
import type { GraphFormat } from './other-runtime.js';
import { savedModelFiles } from './saved-model.js';

/**
 * The files of a graph in a format.
 *
 * @throws {CodistillError} `ERR_EXPORT_LAYER` for a layer that the format cannot hold.
 */
export function graphFiles(format: GraphFormat, graph: InferenceGraph): ModelFiles {
  switch (format) {
    case 'savedmodel':
      return savedModelFiles(graph);
    case 'tfjs':
      return graphModelFiles(graph);
    case 'onnx':
      return onnxFiles(graph);
    default:
      return assertNever(format);
  }
}
