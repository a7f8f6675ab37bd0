import { type Tensor, tf } from './backend.js';

/** A tensor's numbers in JavaScript's memory, float32 or int32. */
export interface Numbers {
  readonly values: Float32Array | Int32Array;
  readonly shape: readonly number[];
}

/** A number as a scalar, float32. */
export function scalarNumbers(value: number): Numbers {
  return { values: Float32Array.of(value), shape: [] };
}

/** Puts numbers on the device. The caller owns the tensor. */
export function tensorOf({ values, shape }: Numbers): Tensor {
  return tf.tensor(values, [...shape], values instanceof Float32Array ? 'float32' : 'int32');
}

/** A copy of a tensor's numbers. */
export function numbersOf(tensor: Tensor): Numbers {
  return { values: tensor.dataSync() as Float32Array | Int32Array, shape: tensor.shape };
}
