import { onnx } from '#generated/onnx';
import { DATA_TYPE, type TensorType, type TensorValue } from '../graph/graph.js';
import { ANY, INPUT, type InferenceGraph, inputType, outputType } from './inference-graph.js';
import type { ModelFiles } from './model-folder.js';

import { OnnxBuilder } from './onnx-builder.js';
import { addOnnxNode } from './onnx-ops.js';

/** ONNX 1.12's operators, in the file format of that time: every runtime of the last years reads them. */
const OPERATORS = 17;
const FORMAT_VERSION = 8;

/** ONNX's numbers for the element types of a graph. */
const ELEMENT_TYPES = new Map<number, number>([
  [DATA_TYPE.float32, 1],
  [DATA_TYPE.int32, 6],
  [DATA_TYPE.int64, 7],
  [DATA_TYPE.bool, 9],
]);

/**
 * Writes a graph as an ONNX model. Pictures go in with channels last, as the network has them.
 *
 * @throws {CodistillError} `ERR_EXPORT_LAYER` naming the first op, and its layer, that ONNX has not.
 */
export function onnxFiles(graph: InferenceGraph): ModelFiles {
  const builder = new OnnxBuilder(graph);
  for (const node of graph.nodes) addOnnxNode(builder, node);
  const { nodes, constants } = builder;
  const model: onnx.ModelProto.$Properties = {
    irVersion: FORMAT_VERSION,
    producerName: 'codistill',
    opsetImport: [{ domain: '', version: OPERATORS }],
    graph: {
      name: 'network',
      node: nodes,
      initializer: [...constants].map(([name, value]) => tensorProto(name, value)),
      input: [portProto(INPUT, inputType(graph))],
      output: [portProto(graph.output, outputType(graph))],
    },
  };
  return { 'model.onnx': onnx.ModelProto.encode(model).finish(true) };
}

function tensorProto(name: string, { dtype, shape, bytes }: TensorValue): onnx.TensorProto.$Properties {
  return { name, dims: [...shape], dataType: ELEMENT_TYPES.get(dtype)!, rawData: bytes };
}

function portProto(name: string, { dtype, shape }: TensorType): onnx.ValueInfoProto.$Properties {
  const dim = shape.map((side) => (side === ANY ? { dimParam: 'samples' } : { dimValue: side }));
  return { name, type: { tensorType: { elemType: ELEMENT_TYPES.get(dtype)!, shape: { dim } } } };
}
