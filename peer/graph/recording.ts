import type { nativeBackend } from '../model/backend.js';
import type { TensorType, TensorValue } from './graph.js';

/** The native binding that tfjs calls for every op. */
export type NativeBinding = ReturnType<typeof nativeBackend>['binding'];

type NativeAttribute = Parameters<NativeBinding['executeOp']>[1][number];

/** The binding's id, dtype and shape of a tensor. */
export type TensorMetadata = ReturnType<NativeBinding['executeOp']>[number];

/** One op as the native binding got it. */
export interface RecordedOp {
  readonly op: string;
  readonly attributes: readonly NativeAttribute[];
  /** The binding's tensor ids, which are never used twice. */
  readonly inputs: readonly number[];
  readonly outputs: readonly TensorMetadata[];
  /** The layer whose forward pass ran it, if any did. */
  readonly layer: string | undefined;
}

/** The meaning of a tensor that no recorded op made. */
export type Origin =
  | { readonly kind: 'input'; readonly name: string; readonly type: TensorType }
  | { readonly kind: 'variable'; readonly index: number; readonly type: TensorType }
  | { readonly kind: 'constant'; readonly value: TensorValue };

/** All ops between two moments, and where their first inputs come from. */
export interface Recording {
  readonly ops: readonly RecordedOp[];
  readonly origins: ReadonlyMap<number, Origin>;
  /** The first op whose result JavaScript read: a decision that JavaScript takes on it is in no recording. */
  readonly read: RecordedOp | undefined;
  /** Results that are still there afterwards, by id, and the ops that made them. Empty for a replay. */
  readonly kept: ReadonlyMap<number, RecordedOp>;
}

/** Why a step cannot be compiled: the first op that depends on something the graph cannot hold. */
export class UntraceableError extends Error {
  override readonly name = 'UntraceableError';

  constructor(reason: string, op: string, layer: string | undefined) {
    super(`${op}${layer === undefined ? '' : ` in layer "${layer}"`}: ${reason}`);
  }
}
