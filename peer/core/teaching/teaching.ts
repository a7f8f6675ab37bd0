import type { PeerId } from '../../../proto/identity.js';

/** What one teacher says of a batch, as the loss may use it. */
export interface Teaching {
  readonly peerId: PeerId;
  /** float32 `[rows * classes]`; what the rows that are not covered hold does not matter. */
  readonly logits: Float32Array;
  /** Factor of this teacher among the others, `≥ 0`: its edge's weight. 0: it is heard, but not learned from. */
  readonly weight: number;
  /**
   * float32 `[samples]`, 0 to 1: how far each sample counts (0: no prediction; below 1: an old one). Where a sample has
   * several predictions, as a text has one a token, its rows share the sample's. Absent: all 1.
   */
  readonly coverage?: Float32Array;
  /** What the feature loss asked the teacher for, float32 `[rows * featureSize]`. */
  readonly features?: Float32Array;
  /** The teacher's newest validation accuracy, 0 to 1, as far as it has said. */
  readonly validationAccuracy?: number;
}
