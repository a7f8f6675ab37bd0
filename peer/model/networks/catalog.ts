import { closest } from 'fastest-levenshtein';
import { CodistillError } from '../../../proto/errors.js';
import type { LayersModel } from '../backend.js';
import { cifarResnet } from './cifar-resnet.js';
import { cnn } from './cnn.js';
import { mlp } from './mlp.js';
import { mobilenet } from './mobilenet.js';
import type { NetworkContext, NetworkFactory } from './network-context.js';
import { loadUserNetwork } from './user-network.js';
import { wideResnet } from './wide-resnet.js';

export { parameterCount } from '../weights.js';
export type { NetworkContext } from './network-context.js';

/** Names as a user may write them, for suggestions. Further Wide ResNets are `wrn-DEPTH-WIDTH`. */
export const NETWORK_NAMES: readonly string[] = [
  'mlp',
  'cnn',
  'resnet20',
  'resnet32',
  'resnet44',
  'resnet56',
  'resnet110',
  'wrn-16-2',
  'wrn-40-2',
  'wrn-28-10',
  'mobilenet',
];

/**
 * Makes the network that a name stands for: `family[:options]`, or `./my-network.js` for a user's own.
 *
 * @returns Input float32 `[batch, height, width, channels]`, output logits `[batch, classes]`. The caller owns it.
 * @throws {CodistillError} `ERR_NETWORK_UNKNOWN` with the nearest known name; `ERR_NETWORK_MODULE` when a user's module
 *   fails; `ERR_CLASS_COUNT` or `ERR_SHAPE` when its network does not fit the data.
 */
export async function createNetwork(name: string, context: NetworkContext): Promise<LayersModel> {
  if (/^(\.{0,2}\/|file:)/.test(name)) return loadUserNetwork(name, context);
  const { factory, options } = parseNetworkName(name);
  return factory(options, context);
}

/**
 * Finds the factory of a built-in network.
 *
 * @throws {CodistillError} `ERR_NETWORK_UNKNOWN` with the nearest known name.
 */
export function parseNetworkName(name: string): { factory: NetworkFactory; options: string } {
  const colon = name.indexOf(':');
  const family = colon === -1 ? name : name.slice(0, colon);
  const options = colon === -1 ? '' : name.slice(colon + 1);
  if (family === 'mlp') return { factory: mlp, options };
  if (family === 'cnn') return { factory: cnn, options };
  if (family === 'mobilenet' && colon === -1) return { factory: mobilenet, options };
  if (/^resnet\d+$/.test(family) && NETWORK_NAMES.includes(name)) {
    return { factory: cifarResnet, options: family.slice('resnet'.length) };
  }
  if (/^wrn-\d+-\d+$/.test(family)) return { factory: wideResnet, options: name.slice('wrn-'.length) };
  const nearest = closest(family, [...NETWORK_NAMES]);
  throw new CodistillError(
    'ERR_NETWORK_UNKNOWN',
    `there is no network "${name}"; did you mean "${nearest}"?`,
    {
      fix: `use one of ${NETWORK_NAMES.join(', ')}, or the path of a module of your own that begins with ./`,
      facts: { network: name, nearest },
    },
  );
}
