import { type LayersModel, type Tensor, type Tensor2D, tf } from '../model/backend.js';
import { deepestLogits } from '../model/exits.js';
import type { FeatureTap } from '../model/feature-tap.js';
import { namedWeights } from '../model/weights.js';
import { record, withLayerNames } from './recorder.js';
import type { Recording } from './recording.js';
import type { OpScript } from './replay.js';

/** The name of the input that the samples are. */
export const IMAGES = 'images';

/** One forward pass in inference mode, recorded. */
export interface InferenceTrace extends Recording {
  readonly samples: number;
  /** The binding's id of the logits. */
  readonly logits: number;
  /** That of the features, where the network is tapped. */
  readonly features?: number;
  /** That of each weight, in the order of `namedWeights`. */
  readonly variables: readonly number[];
}

export interface InferenceTraceOptions {
  /** Of this network: its features come with the logits. */
  readonly tap?: FeatureTap | undefined;
  /** Of an earlier trace: nothing is computed; see {@link record}. */
  readonly script?: OpScript | undefined;
}

/**
 * Records a forward pass over some samples: the variables are the network's weights in the order of `namedWeights`.
 *
 * @param batch - Makes the samples, float32, which are disposed.
 */
export function traceInference(
  network: LayersModel,
  batch: () => Tensor,
  { tap, script }: InferenceTraceOptions = {},
): InferenceTrace {
  const weights = namedWeights(network).map(({ variable }) => variable);
  const { result, ...recording } = record(
    (recorder) =>
      tf.tidy(() => {
        weights.forEach((variable, index) => {
          recorder.mark(variable, { kind: 'variable', index });
        });
        const images = batch();
        recorder.mark(images, { kind: 'input', name: IMAGES });
        const predict = (): { logits: Tensor2D; features?: Tensor2D } =>
          tap?.forward(images, false) ?? { logits: deepestLogits(network, images, false) };
        const { logits, features } = withLayerNames(network, recorder, predict);
        return {
          samples: images.shape[0]!,
          logits: recorder.idOf(logits),
          ...(features && { features: recorder.idOf(features) }),
          variables: weights.map((variable) => recorder.idOf(variable)),
        };
      }),
    script,
  );
  return { ...recording, ...result };
}
