import type { PeerId } from '../../../proto/identity.js';

/** One teacher's predictions for a batch, as the loss uses them. */
export interface Teaching {
  readonly peerId: PeerId;
  /** float32 `[rows * classes]`; the values of rows that are not covered do not matter. */
  readonly logits: Float32Array;
  /** Factor of this teacher among the others, `≥ 0`: its edge's weight. 0: it is heard, but not learned from. */
  readonly weight: number;
  /**
   * float32 `[samples]`, 0 to 1: how far each sample counts (0: no prediction; below 1: an old one). Where a sample has
   * several predictions, as a text has one a token, its rows share the sample's. Absent: all 1.
   */
  readonly coverage?: Float32Array;
  /** The teacher's features, where there is a feature loss, float32 `[rows * featureSize]`. */
  readonly features?: Float32Array;
  /** The teacher's newest validation accuracy, 0 to 1; absent until it has sent one. */
  readonly validationAccuracy?: number;
  /** Once the teacher is known to be past this step of its own, this is older than the mode allows. Absent: never. */
  readonly usableUntilStep?: number;
}
