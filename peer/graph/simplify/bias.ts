import { type GraphNode, numbersOf, type TensorRef } from '../graph.js';
import type { Lookup, Rule } from './rewrite.js';

/** Ops whose result TensorFlow can fuse with a bias. */
const FUSED_WITH_BIAS: readonly string[] = ['Conv2D', 'DepthwiseConv2dNative', 'MatMul'];

const NHWC = { kind: 'string', value: 'NHWC' } as const;

/**
 * A vector added to the channels of a convolution or a matrix product as `BiasAdd`, which TensorFlow fuses with what
 * comes before and with a relu after. Bit for bit the same sums.
 */
export const biasAddition: Rule = (node, lookup) => {
  if (node.op !== 'Add' && node.op !== 'AddV2') return undefined;
  const [x, bias] = node.inputs as readonly [TensorRef, TensorRef];
  const { shape } = lookup.typeOf(x);
  const isBias = lookup.typeOf(bias).shape.length === 1 && lookup.typeOf(bias).shape[0] === shape.at(-1);
  if (!isBias || shape.length < 2 || !FUSED_WITH_BIAS.includes(lookup.producer(x).op)) return undefined;
  return { kind: 'nodes', nodes: [withBias(node, 'BiasAdd', [x, bias])] };
};

/** A sum over all axes but the channels as `BiasAddGrad`; equal but for the order of summation. */
export const biasGradient: Rule = (node, lookup) => {
  if (node.op !== 'Sum' || node.outputs[0]!.shape.length !== 1) return undefined;
  const [x, axes] = node.inputs as readonly [TensorRef, TensorRef];
  const rank = lookup.typeOf(x).shape.length;
  if (rank < 2 || !sumsAllButLast(axes, rank, lookup)) return undefined;
  return { kind: 'nodes', nodes: [withBias(node, 'BiasAddGrad', [x])] };
};

function sumsAllButLast(axes: TensorRef, rank: number, lookup: Lookup): boolean {
  const value = lookup.constant(axes);
  return (
    value !== undefined &&
    [...numbersOf(value)].join() === Array.from({ length: rank - 1 }, (_, i) => i).join()
  );
}

function withBias(node: GraphNode, op: string, inputs: readonly TensorRef[]): GraphNode {
  const T = { kind: 'type', value: node.outputs[0]!.dtype } as const;
  return { ...node, op, inputs, attributes: { T, data_format: NHWC } };
}
