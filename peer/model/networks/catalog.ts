import { assertNever, CodistillError } from '../../../proto/errors.js';
import { isUserModule } from '../../../proto/user-module.js';
import { isImageShape } from '../../data/dataset.js';
import type { LayersModel } from '../backend.js';
import { cifarResnet } from './cifar-resnet.js';
import { cnn } from './cnn.js';
import { gru } from './gru.js';
import { mlp } from './mlp.js';
import { mlpLm } from './mlp-lm.js';
import { mobilenet } from './mobilenet.js';
import type {
  NetworkContext,
  NetworkFactory,
  SampleContext,
  TextContext,
  TextNetworkFactory,
} from './network-context.js';
import { NETWORK_NAMES, splitNetworkName } from './network-names.js';
import { transformer } from './transformer.js';
import { loadUserNetwork } from './user-network.js';
import { wideResnet } from './wide-resnet.js';

/** Where a built-in network comes from, and what samples it reads. */
export type KnownNetwork =
  | { readonly reads: 'images'; readonly factory: NetworkFactory; readonly options: string }
  | { readonly reads: 'text'; readonly factory: TextNetworkFactory; readonly options: string };

/**
 * Makes the network that a name stands for: `family[:options]`, or `./my-network.js` for a user's own.
 *
 * @returns Input float32 `[batch, height, width, channels]` or `[batch, tokens]`, output logits
 *   `[batch · positions, classes]`. The caller owns it.
 * @throws {CodistillError} `ERR_NETWORK_UNKNOWN` with the nearest known name; `ERR_NETWORK_MODULE` when a user's module
 *   fails; `ERR_CLASS_COUNT` or `ERR_SHAPE` when a network does not fit the data.
 */
export async function createNetwork(name: string, context: SampleContext): Promise<LayersModel> {
  if (isUserModule(name)) return loadUserNetwork(name, context);
  const { reads, factory, options } = parseNetworkName(name);
  if (reads === 'images' && ofImages(context)) return factory(options, context);
  if (reads === 'text' && ofText(context)) return factory(options, context);
  const families = NETWORK_NAMES.filter((known) => parseNetworkName(known).reads !== reads);
  throw new CodistillError(
    'ERR_SHAPE',
    `network "${name}" reads ${reads}, samples are [${context.inputShape}]`,
    {
      fix: `use one of ${families.join(', ')} with these data`,
      facts: { network: name },
    },
  );
}

function ofImages(context: SampleContext): context is NetworkContext {
  return isImageShape(context.inputShape);
}

function ofText(context: SampleContext): context is TextContext {
  return !isImageShape(context.inputShape);
}

/**
 * Finds the factory of a built-in network.
 *
 * @throws {CodistillError} `ERR_NETWORK_UNKNOWN` with the nearest known name.
 */
export function parseNetworkName(name: string): KnownNetwork {
  const { family, options } = splitNetworkName(name);
  switch (family) {
    case 'mlp-lm':
      return { reads: 'text', factory: mlpLm, options };
    case 'gru':
      return { reads: 'text', factory: gru, options };
    case 'transformer':
      return { reads: 'text', factory: transformer, options };
    case 'mlp':
      return { reads: 'images', factory: mlp, options };
    case 'cnn':
      return { reads: 'images', factory: cnn, options };
    case 'mobilenet':
      return { reads: 'images', factory: mobilenet, options };
    case 'resnet':
      return { reads: 'images', factory: cifarResnet, options };
    case 'wrn':
      return { reads: 'images', factory: wideResnet, options };
    default:
      return assertNever(family);
  }
}
