import type { NamedTensor } from '../files/safetensors.js';
import type { Architecture, ArchitectureLayer } from './architecture.js';
import { INPUT, nodeName } from './inference-graph.js';

/** One peer of an ensemble. */
export interface DescribedMember {
  readonly id: string;
  readonly architecture: Architecture;
}

/** One network that averages the probabilities of several, which read the same samples in the same form. */
export function ensembleArchitecture(members: readonly DescribedMember[]): Architecture {
  const { shape } = members[0]!.architecture;
  const adopted = members.map(({ id, architecture }) => adopt(nodeName(id), architecture));
  const added = { config: {}, weights: [], shape: adopted[0]!.at(-1)!.shape };
  const probabilities = adopted.map((layers, i): ArchitectureLayer => {
    const name = `ensemble/${nodeName(members[i]!.id)}_probabilities`;
    return { ...added, name, layer: 'Softmax', config: { axis: -1 }, inputs: [layers.at(-1)!.name] };
  });
  const inputs = probabilities.map(({ name }) => name);
  const mean = { ...added, name: 'ensemble/mean', layer: 'Average', inputs };
  return { shape, layers: [...adopted.flat(), ...probabilities, mean], output: 'probabilities' };
}

/** The layers of a network under names of their own. */
function adopt(prefix: string, { layers }: Architecture): ArchitectureLayer[] {
  const renamed = (name: string): string => (name === INPUT ? INPUT : `${prefix}/${name}`);
  return layers.map((layer) => ({
    ...layer,
    name: renamed(layer.name),
    ...(layer.shares === undefined ? {} : { shares: renamed(layer.shares) }),
    inputs: layer.inputs.map(renamed),
    weights: layer.weights.map((weight) => ({ ...weight, name: renamed(weight.name) })),
  }));
}

/**
 * The same network for pixels of 0 to 255 as they are stored: a convolution of one pixel subtracts the mean and divides by the
 * deviation.
 *
 * @param mean - Of each channel, pixels on the scale 0 … 1; likewise `std`.
 */
export function pixelArchitecture(
  architecture: Architecture,
  { mean, std }: { readonly mean: readonly number[]; readonly std: readonly number[] },
): Architecture {
  const name = 'preprocessing/normal';
  const tensor = (part: string, shape: readonly number[], values: readonly number[]): NamedTensor => ({
    name: `${name}/${part}`,
    shape,
    values: Float32Array.from(values),
  });
  const channels = mean.length;
  const normalization: ArchitectureLayer = {
    ...{ name, layer: 'DepthwiseConv2D', inputs: [INPUT], shape: [null, ...architecture.shape] },
    config: {
      ...{ kernel_size: [1, 1], strides: [1, 1], padding: 'valid', dilation_rate: [1, 1] },
      ...{ depth_multiplier: 1, activation: 'linear', use_bias: true },
    },
    weights: [
      tensor(
        'depthwise_kernel',
        [1, 1, channels, 1],
        std.map((one) => 1 / (255 * one)),
      ),
      tensor(
        'bias',
        [channels],
        mean.map((one, i) => -one / std[i]!),
      ),
    ],
  };
  const fed = architecture.layers.map((layer) => ({
    ...layer,
    inputs: layer.inputs.map((input) => (input === INPUT ? name : input)),
  }));
  return { ...architecture, layers: [normalization, ...fed] };
}
