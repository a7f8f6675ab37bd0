import type { OutputName } from './inference-graph.js';

/** Forms in which a trained network leaves. */
export const FORMATS = ['savedmodel', 'tfjs', 'onnx', 'safetensors', 'tfjs-layers'] as const;
export type Format = (typeof FORMATS)[number];

/** Forms that hold the ops of a network, whatever its layers. */
export type GraphFormat = Exclude<Format, LayersFormat>;
/** Forms that hold layers of Keras. */
export type LayersFormat = 'safetensors' | 'tfjs-layers';

export function isLayersFormat(format: Format): format is LayersFormat {
  return format === 'safetensors' || format === 'tfjs-layers';
}

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
  /** The Python that reads safetensors. @default python3 */
  readonly python?: string | undefined;
}
