import { CodistillError } from '../../proto/errors.js';
import { type LayersModel, type Tensor, tf } from './backend.js';
import { BatchNormalization } from './batch-normalization.js';
import { type Layer, layersWithin } from './regularization/layers-within.js';
import { trainableVariables } from './weights.js';

/**
 * Refuses a network that cannot learn from the batches that come.
 *
 * @param rowsMin - Rows of the smallest batch.
 * @throws {CodistillError} `ERR_NETWORK_MODULE` naming the network when it has no weight that trains; `ERR_CONFIG`
 *   naming the layer when one row gives batch normalisation a single value a channel. Their variance is 0, so the layer
 *   puts out its bias whatever it sees: nothing before it learns, and its moving variance shrinks.
 */
export function checkTrainable(network: LayersModel, rowsMin: number): void {
  if (trainableVariables(network).length === 0) {
    const { length } = network.weights;
    const reason = length === 0 ? 'it has no weights' : `all its ${length} weights are frozen`;
    throw new CodistillError(
      'ERR_NETWORK_MODULE',
      `network "${network.name}" has nothing to train: ${reason}`,
      {
        fix: 'leave a layer trainable; to teach only, give the peer role=teacher and a source',
        facts: { network: network.name, weights: length },
      },
    );
  }
  if (rowsMin > 1) return;
  // tfjs's own, or the one of the built-in networks.
  const names = ['BatchNormalization', BatchNormalization.className];
  const layer = layersWithin(network)
    .filter((one) => names.includes(one.getClassName()))
    .find((one) => valuesAChannel(network, one) === 1);
  if (layer === undefined) return;
  throw new CodistillError(
    'ERR_CONFIG',
    `batch normalisation "${layer.name}" of network "${network.name}" has one value a channel in a batch of one row`,
    {
      fix: 'choose a --batch of at least 2 that leaves no single sample for the last batch of an epoch',
      facts: { layer: layer.name, network: network.name },
    },
  );
}

/** The least that a layer averages over when it is called in a forward pass of one row; 1 row where it is not called. */
function valuesAChannel(network: LayersModel, layer: Layer): number {
  const counts: number[] = [];
  const [gamma] = layer.weights;
  layer.call = (inputs, kwargs) => {
    for (const input of [inputs].flat()) counts.push(input.size / gamma!.shape[0]!);
    return Object.getPrototypeOf(layer).call.call(layer, inputs, kwargs) as Tensor;
  };
  try {
    const [, ...sample] = network.inputs[0]!.shape;
    tf.tidy(() => {
      network.apply(tf.zeros([1, ...(sample as number[])]), { training: false });
    });
  } finally {
    Reflect.deleteProperty(layer, 'call'); // the class's own shows again
  }
  return Math.min(...counts);
}
