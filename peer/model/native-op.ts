import { nativeBackend, type Tensor } from './backend.js';

/** The attributes of a TensorFlow op by name: a numeric type that it works on, or a plain value. */
export type OpAttributes = Readonly<Record<string, 'float32' | 'int32' | number | boolean | string>>;

/**
 * Runs one TensorFlow op by its own name, for the few that tfjs lacks or expands into many. Nothing is recorded for
 * gradients: call it within `tf.customGrad`.
 *
 * @param inputs - Not consumed.
 * @returns The op's outputs in its own order; `tf.tidy` sees them, the caller owns them.
 */
export function runNativeOp(
  op: string,
  attributes: OpAttributes,
  inputs: readonly Tensor[],
  outputs: number,
): Tensor[] {
  const backend = nativeBackend();
  const native = Object.entries(attributes).map(([name, value]) => nativeAttribute(name, value));
  return backend.executeMultipleOutputs(op, native, [...inputs], outputs);
}

function nativeAttribute(name: string, value: OpAttributes[string]) {
  const { binding } = nativeBackend();
  if (value === 'float32') return { name, type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
  if (value === 'int32') return { name, type: binding.TF_ATTR_TYPE, value: binding.TF_INT32 };
  if (typeof value === 'number') return { name, type: binding.TF_ATTR_FLOAT, value };
  if (typeof value === 'boolean') return { name, type: binding.TF_ATTR_BOOL, value };
  return { name, type: binding.TF_ATTR_STRING, value };
}
