import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { layersPlan } from '../../peer/export/layers-plan.js';
import { writeFiles } from '../../peer/export/model-folder.js';
import { type LayersModel, type SymbolicTensor, tf } from '../../peer/model/backend.js';
import { eagerOutputs, sampleShapeOf } from '../../peer/model/evaluate.js';
import { bytesOf } from '../../proto/float-bytes.js';
import { changeWeights, seenSamples, trainedNetwork } from './export-kit.js';
import type { Python } from './python-packages.js';

/** Samples by which a loader is compared with the network. */
const SAMPLES = 256;

/** Networks by name: the catalog's, and some of a user's that hold whatever could be mistaken. */
export async function manyNetworks(): Promise<Map<string, LayersModel>> {
  const networks = new Map<string, LayersModel>();
  for (const name of ['mlp:8', 'cnn:3-4-8', 'resnet20', 'resnet20-exits', 'wrn-16-1', 'mobilenet'])
    networks.set(name, await trainedNetwork(name));
  for (const positions of [1, 2]) {
    for (const name of ['gru:4-8', 'transformer', 'mlp-lm']) {
      const shape = { inputShape: [name === 'mlp-lm' ? 17 : 8], positions };
      networks.set(`${name} ${positions}`, await trainedNetwork(name, 'text', shape));
    }
  }
  for (const [name, network] of usersNetworks()) {
    changeWeights(network);
    networks.set(name, network);
  }
  return networks;
}

function usersNetworks(): [string, LayersModel][] {
  const { layers } = tf;
  const through = (start: SymbolicTensor, ...steps: readonly LayerLike[]): SymbolicTensor =>
    steps.reduce((x, step) => step.apply(x) as SymbolicTensor, start);
  const pictures = (): SymbolicTensor => tf.input({ shape: [9, 11, 3] });
  const ended = (input: SymbolicTensor, ...steps: readonly LayerLike[]): LayersModel =>
    tf.model({ inputs: input, outputs: through(input, ...steps, layers.dense({ units: 6 })) });

  const twoBranches = pictures();
  const left = through(
    twoBranches,
    layers.conv2d({ filters: 4, kernelSize: [3, 5], strides: [2, 3], padding: 'same', activation: 'elu' }),
    layers.batchNormalization({ scale: false, epsilon: 0.01 }),
    layers.flatten(),
  );
  const right = through(
    twoBranches,
    layers.separableConv2d({ filters: 4, kernelSize: [2, 3], strides: 2, padding: 'same' }),
    layers.averagePooling2d({ poolSize: [3, 2], strides: [2, 2], padding: 'same' }),
    layers.leakyReLU({ alpha: 0.2 }),
    layers.flatten(),
  );
  const joined = layers.concatenate().apply([left, right]) as SymbolicTensor;
  const branches = tf.model({ inputs: twoBranches, outputs: through(joined, layers.dense({ units: 6 })) });

  const squares = ended(
    tf.input({ shape: [8] }),
    layers.dense({ units: 8, activation: 'tanh' }),
    layers.layerNormalization(),
    layers.dense({ units: 8, useBias: false }),
    layers.batchNormalization({ center: false }),
  );
  const moved = ended(
    pictures(),
    layers.dense({ units: 5, activation: 'softmax' }),
    layers.layerNormalization({ epsilon: 0.1 }),
    layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
    layers.permute({ dims: [3, 1, 2] }),
    layers.reshape({ targetShape: [6, 25] }),
    layers.flatten(),
  );
  const block = tf.sequential({ layers: [layers.dense({ units: 4, inputShape: [4] }), layers.reLU()] });
  const shared = layers.dense({ units: 4 });
  const within = ended(tf.input({ shape: [4] }), shared, block, shared, block);
  const older = ended(
    tf.input({ shape: [8] }),
    layers.embedding({ inputDim: 6, outputDim: 3 }),
    layers.gru({ units: 5, returnSequences: true }),
    layers.gru({ units: 4 }),
  );
  return Object.entries({ branches, squares, moved, within, older });
}

type LayerLike = InstanceType<typeof tf.layers.Layer>;

/**
 * Writes networks as safetensors, lets a loader predict with all of them in one process, and returns the largest difference of
 * any logit for each.
 */
export function loaderDifferences(
  directory: string,
  networks: ReadonlyMap<string, LayersModel>,
  loader: 'load_pytorch' | 'load_keras',
  python: Python,
): Record<string, number> {
  const folders = [...networks].map(([name, network], i) => {
    const folder = join(directory, String(i));
    mkdirSync(folder);
    writeFiles(folder, layersPlan('safetensors', { peers: [{ id: 'a', network }] }).files());
    const { seen } = seenSamples(network, SAMPLES);
    writeFileSync(join(folder, 'seen'), bytesOf(seen));
    writeFileSync(join(folder, 'expected'), bytesOf(eagerOutputs(network)(seen, SAMPLES).logits));
    const shape = [SAMPLES, ...sampleShapeOf(network)];
    return { name, folder, shape };
  });
  return JSON.parse(python.run(COMPARISON, [loader, JSON.stringify(folders)])) as Record<string, number>;
}

const COMPARISON = `
import importlib, json, sys
import numpy as np
cells = json.loads(sys.argv[2])
sys.path.insert(0, cells[0]["folder"])
loader = importlib.import_module(sys.argv[1])
differences = {}
for cell in cells:
    seen, expected = (np.fromfile(f"{cell['folder']}/{name}", "<f4") for name in ("seen", "expected"))
    found = loader.predict(loader.load(cell["folder"]), seen.reshape(cell["shape"]))
    assert found.size == expected.size, (cell["name"], found.shape)
    differences[cell["name"]] = float(np.abs(found.reshape(-1) - expected).max())
print(json.dumps(differences))
`;
