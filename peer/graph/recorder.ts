import { type LayersModel, nativeBackend, type Tensor } from '../model/backend.js';
import { ConstantPool } from './constant-pool.js';
import { DATA_TYPE } from './graph.js';
import {
  type NativeBinding,
  type Origin,
  type RecordedOp,
  type Recording,
  type TensorMetadata,
  UntraceableError,
} from './recording.js';
import { type OpScript, Replay } from './replay.js';

/** The body's hand on its own recording: it marks tensors and names layers. */
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
 *
 * @param script - Of a recording of the same body: nothing is computed; ops return tensors of the types recorded there.
 * @returns The recording, and what the body returned.
 * @throws {UntraceableError} With a script, at the first op that differs from it, or whose result JavaScript reads.
 */
export function record<Result>(
  body: (recorder: Recorder) => Result,
  script?: OpScript,
): Recording & { readonly result: Result } {
  const backend = nativeBackend();
  const original = backend.binding;
  const listener = new Listener(original, script);
  const idOf = (tensor: Tensor): number =>
    (backend as unknown as { getInputTensorIds(tensors: Tensor[]): number[] }).getInputTensorIds([
      tensor,
    ])[0]!;
  backend.binding = Object.create(original, {
    createTensor: { value: listener.createTensor },
    executeOp: { value: listener.executeOp },
    tensorDataSync: { value: listener.tensorDataSync },
    deleteTensor: { value: listener.deleteTensor },
  }) as NativeBinding;
  try {
    const result = body({
      idOf,
      mark: (tensor, as) => {
        const type = { dtype: backend.getDTypeInteger(tensor.dtype), shape: [...tensor.shape] };
        listener.origins.set(idOf(tensor), { ...as, type });
      },
      enter: (name) => {
        listener.layer = name;
      },
    });
    const { ops, origins, read, kept } = listener;
    return { ops, origins, read, kept, result };
  } finally {
    backend.binding = original;
  }
}

/** Tells the recorder which layer runs, while the body does. */
export function withLayerNames<T>(network: LayersModel, recorder: Recorder, body: () => T): T {
  const undo = network.layers.map((layer) => {
    const own = Object.getOwnPropertyDescriptor(layer, 'call');
    const original = layer.call;
    layer.call = function (this: typeof layer, ...args: Parameters<typeof layer.call>) {
      recorder.enter(layer.name);
      return original.apply(this, args);
    };
    return () => {
      if (own === undefined)
        Reflect.deleteProperty(layer, 'call'); // the class's own shows again
      else Object.defineProperty(layer, 'call', own);
    };
  });
  try {
    return body();
  } finally {
    for (const restore of undo) restore();
  }
}

/** Stands in for the native binding while a body runs. */
class Listener {
  readonly ops: RecordedOp[] = [];
  readonly origins = new Map<number, Origin>();
  readonly kept = new Map<number, RecordedOp>();
  read: RecordedOp | undefined;
  layer: string | undefined;
  readonly #original: NativeBinding;
  readonly #replay: Replay | undefined;
  readonly #made = new Map<number, RecordedOp>();
  readonly #constants = new ConstantPool();

  constructor(original: NativeBinding, script: OpScript | undefined) {
    this.#original = original;
    this.#replay = script === undefined ? undefined : new Replay(script);
  }

  readonly createTensor = (...args: Parameters<NativeBinding['createTensor']>): number => {
    const id = this.#original.createTensor(...args);
    const [shape, dtype, values] = args;
    if (ArrayBuffer.isView(values)) this.origins.set(id, this.#constant(dtype, shape, values));
    return id;
  };

  readonly executeOp = (...args: Parameters<NativeBinding['executeOp']>): TensorMetadata[] => {
    const [op, attributes, inputs, outputsCount] = args;
    for (const id of inputs) {
      if (!this.#made.has(id) && !this.origins.has(id)) this.origins.set(id, this.#captured(id));
    }
    const outputs =
      this.#replay === undefined
        ? this.#original.executeOp(...args)
        : this.#replay.outputsOf(op, outputsCount, this.layer);
    const recorded = { op, attributes: [...attributes], inputs: [...inputs], outputs, layer: this.layer };
    for (const { id } of outputs) {
      this.#made.set(id, recorded);
      if (this.#replay === undefined) this.kept.set(id, recorded);
    }
    this.ops.push(recorded);
    return outputs;
  };

  readonly tensorDataSync = (id: number): ReturnType<NativeBinding['tensorDataSync']> => {
    const source = this.#made.get(id) ?? this.#leaf(id);
    this.read ??= source;
    if (source === undefined || this.#replay === undefined) return this.#original.tensorDataSync(id);
    throw new UntraceableError('JavaScript looks at its result', source.op, source.layer);
  };

  /** The variable or input behind a tensor, told as the op that gives it to a step; none for a constant. */
  #leaf(id: number): RecordedOp | undefined {
    const origin = this.origins.get(id);
    if (origin === undefined || origin.kind === 'constant') return undefined;
    const op = origin.kind === 'variable' ? 'ReadVariable' : 'Placeholder';
    return { op, attributes: [], inputs: [], outputs: [], layer: this.layer };
  }

  readonly deleteTensor = (id: number): void => {
    this.kept.delete(id);
    this.#original.deleteTensor(id);
  };

  #constant(dtype: number, shape: readonly number[], values: ArrayBufferView): Origin {
    return { kind: 'constant', value: this.#constants.valueOf(dtype, shape, values) };
  }

  /** A tensor that was there before: a layer's own constant, say. */
  #captured(id: number): Origin {
    const binding = this.#original;
    const [copy] = binding.executeOp('Identity', [], [id], 1);
    const { dtype, shape } = copy!;
    const known: readonly number[] = Object.values(DATA_TYPE);
    const values = known.includes(dtype) ? binding.tensorDataSync(copy!.id) : new Uint8Array();
    binding.deleteTensor(copy!.id);
    return this.#constant(dtype, shape, values);
  }
}
