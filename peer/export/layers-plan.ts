import { assertNever } from '../../proto/errors.js';
import { refTo } from '../graph/graph.js';
import { type LayersModel, type Tensor, tf } from '../model/backend.js';
import { type Architecture, type ArchitectureLayer, architectureOf } from './architecture.js';
import { ensembleArchitecture, pixelArchitecture } from './architecture-combination.js';
import { layersModelFiles } from './layers-model.js';
import { type ModelFiles, writeFiles } from './model-folder.js';
import type { ModelPlan, Planned } from './model-plan.js';
import { openRuntime } from './open-runtime.js';
import type { LayersFormat } from './other-runtime.js';
import { differsWritten, firstDiffering, firstFound, searchSamples } from './proof.js';
import type { ProofSamples } from './proof-samples.js';
import { safetensorsFiles } from './safetensors-model.js';

/** A network beside the description of its layers. */
export interface DescribedPeer {
  readonly id: string;
  readonly network: LayersModel;
  readonly architecture: Architecture;
}

/**
 * Plans a model of the layers of networks.
 *
 * @param python - As {@link openRuntime} takes it.
 * @throws {CodistillError} `ERR_EXPORT_LAYER` as `architectureOf`.
 */
export function layersPlan(format: LayersFormat, { peers, pixels }: Planned, python?: string): ModelPlan {
  const described = peers.map(
    (peer): DescribedPeer => ({ ...peer, architecture: architectureOf(peer.network) }),
  );
  const whole = described.length === 1 ? described[0]!.architecture : ensembleArchitecture(described);
  const architecture = pixels === undefined ? whole : pixelArchitecture(whole, pixels);
  return {
    output: architecture.output,
    multiplications: multiplicationsOf(architecture),
    files: () => layersFiles(format, architecture),
    findDifference: (samples) =>
      firstFound(described, (peer) => differingLayer(format, peer, samples, python)),
  };
}

/** @throws {CodistillError} `ERR_EXPORT_LAYER` as `layersModelFiles`. */
function layersFiles(format: LayersFormat, architecture: Architecture): ModelFiles {
  switch (format) {
    case 'safetensors':
      return safetensorsFiles(architecture);
    case 'tfjs-layers':
      return layersModelFiles(architecture);
    default:
      return assertNever(format);
  }
}

/** Each weight meets each place of its layer's output once. */
function multiplicationsOf({ layers }: Architecture): number {
  const product = (sides: readonly (number | null)[]): number =>
    sides.reduce<number>((size, side) => size * (side ?? 1), 1);
  return layers.reduce((sum, { shape, weights }) => {
    const size = weights.reduce((all, weight) => all + product(weight.shape), 0);
    return sum + size * product(shape.slice(1, -1));
  }, 0);
}

/** The first layer of a network whose output differs. */
export async function differingLayer(
  format: LayersFormat,
  { architecture, network }: DescribedPeer,
  samples: ProofSamples,
  python?: string,
): Promise<string | undefined> {
  const { layers, shape, output } = architecture;
  const few = searchSamples(samples);
  const parts = layers.map((layer) => ({ ...layer, inputs: layer.inputs.map((name) => refTo(name)) }));
  const suspects = parts.filter(({ tensor }) => tensor !== undefined);
  const values = layerOutputs(network, suspects, few.inputs, few.samples);
  const first = await firstDiffering(parts, suspects, ({ name }) => {
    const end = layers.findIndex((layer) => layer.name === name) + 1;
    return differsWritten(
      (directory) =>
        writeFiles(directory, layersFiles(format, { ...architecture, layers: layers.slice(0, end) })),
      (directory) => openRuntime(directory, { format, shape, output, python }),
      few,
      values.get(name)!,
    );
  });
  return first && `${first.layer} layer "${first.name}"`;
}

/** The outputs of a network, op by op, in the places of some layers of its description. */
function layerOutputs(
  network: LayersModel,
  layers: readonly Pick<ArchitectureLayer, 'name' | 'tensor'>[],
  inputs: Float32Array,
  samples: number,
): Map<string, Float32Array> {
  const values = new Map<string, Float32Array>();
  tf.tidy(() => {
    const all = tf.model({ inputs: network.inputs, outputs: layers.map(({ tensor }) => tensor!) });
    const fed = tf.tensor(inputs, [samples, ...(network.inputs[0]!.shape.slice(1) as number[])]);
    const made = all.apply(fed, { training: false }) as Tensor | Tensor[];
    const tensors = Array.isArray(made) ? made : [made];
    layers.forEach(({ name }, i) => {
      values.set(name, tensors[i]!.dataSync() as Float32Array);
    });
  });
  return values;
}
