import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { BatchPlan } from '../../peer/data/batches.js';
import { loadDataset } from '../../peer/data/catalog.js';
import { fillBatch } from '../../peer/data/fill.js';
import { splitTraining } from '../../peer/data/split.js';
import { type Checkpoint, loadNewestCheckpoint } from '../../peer/files/checkpoint.js';
import type { PeerResult } from '../../peer/io/peer-result.js';
import { type LayersModel, type Scalar, type Tensor, type Tensor2D, tf } from '../../peer/model/backend.js';
import { createPeerNetwork } from '../../peer/model/peer-network.js';
import { namedWeights, trainableVariables } from '../../peer/model/weights.js';
import { parseRunSpec, type RunSpec } from '../../proto/run-spec.js';
import { braked } from '../support/brake.js';
import { codistill, eventually, Running, readSummary, temporaryDirectory } from '../support/launch.js';
import { pidOf, stepRecords } from '../support/long-run.js';
import { launchWarm } from '../support/warm-launch.js';

const DATA = 'synthetic:classes=5,size=6x6x1,train=900,test=100,noise=1';

/** Flags of a run and the spec they mean. */
const BASE = [
  '--data',
  DATA,
  '--batch',
  '32',
  '--lr',
  '0.05',
  '--seed',
  '7',
  '--strict',
  '--distillation-schedule',
  'constant',
];

/** Trains a run, in processes that train others as well. @returns Its directory. */
async function train(t: TestContext, args: readonly string[]): Promise<string> {
  return (await launchWarm(t, [...BASE, ...args])).runDir;
}

function lastCheckpoint(runDir: string, peerId: string, network: string): Checkpoint {
  const checkpoint = loadNewestCheckpoint(join(runDir, 'peers', peerId, 'checkpoints'), { network });
  assert(checkpoint !== undefined, `${peerId} left a checkpoint`);
  return checkpoint;
}

function weightsOf(checkpoint: Checkpoint): readonly Float32Array[] {
  return checkpoint.tensors.map((tensor) => tensor.values);
}

function largestDifference(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  assert.equal(a.length, b.length);
  let largest = 0;
  a.forEach((values, i) => {
    values.forEach((value, j) => {
      largest = Math.max(largest, Math.abs(value - b[i]![j]!));
    });
  });
  return largest;
}

/** The same run in one process, from the formulas alone: own loss, own gradient step, none of the product's. */
class Reference {
  readonly #networks: LayersModel[];
  readonly #velocities = new Map<string, Tensor>();
  readonly #spec: RunSpec;
  /** One step ahead: what each network predicted for the step before that one's update. */
  #ahead: Tensor2D[] = [];

  constructor(networks: LayersModel[], spec: RunSpec) {
    this.#networks = networks;
    this.#spec = spec;
  }

  /** @param next - Inputs of the next step, absent at the last one. */
  step(inputs: Tensor, oneHot: Tensor2D, learningRate: number, next: Tensor | undefined): void {
    const { temperature, weight, update } = this.#spec.distillation;
    const predict = (network: LayersModel, of: Tensor = inputs): Tensor2D =>
      tf.softmax(tf.div(network.apply(of, { training: true }) as Tensor2D, temperature)) as Tensor2D;
    const now = this.#networks.map((network) => tf.tidy(() => predict(network)));
    const isAhead = this.#spec.exchange.pipeline > 0;
    const before = isAhead && this.#ahead.length > 0 ? this.#ahead : now;
    this.#ahead =
      isAhead && next !== undefined
        ? this.#networks.map((network) => tf.tidy(() => predict(network, next)))
        : [];
    this.#networks.forEach((network, i) => {
      // Sequential updates recompute the predictions of the networks that were updated before this one.
      const others = this.#networks.flatMap((other, j) => {
        if (j === i) return [];
        return [update === 'sequential' && j < i ? tf.tidy(() => predict(other)) : before[j]!.clone()];
      });
      const target = tf.tidy(() => tf.div(tf.addN(others), others.length));
      const variables = trainableVariables(network);
      const { value, grads } = tf.variableGrads(() => {
        const logits = network.apply(inputs, { training: true }) as Tensor2D;
        const hard = tf.neg(tf.mean(tf.sum(tf.mul(oneHot, tf.logSoftmax(logits)), 1)));
        const own = tf.logSoftmax(tf.div(logits, temperature));
        const kl = tf.mean(tf.sum(tf.mul(target, tf.sub(tf.log(target), own)), 1));
        return tf.add(hard, tf.mul(kl, weight * temperature * temperature)) as Scalar;
      }, variables);
      for (const variable of variables) this.#descend(variable, grads[variable.name]!, learningRate);
      tf.dispose([value, target, ...others, ...Object.values(grads)]);
    });
    tf.dispose([...now, ...before]);
  }

  /** v ← μ·v + g with g including the decay; w ← w − lr · (g + μ·v): PyTorch's Nesterov SGD. */
  #descend(
    variable: ReturnType<typeof trainableVariables>[number],
    gradient: Tensor,
    learningRate: number,
  ): void {
    const { momentum, weightDecay } = this.#spec.training;
    const [velocity, value] = tf.tidy(() => {
      const g = tf.add(gradient, tf.mul(variable, weightDecay));
      const old = this.#velocities.get(variable.name);
      const v = old === undefined ? g.clone() : tf.add(tf.mul(old, momentum), g);
      return [v, tf.sub(variable, tf.mul(tf.add(g, tf.mul(v, momentum)), learningRate))];
    });
    this.#velocities.get(variable.name)?.dispose();
    this.#velocities.set(variable.name, velocity!);
    variable.assign(value!);
    value!.dispose();
  }
}

