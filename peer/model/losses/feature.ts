import { assertNever } from '../../../proto/errors.js';
import type { FeatureKind } from '../../core/teaching/feature-targets.js';
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '../backend.js';
import { attentionLoss } from './attention-transfer.js';
import { hintLoss, type Regressor } from './hint.js';
import { relationalLoss } from './relational.js';
import { similarityLoss } from './similarity.js';

/** The targets of a batch's feature loss on the device, in the shapes that `featureTargets` gives them. */
export interface FeatureTensors {
  readonly targets: Tensor;
  readonly weights: Tensor;
}

/**
 * The feature loss that a run spec names; the formula of each stands in its own file.
 *
 * @param features - This peer's own, float32 `[batch, size]`. Gradients flow here, and to the regressor.
 * @param regressor - Of hints; the others have none.
 * @returns Scalar float32. The caller owns it.
 */
export function featureLoss(
  kind: FeatureKind,
  features: Tensor2D,
  { targets, weights }: FeatureTensors,
  regressor: Regressor | undefined,
): Scalar {
  switch (kind) {
    case 'attention':
      return attentionLoss(features, targets as Tensor2D, weights as Tensor1D);
    case 'hint':
      return hintLoss(features, targets as Tensor2D, weights as Tensor2D, regressor!);
    case 'rkd':
      return relationalLoss(features, targets as Tensor2D, weights as Tensor1D);
    case 'similarity':
      return similarityLoss(features, targets as Tensor2D, weights as Tensor1D);
    default:
      return assertNever(kind);
  }
}
