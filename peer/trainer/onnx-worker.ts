/** A thread that predicts by ONNX Runtime, whose predictions come later; who asks waits for the flag, and takes the answer. */
import { parentPort, workerData } from 'node:worker_threads';
import { CodistillError } from '../../proto/errors.js';
import { reasonOf } from '../../proto/user-module.js';
import { type OnnxPort, openOnnxSession } from '../model/onnx-package.js';
import type { OnnxAnswer, OnnxRequest, OnnxThread } from './onnx-teacher.js';

const { path, packageName, flag, port } = workerData as OnnxThread;
const opened = openOnnxSession(path, packageName);
opened.catch(() => {});
parentPort?.unref();
port.on('message', (request: OnnxRequest) => {
  void answerTo(request)
    .catch(
      (error: unknown): OnnxAnswer =>
        error instanceof CodistillError
          ? { kind: 'noRuntime', problem: reasonOf(error.cause) }
          : { kind: 'problem', problem: reasonOf(error) },
    )
    .then((answer) => {
      port.postMessage(answer);
      Atomics.store(flag, 0, 1);
      Atomics.notify(flag, 0);
    });
});

async function answerTo(request: OnnxRequest): Promise<OnnxAnswer> {
  const { session, Tensor } = await opened;
  if (request.kind === 'ports') {
    return {
      kind: 'ports',
      inputs: session.inputMetadata.map(portOf),
      outputs: session.outputMetadata.map(portOf),
    };
  }
  const { input, output, type, values, shape } = request;
  const fed = new Tensor(type, type === 'float32' ? values : wholeNumbers(type, values), shape);
  const made = await session.run({ [input]: fed }, [output]);
  return { kind: 'logits', logits: made[output]!.data as Float32Array };
}

function portOf({ name, type = '', shape }: OnnxPort) {
  const sides = shape?.map((side) => (typeof side === 'number' && side >= 0 ? side : null));
  return { name, dtype: type, ...(sides === undefined || sides.length === 0 ? {} : { shape: sides }) };
}

function wholeNumbers(type: string, values: Float32Array): ArrayLike<number> | BigInt64Array {
  if (type === 'int64') return BigInt64Array.from(values, (value) => BigInt(Math.round(value)));
  return type === 'uint8' ? Uint8Array.from(values) : Int32Array.from(values);
}
