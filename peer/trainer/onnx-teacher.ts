import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { CodistillError } from '../../proto/errors.js';
import { programUrl } from '../../proto/program.js';
import { sampleBytes } from '../data/dataset.js';
import { noOnnxRuntime, ONNX_PACKAGE } from '../model/onnx-package.js';
import type { ForeignModel } from './foreign-model.js';
import type { Port } from './teacher-interface.js';

/** The start of the thread. */
export interface OnnxThread {
  readonly path: string;
  readonly packageName: string;
  /** `[1]`: 1 once an answer is there. */
  readonly flag: Int32Array;
  readonly port: MessagePort;
}

/** A question to the thread. */
export type OnnxRequest =
  | { readonly kind: 'ports' }
  | {
      readonly kind: 'predict';
      readonly input: string;
      readonly output: string;
      /** Of the input's elements. */
      readonly type: string;
      readonly values: Float32Array;
      readonly shape: readonly number[];
    };

/** Its answer. */
export type OnnxAnswer =
  | { readonly kind: 'noRuntime' | 'problem'; readonly problem: string }
  | { readonly kind: 'ports'; readonly inputs: readonly Port[]; readonly outputs: readonly Port[] }
  | { readonly kind: 'logits'; readonly logits: Float32Array };

/** How long a model may take to load, or to predict a batch. */
const ANSWER_MS = 300_000;

/**
 * Opens an ONNX model. ONNX Runtime gives its predictions later, but a teacher predicts at once: it runs on a thread of its own,
 * for whose answers this one waits.
 *
 * @param packageName - Of ONNX Runtime.
 * @throws {CodistillError} `ERR_EXPORT_RUNTIME` when ONNX Runtime is not installed; `ERR_DATA_CORRUPT` when the model cannot be
 *   read, or does not predict.
 */
export function openOnnxModel(path: string, packageName = ONNX_PACKAGE): ForeignModel {
  const ask = startThread(path, packageName);
  const asked = <Kind extends OnnxAnswer['kind']>(
    request: OnnxRequest,
    kind: Kind,
  ): Extract<OnnxAnswer, { kind: Kind }> => {
    const answer = ask(request);
    if (answer.kind === kind) return answer as Extract<OnnxAnswer, { kind: Kind }>;
    if (answer.kind === 'noRuntime') throw noOnnxRuntime(packageName, answer.problem);
    throw corrupt(path, answer.kind === 'problem' ? answer.problem : `no ${kind}`);
  };
  const { inputs, outputs } = asked({ kind: 'ports' }, 'ports');
  return {
    inputs,
    outputs,
    use: ({ input, output }, { inputShape }) => ({
      kind: 'predict',
      predict: (samples, rows) => {
        const values = samples.slice(0, rows * sampleBytes(inputShape));
        const shape = [rows, ...inputShape];
        const request = { input: input.name, output: output.name, type: input.dtype, values, shape };
        return asked({ kind: 'predict', ...request }, 'logits').logits;
      },
    }),
  };
}

function startThread(path: string, packageName: string): (request: OnnxRequest) => OnnxAnswer {
  const { port1, port2 } = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: OnnxThread = { path, packageName, flag, port: port2 };
  const worker = new Worker(programUrl('peer/trainer/onnx-worker'), { workerData, transferList: [port2] });
  worker.unref();
  port1.unref();
  return (request) => {
    Atomics.store(flag, 0, 0);
    port1.postMessage(request);
    if (Atomics.wait(flag, 0, 0, ANSWER_MS) === 'timed-out')
      return { kind: 'problem', problem: `no answer within ${ANSWER_MS / 1000} s` };
    return receiveMessageOnPort(port1)!.message as OnnxAnswer;
  };
}

function corrupt(path: string, reason: string): CodistillError {
  return new CodistillError(
    'ERR_DATA_CORRUPT',
    `teacher ${path} cannot be read: ${reason.split('\n', 1)[0]}`,
    {
      fix: 'give an ONNX model that ONNX Runtime reads',
      facts: { path },
    },
  );
}
