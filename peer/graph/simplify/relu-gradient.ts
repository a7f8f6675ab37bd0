import { refTo, type TensorRef } from '../graph.js';
import { isFilledWith, type Lookup, type Rule } from './rewrite.js';

/**
 * The gradient of relu, which tfjs spells as dy · step(x) in six ops over the whole activation, as `ReluGrad`. It takes
 * the output of the relu where there is one, so that TensorFlow may fuse convolution, bias and relu.
 *
 * Equal bit for bit but where x is NaN (tfjs gives NaN, TensorFlow 0) or dy is not finite: such a step is not applied.
 */
export const reluGradient: Rule = (node, lookup) => {
  if (node.op !== 'Mul') return undefined;
  const [a, b] = node.inputs as readonly [TensorRef, TensorRef];
  for (const [upstream, mask] of [
    [a, b],
    [b, a],
  ] as const) {
    const x = stepArgument(mask, lookup);
    if (x === undefined || lookup.typeOf(x).shape.join() !== lookup.typeOf(upstream).shape.join()) continue;
    const relu = lookup.find('Relu', [x]);
    const features = relu === undefined ? x : refTo(relu);
    const attributes = { T: { kind: 'type', value: node.outputs[0]!.dtype } } as const;
    return { kind: 'nodes', nodes: [{ ...node, op: 'ReluGrad', attributes, inputs: [upstream, features] }] };
  }
  return undefined;
};

/** x of `Select(IsNan(x), x, Select(Greater(x, 0), 1, 0))`, which is step(x) in tfjs. */
function stepArgument(mask: TensorRef, lookup: Lookup): TensorRef | undefined {
  const cast = lookup.producer(mask);
  const select = cast.op === 'Cast' ? lookup.producer(cast.inputs[0]!) : cast;
  if (select.op !== 'Select') return undefined;
  const [isNan, x, inner] = select.inputs as readonly [TensorRef, TensorRef, TensorRef];
  const positive = lookup.producer(inner);
  if (lookup.producer(isNan).op !== 'IsNan' || positive.op !== 'Select') return undefined;
  const [greater, ones, zeros] = positive.inputs as readonly [TensorRef, TensorRef, TensorRef];
  const comparison = lookup.producer(greater);
  const isStep =
    comparison.op === 'Greater' &&
    comparison.inputs[0]!.node === x.node &&
    isFilledWith(filler(comparison.inputs[1]!, lookup), 0, lookup) &&
    isFilledWith(filler(ones, lookup), 1, lookup) &&
    isFilledWith(filler(zeros, lookup), 0, lookup);
  return isStep ? x : undefined;
}

/** The number that a `Fill` repeats, or the value itself. */
function filler(ref: TensorRef, lookup: Lookup): TensorRef {
  const { op, inputs } = lookup.producer(ref);
  return op === 'Fill' ? inputs[1]! : ref;
}
