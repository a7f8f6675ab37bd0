import type { TargetForm, TargetTerms, TeachingTargets } from '../../core/teaching/targets.js';
import { type Tensor1D, type Tensor2D, tf } from '../backend.js';

/** The targets of a batch on the device, with the terms on which they were made: a loss reads its own terms here. */
export interface TargetTensors<Form extends TargetForm = TargetForm> extends TargetTerms<Form> {
  /** float32 `[batch, classes]`. Constants: data that came off the wire, never a live tensor. */
  readonly targets: Tensor2D;
  /** w, float32 `[batch]`, 0 where nobody taught. @default all 1 */
  readonly rowWeights?: Tensor1D;
}

/** Puts the targets of a batch on the device. The caller owns both tensors. */
export function targetTensors(
  taught: TeachingTargets,
): TargetTensors & Required<Pick<TargetTensors, 'rowWeights'>> {
  const { targets, rowWeights } = taught;
  const rows = rowWeights.length;
  return {
    ...taught,
    targets: tf.tensor2d(targets, [rows, targets.length / rows]),
    rowWeights: tf.tensor1d(rowWeights),
  };
}
