import type { GraphNode, TensorRef, TensorType } from '../graph/graph.js';
import type { InferenceGraph } from './inference-graph.js';
import type { Format } from './other-runtime.js';

const SAMPLES = 256;

/** Multiplications that a proof may cost, some seconds: plain JavaScript is a hundred times as slow as machine code. */
const MULTIPLICATIONS: Readonly<Record<Format, number>> = {
  savedmodel: 5e10,
  onnx: 5e10,
  tfjs: 1e9,
  safetensors: 5e10,
  'tfjs-layers': 1e9,
};

/**
 * How many samples prove an export: 256, or fewer of a large network.
 *
 * @param multiplicationsOfOne - Those that predict one sample.
 */
export function provingSamples(multiplicationsOfOne: number, format: Format): number {
  const affordable = Math.floor(MULTIPLICATIONS[format] / Math.max(1, multiplicationsOfOne));
  return Math.min(SAMPLES, Math.max(1, affordable));
}

/** Multiplications of one sample in convolutions and matrix products. */
export function multiplications({ nodes }: InferenceGraph): number {
  const types = new Map(nodes.map(({ name, outputs }) => [name, outputs]));
  const shapeOf = ({ node, output }: TensorRef): readonly number[] => types.get(node)![output]!.shape;
  return nodes.reduce((sum, node) => sum + ofNode(node, shapeOf), 0);
}

function ofNode(
  { op, inputs, outputs }: GraphNode,
  shapeOf: (ref: TensorRef) => TensorType['shape'],
): number {
  const size = (shape: readonly number[]): number =>
    shape.reduce((product, side) => product * Math.abs(side), 1);
  switch (op) {
    case 'Conv2D':
      return size(outputs[0]!.shape) * size(shapeOf(inputs[1]!).slice(0, 3));
    case 'DepthwiseConv2dNative':
      return size(outputs[0]!.shape) * size(shapeOf(inputs[1]!).slice(0, 2));
    case 'MatMul':
    case 'BatchMatMulV2':
      return size(outputs[0]!.shape) * Math.abs(shapeOf(inputs[0]!).at(-1)!);
    default:
      return 0;
  }
}
