import { constantNode, type GraphNode, int32Vector, refTo, type TensorRef } from '../graph.js';
import { isFilledWith, type Rule } from './rewrite.js';

/**
 * The gradient of a mean, which tfjs spreads over all elements by a product with ones and then divides: divided first,
 * where it is small, and spread by `BroadcastTo`. Bit for bit the same.
 */
export const meanGradient: Rule = (node, lookup) => {
  if (node.op !== 'RealDiv') return undefined;
  const [spread, count] = node.inputs as readonly [TensorRef, TensorRef];
  const product = lookup.producer(spread);
  const [output] = node.outputs as readonly [GraphNode['outputs'][number]];
  if (product.op !== 'Mul' || lookup.typeOf(count).shape.length > 0) return undefined;
  const [upstream, ones] = product.inputs as readonly [TensorRef, TensorRef];
  if (!isFilledWith(ones, 1, lookup)) return undefined;
  const { dtype, shape } = lookup.typeOf(upstream);
  if (shape.length !== output.shape.length) return undefined;
  const quotient: GraphNode = {
    ...node,
    name: `${node.name}_share`,
    inputs: [upstream, count],
    outputs: [{ dtype, shape }],
  };
  const target = constantNode(`${node.name}_shape`, int32Vector(output.shape));
  const attributes = { T: { kind: 'type', value: dtype }, Tidx: { kind: 'type', value: 3 } } as const;
  const inputs = [refTo(quotient.name), refTo(target.name)];
  const broadcast: GraphNode = { ...node, op: 'BroadcastTo', attributes, inputs };
  return { kind: 'nodes', nodes: [quotient, target, broadcast] };
};
