import type { TargetForm, TargetTerms } from '../../core/teaching/targets.js';
import type { Tensor1D, Tensor2D } from '../backend.js';

/** The targets of a batch on the device, with the terms on which they were made: a loss reads its own terms here. */
export interface TargetTensors<Form extends TargetForm = TargetForm> extends TargetTerms<Form> {
  /** float32 `[batch, classes]`. Constants: data that came off the wire, never a live tensor. */
  readonly targets: Tensor2D;
  /** w, float32 `[batch]`, 0 where nobody taught. @default all 1 */
  readonly rowWeights?: Tensor1D;
}