async function referenceWeights(spec: RunSpec, cacheDir: string): Promise<(readonly Float32Array[])[]> {
  const dataset = await loadDataset(spec.data.name, { seed: spec.training.seed, cacheDir });
  const split = splitTraining(dataset, spec.data, spec.training.seed);
  const plan = new BatchPlan(split.train, spec.training, spec.data.augment);
  const networks = await Promise.all(spec.peers.map((peer) => createPeerNetwork(spec, peer.id, dataset)));
  const reference = new Reference(networks, spec);
  const inputsOf = (step: number): Tensor => {
    const batch = fillBatch(dataset, dataset.train, split.labels, plan.at(step));
    return tf.tensor(batch.inputs, [batch.rows, ...dataset.inputShape]);
  };
  for (let step = 0; step < plan.stepsTotal; step++) {
    const batch = fillBatch(dataset, dataset.train, split.labels, plan.at(step));
    const inputs = inputsOf(step);
    const next = step + 1 < plan.stepsTotal ? inputsOf(step + 1) : undefined;
    const oneHot = tf.oneHot(tf.tensor1d(batch.labels, 'int32'), dataset.classes).toFloat() as Tensor2D;
    const cosine = (spec.training.lr * (1 + Math.cos((Math.PI * step) / plan.stepsTotal))) / 2;
    reference.step(inputs, oneHot, cosine, next);
    tf.dispose([inputs, oneHot, ...(next === undefined ? [] : [next])]);
  }
  return networks.map((network) =>
    namedWeights(network).map(({ variable }) => (variable.dataSync() as Float32Array).slice()),
  );
}

for (const [update, pipeline] of [
  ['simultaneous', 0],
  ['sequential', 0],
  ['simultaneous', 1],
] as const) {
  test(`two peers over 50 ${update} steps, ${pipeline} ahead, equal a single process that trains both networks`, async (t) => {
    const networks = ['mlp:24', 'mlp:16-12'];
    const peers = networks.flatMap((network) => ['--peer', `network=${network}`]);
    const scheme = ['--update', update, '--pipeline', String(pipeline)];
    const runDir = await train(t, [...peers, '--steps', '50', '--temperature', '2', ...scheme]);
    const spec = parseRunSpec({
      peers: networks.map((network, i) => ({ id: `peer-${i}`, network })),
      data: { name: DATA },
      training: { steps: 50, batch: 32, lr: 0.05, seed: 7 },
      distillation: { temperature: 2, update },
      exchange: { quorum: 'all', pipeline },
    });
    const expected = await referenceWeights(spec, runDir);
    if (pipeline > 0) {
      const inStep = { ...spec, exchange: { ...spec.exchange, pipeline: 0 } };
      const [other] = await referenceWeights(inStep, runDir);
      assert(largestDifference(other!, expected[0]!) > 1e-3, 'a step of staleness can be told from none');
    }
    networks.forEach((network, i) => {
      const weights = weightsOf(lastCheckpoint(runDir, `peer-${i}`, network)).slice(0, expected[i]!.length);
      // Float32 sums in another order: 50 steps keep them within a few hundred ulp of weights of order 0.1.
      assert(
        largestDifference(weights, expected[i]!) < 2e-5,
        `peer-${i}: ${largestDifference(weights, expected[i]!)}`,
      );
    });
  });
}

