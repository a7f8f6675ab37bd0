import type { LayersModel } from '../model/backend.js';
import type { OutputName } from './inference-graph.js';
import type { ModelFiles } from './model-folder.js';
import type { FindDifference } from './proof.js';

/** Saved networks on their way into a format. */
export interface ModelPlan {
  readonly output: OutputName;
  /** Of one sample. */
  readonly multiplications: number;
  readonly files: () => ModelFiles;
  readonly findDifference: FindDifference;
}

/** Whose networks are exported, an ensemble if there are several, and what goes before them. */
export interface Planned {
  readonly peers: readonly { readonly id: string; readonly network: LayersModel }[];
  /** Present: the model normalizes pixels by it. */
  readonly pixels?: { readonly mean: readonly number[]; readonly std: readonly number[] } | undefined;
}
