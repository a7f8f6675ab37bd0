import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { encodeSafetensors, type NamedTensor } from '../files/safetensors.js';
import { WEIGHTS_FILE } from '../files/weights-file.js';
import type { Architecture, ArchitectureLayer } from './architecture.js';
import { INPUT } from './inference-graph.js';

/** The loaders that are written beside the weights. */
const LOADERS = ['load_pytorch.py', 'load_keras.py'];

/** A file of Python that is shipped as it is. */
export function pythonFile(name: string): string {
  return fileURLToPath(new URL(`../../../peer/export/python/${name}`, import.meta.url));
}

/** Writes weights as safetensors, the layers as JSON, and code that makes a network of them in PyTorch and in Keras. */
export function safetensorsFiles({
  shape,
  layers,
  output,
}: Architecture): Record<string, Uint8Array | string> {
  const tensors = new Map<string, NamedTensor>();
  for (const { weights } of layers) for (const weight of weights) tensors.set(weight.name, weight);
  const architecture = {
    input: { name: INPUT, shape: [null, ...shape] },
    output: { name: output, layer: layers.at(-1)!.name },
    layers: layers.map(layerJson),
  };
  const loaders = LOADERS.map((name) => [name, readFileSync(pythonFile(name))] as const);
  return {
    [WEIGHTS_FILE]: encodeSafetensors([...tensors.values()], { format: 'keras' }),
    'architecture.json': `${JSON.stringify(architecture, null, 2)}\n`,
    ...Object.fromEntries(loaders),
  };
}

function layerJson({ name, layer, config, inputs, weights, shares }: ArchitectureLayer): object {
  const shared = shares === undefined ? {} : { shares };
  return { name, layer, inputs, config, weights: weights.map((weight) => weight.name), ...shared };
}
