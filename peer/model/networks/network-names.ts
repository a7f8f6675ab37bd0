import { closest } from 'fastest-levenshtein';
import { CodistillError } from '../../../proto/errors.js';
import { parseWideResnet } from './wide-resnet-options.js';
import { parseWidths } from './widths.js';

/** Names as a user may write them, for suggestions. Further Wide ResNets are `wrn-DEPTH-WIDTH`. */
export const NETWORK_NAMES: readonly string[] = [
  'mlp',
  'cnn',
  'resnet20',
  'resnet32',
  'resnet44',
  'resnet56',
  'resnet110',
  'resnet20-exits',
  'wrn-16-2',
  'wrn-40-2',
  'wrn-28-10',
  'mobilenet',
  'mlp-lm',
  'gru',
  'transformer',
];

/** The built-in families of networks. */
const PLAIN = ['mlp', 'cnn', 'mlp-lm', 'gru', 'transformer'] as const;

/** A built-in network's family, and what its factory is told. */
export interface NetworkName {
  readonly family: (typeof PLAIN)[number] | 'mobilenet' | 'resnet' | 'wrn';
  readonly options: string;
}

const OF_TEXT: readonly string[] = [
  'mlp-lm',
  'gru',
  'transformer',
] satisfies readonly (typeof PLAIN)[number][];

/**
 * Checks a built-in network's name with its options, without TensorFlow, so that a wrong one is refused before any process
 * starts.
 *
 * @returns The samples that it reads.
 * @throws {CodistillError} `ERR_NETWORK_UNKNOWN` with the nearest known name, or with options that fit.
 */
export function checkNetworkName(name: string): 'images' | 'text' {
  const { family, options } = splitNetworkName(name);
  if (family === 'wrn') parseWideResnet(options);
  else if (family !== 'resnet' && family !== 'mobilenet') parseWidths(family, options);
  return OF_TEXT.includes(family) ? 'text' : 'images';
}

/**
 * Refuses a feature loss for a network with exits: it would need a forward pass of its own.
 *
 * @throws {CodistillError} `ERR_CONFIG`.
 */
export function checkExitsAlone(network: string, feature: string): void {
  if (feature === 'none') return;
  throw new CodistillError('ERR_CONFIG', `a network with exits does not learn by --feature ${feature}`, {
    fix: 'use --feature none, or the network without exits',
    facts: { network },
  });
}

/**
 * Splits a built-in network's name at its options.
 *
 * @throws {CodistillError} `ERR_NETWORK_UNKNOWN` with the nearest known name.
 */
export function splitNetworkName(name: string): NetworkName {
  const colon = name.indexOf(':');
  const family = colon === -1 ? name : name.slice(0, colon);
  const plain = name.endsWith(':') ? undefined : PLAIN.find((known) => known === family);
  if (plain !== undefined) return { family: plain, options: colon === -1 ? '' : name.slice(colon + 1) };
  if (name === 'mobilenet') return { family: 'mobilenet', options: '' };
  if (/^resnet\d+(-exits)?$/.test(family) && NETWORK_NAMES.includes(name.replace(/-exits$/, '')))
    return { family: 'resnet', options: family.slice('resnet'.length) };
  if (/^wrn-\d+-\d+$/.test(family)) return { family: 'wrn', options: name.slice('wrn-'.length) };
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
