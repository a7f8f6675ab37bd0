import { CodistillError } from '../../proto/errors.js';
import { bytesOf } from '../../proto/float-bytes.js';
import type { NamedTensor } from '../files/safetensors.js';
import type { Architecture, ArchitectureLayer } from './architecture.js';
import { INPUT } from './inference-graph.js';
import type { ModelFiles } from './model-folder.js';

const SHARD = 'weights.bin';

/** Layers that TensorFlow.js has not; it has only the older form of GRU. */
const MISSING = ['CausalAttention', 'ContextWindows', 'PositionEmbedding', 'TokenRows'];

/**
 * Writes layers as a layers model of TensorFlow.js, which `tf.loadLayersModel` reads, of its own layers alone.
 *
 * @throws {CodistillError} `ERR_EXPORT_LAYER` naming the first layer that it has not.
 */
export function layersModelFiles({ shape, layers }: Architecture): ModelFiles {
  const lacking = layers.find(
    ({ layer, config }) => MISSING.includes(layer) || (layer === 'GRU' && config.reset_after === true),
  );
  if (lacking !== undefined) {
    throw new CodistillError(
      'ERR_EXPORT_LAYER',
      `TensorFlow.js has no layer ${lacking.layer} as "${lacking.name}" is one`,
      {
        fix: 'take --format tfjs, a graph model, which holds the ops of any layer',
        facts: { layer: lacking.name },
      },
    );
  }
  const input = { name: INPUT, batch_input_shape: [null, ...shape], dtype: 'float32', sparse: false };
  const calls = new Map<string, ArchitectureLayer[]>();
  const places = new Map<string, readonly [layer: string, call: number]>([[INPUT, [INPUT, 0]]]);
  for (const layer of layers) {
    const first = layer.shares ?? layer.name;
    const before = calls.get(first) ?? [];
    places.set(layer.name, [first, before.length]);
    calls.set(first, [...before, layer]);
  }
  const nodeOf = ({ inputs }: ArchitectureLayer): unknown[] =>
    inputs.map((name) => [...places.get(name)!, 0, {}]);
  const described = [...calls].map(([name, made]) => ({
    name,
    class_name: made[0]!.layer,
    config: { name, trainable: true, ...configOf(made[0]!) },
    inbound_nodes: made.map(nodeOf),
  }));
  const config = {
    name: 'network',
    layers: [{ name: INPUT, class_name: 'InputLayer', config: input, inbound_nodes: [] }, ...described],
    input_layers: [[INPUT, 0, 0]],
    output_layers: [[...places.get(layers.at(-1)!.name)!, 0]],
  };
  const weights = layers.flatMap((layer) => (layer.shares === undefined ? layer.weights : []));
  const model = {
    format: 'layers-model',
    generatedBy: 'codistill',
    convertedBy: null,
    modelTopology: {
      keras_version: 'tfjs-layers',
      backend: 'tensor_flow.js',
      model_config: { class_name: 'Model', config },
    },
    weightsManifest: [{ paths: [SHARD], weights: weights.map(specOf) }],
  };
  return {
    'model.json': JSON.stringify(model),
    [SHARD]: weights.map(({ values }) => bytesOf(values)),
  };
}

function specOf({ name, shape }: NamedTensor): object {
  return { name, shape, dtype: 'float32' };
}

/** An entry that TensorFlow.js calls otherwise than Keras 3. */
function configOf({ layer, config }: ArchitectureLayer): object {
  const { negative_slope, ...rest } = config;
  return layer === 'LeakyReLU' ? { ...rest, alpha: negative_slope } : rest;
}
