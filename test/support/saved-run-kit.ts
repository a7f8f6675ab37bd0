import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { stringify } from 'yaml';
import type { Dataset } from '../../peer/data/dataset.js';
import { loadRunDataset } from '../../peer/data/peer-data.js';
import { saveCheckpoint } from '../../peer/files/checkpoint.js';
import type { LearnedData } from '../../peer/files/checkpoint-format.js';
import { createOptimizer } from '../../peer/model/optimizers/catalog.js';
import { createPeerNetwork } from '../../peer/model/peer-network.js';
import { collectTrainingState } from '../../peer/model/training-state.js';
import { trainableVariables } from '../../peer/model/weights.js';
import { learnedData } from '../../peer/trainer/learned-data.js';
import { parseRunSpec, type RunSpec, trainingHash } from '../../proto/run-spec.js';
import { temporaryFolder } from './data-files.js';
import { changeWeights } from './export-kit.js';

export interface KeptRun {
  readonly runDir: string;
  readonly spec: RunSpec;
  readonly dataset: Dataset;
}

/** A run directory with the best checkpoint of each peer, as a training would leave it. */
export async function keptRun(
  t: TestContext,
  given: Parameters<typeof parseRunSpec>[0],
  learned: (data: LearnedData) => LearnedData | undefined = (data) => data,
): Promise<KeptRun> {
  const spec = parseRunSpec(given);
  const runDir = await temporaryFolder(t);
  const dataset = await loadRunDataset(spec, { cacheDir: runDir });
  writeFileSync(join(runDir, 'run-spec.yaml'), stringify(spec));
  for (const { id, network: name } of spec.peers) {
    const network = await createPeerNetwork(spec, id, dataset);
    changeWeights(network);
    const optimizer = createOptimizer(spec.training, trainableVariables(network));
    const directory = join(runDir, 'peers', id, 'checkpoints');
    mkdirSync(directory, { recursive: true });
    const state = collectTrainingState(network, optimizer);
    const facts = {
      step: 20,
      epoch: 0,
      network: name,
      runSpecHash: trainingHash(spec),
      peerId: id,
      metrics: {},
    };
    const data = learned(learnedData(dataset, dataset));
    saveCheckpoint(directory, { ...facts, ...state, data }, { best: true });
    network.dispose();
    optimizer.dispose();
  }
  return { runDir, spec, dataset };
}
