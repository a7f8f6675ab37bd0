import { DATA_TYPE, sameShape } from '../graph.js';
import { attributeOf, isFilledWith, type Rule } from './rewrite.js';

/**
 * Leaves out what changes nothing: identities, casts to the same type, reshapes to the same shape, products with 1;
 * and of two reshapes in a row the first. Bit for bit the same.
 */
export const needless: Rule = (node, lookup) => {
  const [input, other] = node.inputs;
  const [output] = node.outputs;
  if (input === undefined || output === undefined) return undefined;
  switch (node.op) {
    case 'Identity':
      return { kind: 'alias', ref: input };
    case 'Cast':
      return attributeOf(node, 'SrcT') === attributeOf(node, 'DstT')
        ? { kind: 'alias', ref: input }
        : undefined;
    case 'Reshape': {
      if (sameShape(lookup.typeOf(input).shape, output.shape)) return { kind: 'alias', ref: input };
      const before = lookup.producer(input);
      if (before.op !== 'Reshape') return undefined;
      const [source] = before.inputs;
      if (sameShape(lookup.typeOf(source!).shape, output.shape)) return { kind: 'alias', ref: source! };
      return { kind: 'nodes', nodes: [{ ...node, inputs: [source!, other!] }] };
    }
    case 'Mul': {
      const factors = [
        [input, other!],
        [other!, input],
      ] as const;
      const kept = factors.find(
        ([ref, factor]) =>
          lookup.typeOf(factor).dtype === DATA_TYPE.float32 &&
          isFilledWith(factor, 1, lookup) &&
          sameShape(lookup.typeOf(ref).shape, output.shape),
      );
      return kept === undefined ? undefined : { kind: 'alias', ref: kept[0] };
    }
    default:
      return undefined;
  }
};
