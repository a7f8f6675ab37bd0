import type { LayersModel } from '../../peer/model/backend.js';
import { eagerOutputs, type Predict } from '../../peer/model/evaluate.js';

/** A network's logits op by op. */
export function eagerPrediction(network: LayersModel): Predict {
  return (inputs, rows) => eagerOutputs(network)(inputs, rows).logits;
}
