import {
  constantNode,
  DATA_TYPE,
  type GraphNode,
  numbersOf,
  READ_VARIABLE,
  refTo,
  sameRef,
  scalarValue,
  type TensorRef,
} from '../graph.js';
import type { Lookup, Rule } from './rewrite.js';

/**
 * Weight decay and an l2 penalty of the same weight as one product: `(g + w · a) + w · b` is `g + w · (a + b)`. So a
 * network that regularizes itself costs no pass over its weights more than the optimizer's decay does; equal but for
 * rounding.
 */
export const oneDecay: Rule = (node, lookup) => {
  if (node.op !== 'Add') return undefined;
  const [sum, decay] = node.inputs as readonly [TensorRef, TensorRef];
  const outer = productOf(decay, lookup);
  const { op, inputs } = lookup.producer(sum);
  if (outer === undefined || op !== 'Add') return undefined;
  const inner = inputs.map((ref) => productOf(ref, lookup));
  const at = inner.findIndex((product) => product !== undefined && sameRef(product.weight, outer.weight));
  if (at === -1) return undefined;
  const rate = constantNode(
    `${node.name}_rate`,
    scalarValue(DATA_TYPE.float32, inner[at]!.rate + outer.rate),
  );
  const product: GraphNode = {
    ...lookup.producer(decay),
    name: `${node.name}_decay`,
    inputs: [outer.weight, refTo(rate.name)],
  };
  const added = { ...node, inputs: [inputs[1 - at]!, refTo(product.name)] };
  return { kind: 'nodes', nodes: [rate, product, added] };
};

/** A weight times a constant number, as gradients of decay and l2 are. */
function productOf(ref: TensorRef, lookup: Lookup): { weight: TensorRef; rate: number } | undefined {
  const { op, inputs } = lookup.producer(ref);
  const [weight, factor] = inputs;
  if (op !== 'Mul' || lookup.producer(weight!).op !== READ_VARIABLE) return undefined;
  const value = lookup.constant(factor!);
  return value?.dtype === DATA_TYPE.float32 && value.shape.length === 0
    ? { weight: weight!, rate: numbersOf(value)[0]! }
    : undefined;
}
