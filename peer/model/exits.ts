import type { RunSpec } from '../../proto/run-spec.js';
import { type LayersModel, type SymbolicTensor, type Tensor, type Tensor2D, tf } from './backend.js';
import type { ExitOutput } from './losses/exits.js';
import { checkExitsAlone } from './networks/network-names.js';

/** A network with classifiers on its way, the shallow exits, that learn beside the deepest one. */
export interface Exits {
  /**
   * One forward pass in training mode. The caller owns the result.
   *
   * @returns Everything at each exit; gradients flow through all of it.
   */
  forward(inputs: Tensor): { readonly deepest: ExitOutput; readonly shallow: readonly ExitOutput[] };
}

/**
 * Logits of a network: of one with exits, those of the deepest, which is its first output.
 *
 * @returns float32 `[rows · positions, classes]`. The caller owns them, and those of the other exits: call it in a tidy.
 */
export function deepestLogits(network: LayersModel, inputs: Tensor, training: boolean): Tensor2D {
  const made = network.apply(inputs, { training });
  return (Array.isArray(made) ? made[0] : made) as Tensor2D;
}

/**
 * Prepares a network's exits for training; `undefined` when it has but one.
 *
 * @throws {CodistillError} `ERR_CONFIG` when there is a feature loss, too.
 */
export function createExits(
  network: LayersModel,
  { distillation }: Pick<RunSpec, 'distillation'>,
): Exits | undefined {
  const { outputs } = network;
  if (outputs.length === 1) return undefined;
  checkExitsAlone(network.name, distillation.feature);
  const tapped = tf.model({ inputs: network.inputs, outputs: [...outputs, ...outputs.map(featuresBehind)] });
  return {
    forward(inputs) {
      const made = tapped.apply(inputs, { training: true }) as Tensor2D[];
      const exits = outputs.map((_, i) => ({ logits: made[i]!, features: made[outputs.length + i]! }));
      return { deepest: exits[0]!, shallow: exits.slice(1) };
    },
  };
}

/** The input of the last layer before an exit. */
function featuresBehind({ sourceLayer, nodeIndex }: SymbolicTensor): SymbolicTensor {
  return sourceLayer.inboundNodes[nodeIndex]!.inputTensors[0]!;
}
