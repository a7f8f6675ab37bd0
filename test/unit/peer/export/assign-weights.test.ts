import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { architectureOf } from '../../../../peer/export/architecture.js';
import { assignWeights } from '../../../../peer/export/assign-weights.js';
import { writeFiles } from '../../../../peer/export/model-folder.js';
import { safetensorsFiles } from '../../../../peer/export/safetensors-model.js';
import { decodeSafetensors, type NamedTensor } from '../../../../peer/files/safetensors.js';
import { type LayersModel, tf } from '../../../../peer/model/backend.js';
import { namedWeights } from '../../../../peer/model/weights.js';
import { failure, temporaryFolder } from '../../../support/data-files.js';
import { trainedNetwork } from '../../../support/export-kit.js';
import { manyNetworks } from '../../../support/layers-kit.js';
import { weightBits } from '../../../support/network-check.js';
import { pythonWithTorch } from '../../../support/python-packages.js';

const WHAT = 'peer-0: weights mine';

/** The weights of a network's export. */
function exported(network: LayersModel): Map<string, NamedTensor> {
  const { 'weights.safetensors': file } = safetensorsFiles(architectureOf(network));
  return decodeSafetensors(Buffer.from(file as Uint8Array));
}

function forget(network: LayersModel): void {
  tf.tidy(() => {
    for (const { variable } of namedWeights(network)) variable.assign(tf.zerosLike(variable));
  });
}

/** Networks by name, and others of the same layers, made later in this process, that know nothing. */
async function pairs(): Promise<[name: string, network: LayersModel, other: LayersModel][]> {
  const [networks, others] = [await manyNetworks(), await manyNetworks()];
  networks.delete('resnet20-exits'); // whose exits no export holds
  return [...networks].map(([name, network]) => {
    const other = others.get(name)!;
    forget(other);
    return [name, network, other];
  });
}

test('every network takes the weights of its export bit for bit, also where nobody has named its layers', async () => {
  for (const [name, network, other] of await pairs()) {
    assert.notDeepEqual(weightBits(other), weightBits(network), name);
    assignWeights(other, exported(network), WHAT);
    assert.deepEqual(weightBits(other), weightBits(network), name);
  }
});

const SAVING = `
import importlib, json, sys
folders = json.loads(sys.argv[1])
sys.path.insert(0, folders[0])
import load_pytorch
for folder in folders:
    load_pytorch.save(load_pytorch.load(folder), f"{folder}/saved.safetensors")
`;

test('what load_pytorch.py saves again has the same bits', async (t) => {
  const python = await pythonWithTorch();
  if (python === undefined) return t.skip('there is no Python with torch');
  const directory = await temporaryFolder(t);
  const all = await pairs();
  const folders = all.map(([, network], i) => {
    const folder = join(directory, String(i));
    mkdirSync(folder);
    writeFiles(folder, safetensorsFiles(architectureOf(network)));
    return folder;
  });
  python.run(SAVING, [JSON.stringify(folders)]);
  for (const [i, [name, network, other]] of all.entries()) {
    assignWeights(other, decodeSafetensors(readFileSync(join(folders[i]!, 'saved.safetensors'))), WHAT);
    assert.deepEqual(weightBits(other), weightBits(network), name);
  }
});

test('weights of another network are refused by the first tensor that does not fit, and nothing is changed', async () => {
  const network = await trainedNetwork('mlp:8');
  const before = weightBits(network);
  const refused = (tensors: ReadonlyMap<string, NamedTensor>, problem: RegExp): void => {
    assert.throws(() => assignWeights(network, tensors, WHAT), failure('ERR_SHAPE', problem));
    assert.deepEqual(weightBits(network), before);
  };
  refused(
    exported(await trainedNetwork('mlp:9')),
    /^peer-0: weights mine do not fit the network: hidden1\/kernel is \[297,9\], the network needs \[297,8\]$/m,
  );
  refused(exported(await trainedNetwork('cnn:3-4-8')), /hidden1\/kernel is missing/);
  refused(
    exported(await trainedNetwork('mlp:8-8')),
    /logits\/kernel is \[8,6\]|hidden2\/kernel is of none of its layers/,
  );
  const own = exported(network);
  refused(new Map([...own].slice(1)), /hidden1\/kernel is missing$/m);
  const more = { name: 'more', shape: [1], values: Float32Array.of(1) };
  refused(new Map([...own, ['more', more]]), /more is of none of its layers$/m);
});
