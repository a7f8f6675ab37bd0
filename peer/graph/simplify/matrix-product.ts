import { type GraphNode, refTo, reshapeNodes, type TensorRef } from '../graph.js';
import { attributeOf, type Lookup, type Rule } from './rewrite.js';

/**
 * A product of two matrices, which tfjs runs as a batch of one, as `MatMul`. TensorFlow fuses only this one with bias
 * and activation. The same product; the last bits may differ.
 */
export const matrixProduct: Rule = (node, lookup) => {
  if (node.op !== 'BatchMatMulV2') return undefined;
  const [a, b] = node.inputs as readonly [TensorRef, TensorRef];
  const shapes = [lookup.typeOf(a).shape, lookup.typeOf(b).shape];
  if (shapes.some((shape) => shape.length > 3 || (shape.length === 3 && shape[0] !== 1))) return undefined;
  const left = asMatrix(a, `${node.name}_left`, lookup);
  const right = asMatrix(b, `${node.name}_right`, lookup);
  const { dtype, shape } = node.outputs[0]!;
  const product: GraphNode = {
    name: shape.length === 2 ? node.name : `${node.name}_matrix`,
    op: 'MatMul',
    attributes: {
      T: { kind: 'type', value: dtype },
      transpose_a: { kind: 'bool', value: attributeOf(node, 'adj_x') === true },
      transpose_b: { kind: 'bool', value: attributeOf(node, 'adj_y') === true },
    },
    inputs: [left.ref, right.ref],
    outputs: [{ dtype, shape: shape.slice(-2) }],
  };
  const back = shape.length === 2 ? [] : reshapeNodes(node.name, refTo(product.name), { dtype, shape });
  return { kind: 'nodes', nodes: [...left.nodes, ...right.nodes, product, ...back] };
};

/**
 * A bias that is added to a matrix product after it was reshaped to a batch of one: added before instead, where it can
 * be fused. Bit for bit the same.
 */
export const biasBeforeReshape: Rule = (node, lookup) => {
  if (node.op !== 'Add' && node.op !== 'AddV2') return undefined;
  const [x, bias] = node.inputs as readonly [TensorRef, TensorRef];
  const before = lookup.producer(x);
  if (before.op !== 'Reshape' || lookup.typeOf(bias).shape.length !== 1) return undefined;
  const [source] = before.inputs as readonly [TensorRef];
  const { dtype, shape } = node.outputs[0]!;
  const sourceShape = lookup.typeOf(source).shape;
  if (lookup.producer(source).op !== 'MatMul' || sourceShape[1] !== shape.at(-1)) return undefined;
  const sum: GraphNode = {
    ...node,
    name: `${node.name}_matrix`,
    inputs: [source, bias],
    outputs: [{ dtype, shape: sourceShape }],
  };
  return { kind: 'nodes', nodes: [sum, ...reshapeNodes(node.name, refTo(sum.name), { dtype, shape })] };
};

/** `[1, m, n]` as `[m, n]`; a reshape of a matrix to it is simply undone. */
function asMatrix(ref: TensorRef, name: string, lookup: Lookup): { nodes: GraphNode[]; ref: TensorRef } {
  const { dtype, shape } = lookup.typeOf(ref);
  if (shape.length === 2) return { nodes: [], ref };
  return { nodes: reshapeNodes(name, ref, { dtype, shape: shape.slice(1) }), ref: refTo(name) };
}
