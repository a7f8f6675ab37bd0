import { CodistillError } from '../../proto/errors.js';
import type { OutputName } from './inference-graph.js';

/** Forms in which a trained network leaves. */
export const FORMATS = ['savedmodel', 'tfjs', 'onnx'] as const;
export type Format = (typeof FORMATS)[number];

/** Predicts with an exported model, by a runtime that knows nothing of the network it was made from. */
export interface OtherRuntime {
  /** As a person calls it. */
  readonly name: string;
  /**
   * @param inputs - float32 `[samples * the size of one]`.
   * @returns What the model gives, float32.
   */
  predict(inputs: Float32Array, samples: number): Promise<Float32Array>;
  close(): Promise<void>;
}

/** The part of an exported model that a runtime has to know. */
export interface ModelInterface {
  readonly format: Format;
  /** Of one sample. */
  readonly shape: readonly number[];
  readonly output: OutputName;
}

/** The error for a format whose runtime is not there. */
export function noRuntime(name: string, cause: unknown): CodistillError {
  const reason = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
  return new CodistillError('ERR_EXPORT_RUNTIME', `${name} does not load: ${reason}`, {
    fix: `npm install ${name}, where codistill is installed`,
    cause,
  });
}
