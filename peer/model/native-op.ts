import { nativeBackend, type Tensor } from './backend.js';

/**
 * An attribute of a TensorFlow op: the numeric type it works on, or a plain value.
 */
export type OpAttribute =
  | { readonly name: string; readonly type: 'float32' | 'int32' }
  | { readonly name: string; readonly float: number }
  | { readonly name: string; readonly bool: boolean }
  | { readonly name: string; readonly string: string };

/**
 * Runs one TensorFlow op by its own name, for the few that tfjs lacks or expands into many. Nothing is recorded for
 * gradients: call it within `tf.customGrad`.
 *
 * @param inputs - Not consumed.
 * @returns The op's outputs in its own order; `tf.tidy` sees them, the caller owns them.
 */
export function runNativeOp(
  op: string,
  attributes: readonly OpAttribute[],
  inputs: readonly Tensor[],
  outputs: number,
): Tensor[] {
  const backend = nativeBackend();
  const native = attributes.map((attribute) => nativeAttribute(attribute));
  return backend.executeMultipleOutputs(op, native, [...inputs], outputs);
}

interface NativeAttribute {
  name: string;
  type: number;
  value: boolean | number | string;
}

function nativeAttribute(attribute: OpAttribute): NativeAttribute {
  const { binding } = nativeBackend();
  const { name } = attribute;
  if ('type' in attribute) {
    const value = attribute.type === 'float32' ? binding.TF_FLOAT : binding.TF_INT32;
    return { name, type: binding.TF_ATTR_TYPE, value };
  }
  if ('float' in attribute) return { name, type: binding.TF_ATTR_FLOAT, value: attribute.float };
  if ('bool' in attribute) return { name, type: binding.TF_ATTR_BOOL, value: attribute.bool };
  return { name, type: binding.TF_ATTR_STRING, value: attribute.string };
}
