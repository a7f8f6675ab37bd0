import { record, withLayerNames } from '../graph/recorder.js';
import type { Recording } from '../graph/recording.js';
import { type LayersModel, tf } from '../model/backend.js';
import { sampleShapeOf } from '../model/evaluate.js';
import { deepestLogits } from '../model/exits.js';
import { namedWeights } from '../model/weights.js';

/** One forward pass in inference mode, recorded. */
export interface InferenceTrace extends Recording {
  readonly samples: number;
  /** The binding's id of the logits. */
  readonly logits: number;
}

/** Records a forward pass over some samples: the variables are the network's weights in the order of `namedWeights`. */
export function traceInference(network: LayersModel, inputs: Float32Array, samples: number): InferenceTrace {
  const { result: logits, ...recording } = record((recorder) =>
    tf.tidy(() => {
      namedWeights(network).forEach(({ variable }, index) => {
        recorder.mark(variable, { kind: 'variable', index });
      });
      const batch = tf.tensor(inputs, [samples, ...sampleShapeOf(network)], 'float32');
      recorder.mark(batch, { kind: 'input', name: 'samples' });
      return recorder.idOf(withLayerNames(network, recorder, () => deepestLogits(network, batch, false)));
    }),
  );
  return { ...recording, samples, logits };
}