const REPEATED = {
  'in lockstep': ['--peers', '2', '--steps', '40'],
  'one step ahead': ['--peers', '2', '--steps', '40', '--pipeline', '1'],
  'with other teachers every three steps': [
    ...['--peers', '3', '--steps', '120', '--graph', 'random:1', '--round-steps', '3'],
  ],
} as const;

for (const [scheme, args] of Object.entries(REPEATED)) {
  test(`the same seed gives the same weights bit for bit in strict mode, ${scheme}`, async (t) => {
    const first = await train(t, [...args, '--network', 'mlp:16']);
    const second = temporaryDirectory(t);
    // In processes of their own, which have trained nothing before.
    const own = ['launch', '--run-dir', second, ...BASE, ...args, '--network', 'mlp:16'];
    const ended = await codistill(own);
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    for (const { id } of readSummary(first).peers) {
      const [a, b] = [first, second].map((runDir) => weightsOf(lastCheckpoint(runDir, id, 'mlp:16')));
      assert.equal(largestDifference(a!, b!), 0);
    }
  });
}

test('a strict run of checkpoint mode repeats itself bit for bit, though a peer stands still in the middle', async (t) => {
  const second = temporaryDirectory(t);
  const networks = ['mlp:24', 'mlp:16-12'];
  const { view, release } = braked(t, 32, 50); // it stands still before the end
  const peers = networks.flatMap((network) => ['--peer', `network=${network},view=${view}`]);
  const args = [...peers, '--exchange', 'checkpoint:5', '--steps', '300'];
  const run = new Running(['launch', '--run-dir', second, ...BASE, ...args]);
  await eventually(() => stepRecords(second, 'peer-1').length > 0, 'the second peer trains');
  process.kill(pidOf(run, 'peer-1'), 'SIGSTOP');
  const log = join(second, 'logs', 'coordinator.log');
  await eventually(() => readFileSync(log, 'utf8').includes('lease expired'), 'it is given up');
  process.kill(pidOf(run, 'peer-1'), 'SIGCONT');
  release();
  const ended = await run.finished;
  assert.equal(ended.code, 0, ended.stdout + ended.stderr);
  const first = await train(t, args);
  networks.forEach((network, i) => {
    const peer = `peer-${i}`;
    const [a, b] = [first, second].map((runDir) => weightsOf(lastCheckpoint(runDir, peer, network)));
    assert.equal(largestDifference(a!, b!), 0);
    for (const runDir of [first, second]) {
      const result = readFileSync(join(runDir, 'peers', peer, 'result.json'), 'utf8');
      assert.equal((JSON.parse(result) as PeerResult).stalenessStepsMax, 4, 'of every five steps the last');
      assert.ok(
        stepRecords(runDir, peer).every(({ teachers }) => teachers === 1),
        'taught from the first step on',
      );
    }
  });
});

test('a distillation weight of 0 gives bit-identical weights to a peer trained alone', async (t) => {
  const common = ['--network', 'mlp:16', '--steps', '40'];
  const together = await train(t, [...common, '--peers', '2', '--distillation-weight', '0']);
  const alone = await train(t, [...common, '--peers', '1']);
  const [a, b] = [together, alone].map((runDir) => weightsOf(lastCheckpoint(runDir, 'peer-0', 'mlp:16')));
  assert.equal(largestDifference(a!, b!), 0);
});

test('peers of the same seed and network stay identical, and others do not', async (t) => {
  const steps = ['--steps', '40'];
  const same = await train(t, [
    '--peer',
    'network=mlp:16,initSeed=5',
    '--peer',
    'network=mlp:16,initSeed=5',
    ...steps,
  ]);
  const different = await train(t, ['--peer', 'network=mlp:16', '--peer', 'network=mlp:16', ...steps]);
  const distance = (runDir: string): number =>
    largestDifference(
      weightsOf(lastCheckpoint(runDir, 'peer-0', 'mlp:16')),
      weightsOf(lastCheckpoint(runDir, 'peer-1', 'mlp:16')),
    );
  assert.equal(distance(same), 0);
  assert(distance(different) > 0.01);
});
