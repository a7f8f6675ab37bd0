import type { TensorValue } from './graph.js';

/**
 * Copies of constants, each kept once where all elements are alike: tfjs makes a tensor of ones as large as the
 * activation for every relu, a hundred megabytes for a ResNet-20.
 */
export class ConstantPool {
  readonly #uniform = new Map<string, Uint8Array>();

  /** @param values - Copied, or found to be one that is there. */
  valueOf(dtype: number, shape: readonly number[], values: ArrayBufferView): TensorValue {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const element = uniformElement(bytes);
    if (element === undefined) return { dtype, shape: [...shape], bytes: bytes.slice() };
    const key = `${element}/${bytes.length}`;
    const known = this.#uniform.get(key) ?? bytes.slice();
    this.#uniform.set(key, known);
    return { dtype, shape: [...shape], bytes: known };
  }
}

/** The 32 bits that the bytes repeat; `undefined` when they do not, or there are too few to matter. */
function uniformElement(bytes: Uint8Array): number | undefined {
  if (bytes.length < 4096 || bytes.length % 4 !== 0) return undefined;
  // Equal to itself four bytes on: a comparison in native code.
  if (Buffer.compare(bytes.subarray(4), bytes.subarray(0, -4)) !== 0) return undefined;
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
}
