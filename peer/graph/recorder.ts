import { nativeBackend, type Tensor } from '../model/backend.js';
import { DATA_TYPE, type TensorType, type TensorValue } from './graph.js';

type Binding = ReturnType<typeof nativeBackend>['binding'];
type NativeAttribute = Parameters<Binding['executeOp']>[1][number];
type TensorMetadata = ReturnType<Binding['executeOp']>[number];

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

/** What a tensor that no recorded op made stands for. */
export type Origin =
  | { readonly kind: 'input'; readonly name: string; readonly type: TensorType }
  | { readonly kind: 'variable'; readonly index: number; readonly type: TensorType }
  | { readonly kind: 'constant'; readonly value: TensorValue };

/** All ops between two moments, and where their first inputs come from. */
export interface Recording {
  readonly ops: readonly RecordedOp[];
  readonly origins: ReadonlyMap<number, Origin>;
  /** The first op whose result JavaScript looked at, if it did: what it decided by that, no recording can tell. */
  readonly read: RecordedOp | undefined;
}

/** What the body of a recording may do besides computing. */
export interface Recorder {
  /** Says that a tensor is an input or a variable of the step; before its first use. */
  mark(tensor: Tensor, as: { kind: 'input'; name: string } | { kind: 'variable'; index: number }): void;
  /** The binding's id of a tensor. */
  idOf(tensor: Tensor): number;
  /** Names the layer that runs from now on. */
  enter(layer: string | undefined): void;
}

/**
 * Records every op that the body runs, by putting a listener in front of the native binding.
 *
 * tfjs has no tracer of its own, and its kernels expand one op of its API into several of TensorFlow's; at the binding
 * they come by under TensorFlow's names with all their attributes.
 */
export function record(body: (recorder: Recorder) => void): Recording {
  const backend = nativeBackend();
  const original = backend.binding;
  const ops: RecordedOp[] = [];
  const origins = new Map<number, Origin>();
  const made = new Map<number, RecordedOp>();
  let read: RecordedOp | undefined;
  let layer: string | undefined;
  const listener = {
    createTensor: (...args: Parameters<Binding['createTensor']>): number => {
      const id = original.createTensor(...args);
      const [shape, dtype, values] = args;
      if (ArrayBuffer.isView(values)) origins.set(id, constant(dtype, shape, values));
      return id;
    },
    executeOp: (...args: Parameters<Binding['executeOp']>): TensorMetadata[] => {
      const [op, attributes, inputs] = args;
      for (const id of inputs) if (!made.has(id) && !origins.has(id)) origins.set(id, captured(original, id));
      const outputs = original.executeOp(...args);
      const recorded = { op, attributes: [...attributes], inputs: [...inputs], outputs, layer };
      for (const { id } of outputs) made.set(id, recorded);
      ops.push(recorded);
      return outputs;
    },
    tensorDataSync: (id: number): ReturnType<Binding['tensorDataSync']> => {
      read ??= made.get(id);
      return original.tensorDataSync(id);
    },
  };
  const idOf = (tensor: Tensor): number =>
    (backend as unknown as { getInputTensorIds(tensors: Tensor[]): number[] }).getInputTensorIds([
      tensor,
    ])[0]!;
  backend.binding = Object.create(original, {
    createTensor: { value: listener.createTensor },
    executeOp: { value: listener.executeOp },
    tensorDataSync: { value: listener.tensorDataSync },
  }) as Binding;
  try {
    body({
      idOf,
      mark: (tensor, as) => {
        const type = { dtype: backend.getDTypeInteger(tensor.dtype), shape: [...tensor.shape] };
        origins.set(idOf(tensor), { ...as, type });
      },
      enter: (name) => {
        layer = name;
      },
    });
  } finally {
    backend.binding = original;
  }
  return { ops, origins, read };
}

function constant(dtype: number, shape: readonly number[], values: ArrayBufferView): Origin {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
  return { kind: 'constant', value: { dtype, shape: [...shape], bytes } };
}

/** A tensor that was there before: a layer's own constant, say. */
function captured(binding: Binding, id: number): Origin {
  const [copy] = binding.executeOp('Identity', [], [id], 1);
  const { dtype, shape } = copy!;
  const known: readonly number[] = Object.values(DATA_TYPE);
  const values = known.includes(dtype) ? binding.tensorDataSync(copy!.id) : new Uint8Array();
  binding.deleteTensor(copy!.id);
  return constant(dtype, shape, values);
}
