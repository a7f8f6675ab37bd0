import { parseDataName } from '../../peer/data/data-name.js';
import { splitNetworkName } from '../../peer/model/networks/network-names.js';
import { parseWidths } from '../../peer/model/networks/widths.js';
import { isUserModule } from '../../proto/user-module.js';

/** Multiplications of a training step below which one thread is as fast as several (docs/decisions.md, "Threads"). */
const ONE_THREAD_BELOW = 2e8;
/** Forward, and the gradients by weights and by inputs. */
const PASSES = 3;

/** Numbers in a sample of the sets that most small networks learn; of others as many as of the largest. */
const SAMPLE_SIZES: Readonly<Record<string, number>> = { mnist: 28 * 28, 'fashion-mnist': 28 * 28 };
const SAMPLE_SIZE_MAX = 32 * 32 * 3;
const CLASSES = 10;

/** The work of a peer, as the run spec names it. */
export interface Work {
  readonly network: string;
  readonly data: string;
  /** Samples of a batch. */
  readonly batch: number;
}

/**
 * How many of the threads that a peer may have are of use to it: one to an MLP whose products are too small to be shared
 * out, all of them to every other network. It follows from names alone, so that a run that is strict computes alike wherever it
 * goes on, and it is known before TensorFlow loads, which reads it then.
 */
export function usefulThreads(share: number, { network, data, batch }: Work): number {
  if (isUserModule(network)) return share;
  const { family, options } = splitNetworkName(network);
  if (family !== 'mlp') return share;
  const sizes = [sampleSize(data), ...parseWidths('mlp', options), CLASSES];
  const weights = sizes.slice(1).reduce((sum, width, i) => sum + width * sizes[i]!, 0);
  return PASSES * batch * weights < ONE_THREAD_BELOW ? 1 : share;
}

function sampleSize(data: string): number {
  const { set, options } = parseDataName(data);
  const sides = options.get('size')?.split('x').map(Number) ?? [];
  if (set === 'synthetic' && sides.length > 0) return sides.reduce((product, side) => product * side, 1);
  return SAMPLE_SIZES[set] ?? SAMPLE_SIZE_MAX;
}
