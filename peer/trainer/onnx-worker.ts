/** A thread that predicts by ONNX Runtime, whose predictions come later; who asks waits for the flag, and takes the answer. */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { reasonOf } from '../../proto/user-module.js';
import type { OnnxAnswer, OnnxRequest, OnnxThread } from './onnx-teacher.js';

/** The part of `onnxruntime-node` that is used; the package is optional. */
interface Runtime {
  readonly InferenceSession: {
    create(path: string, options: { readonly logSeverityLevel: number }): Promise<Session>;
  };
  readonly Tensor: new (
    type: string,
    data: ArrayLike<number> | BigInt64Array,
    dims: readonly number[],
  ) => object;
}

interface Session {
  readonly inputMetadata: readonly Metadata[];
  readonly outputMetadata: readonly Metadata[];
  run(feeds: Record<string, object>, fetches: readonly string[]): Promise<Record<string, { data: unknown }>>;
}

interface Metadata {
  readonly name: string;
  readonly type?: string;
  readonly shape?: readonly (number | string)[];
}

const ERRORS_ONLY = 3;

const { path, packageName, flag, port } = workerData as OnnxThread;
const session = open();
session.catch(() => {});
parentPort?.unref();
port.on('message', (request: OnnxRequest) => {
  void answerTo(request)
    .catch((cause: unknown): OnnxAnswer => ({ kind: 'problem', problem: reasonOf(cause) }))
    .then((answer) => {
      port.postMessage(answer);
      Atomics.store(flag, 0, 1);
      Atomics.notify(flag, 0);
    });
});

async function open(): Promise<{ readonly runtime: Runtime; readonly model: Session } | undefined> {
  let runtime: Runtime;
  try {
    runtime = createRequire(import.meta.url)(packageName) as Runtime;
  } catch {
    return undefined;
  }
  return { runtime, model: await runtime.InferenceSession.create(path, { logSeverityLevel: ERRORS_ONLY }) };
}

async function answerTo(request: OnnxRequest): Promise<OnnxAnswer> {
  const opened = await session;
  if (opened === undefined) return { kind: 'noRuntime' };
  const { runtime, model } = opened;
  if (request.kind === 'ports') {
    return {
      kind: 'ports',
      inputs: model.inputMetadata.map(portOf),
      outputs: model.outputMetadata.map(portOf),
    };
  }
  const { input, output, type, values, shape } = request;
  const fed = new runtime.Tensor(type, type === 'float32' ? values : wholeNumbers(type, values), shape);
  const made = await model.run({ [input]: fed }, [output]);
  return { kind: 'logits', logits: made[output]!.data as Float32Array };
}

function portOf({ name, type = '', shape }: Metadata) {
  const sides = shape?.map((side) => (typeof side === 'number' && side >= 0 ? side : null));
  return { name, dtype: type, ...(sides === undefined || sides.length === 0 ? {} : { shape: sides }) };
}

function wholeNumbers(type: string, values: Float32Array): ArrayLike<number> | BigInt64Array {
  if (type === 'int64') return BigInt64Array.from(values, (value) => BigInt(Math.round(value)));
  return type === 'uint8' ? Uint8Array.from(values) : Int32Array.from(values);
}
