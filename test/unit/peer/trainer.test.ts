/** A real trainer thread on synthetic data, each in a process of its own. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { loadDataset } from '../../../peer/data/catalog.js';
import { architectureOf } from '../../../peer/export/architecture.js';
import { safetensorsFiles } from '../../../peer/export/safetensors-model.js';
import { type Checkpoint, decodeCheckpoint } from '../../../peer/files/checkpoint-format.js';
import type { Preprocessing } from '../../../peer/files/preprocessing.js';
import type { TrainerOptions } from '../../../peer/mailbox/messages.js';
import { loadPeerNetwork } from '../../../peer/model/peer-network.js';
import { parseRunSpec } from '../../../proto/run-spec.js';
import { assertClose } from '../../support/closeness.js';
import { temporaryFolder } from '../../support/data-files.js';
import { runTrainerProcess, type TrainerLine } from '../../support/trainer-process.js';

const DATA = 'synthetic:classes=3,size=4x4x1,train=100,test=10';
/** Batch normalisation, dropout, momentum and augmentation: all that a restart could lose. */
const WISHES = {
  peers: [{ id: 'peer-0', network: 'wrn-10-1:dropout=0.3' }],
  data: { name: DATA, augment: 'pad-crop-flip' },
  training: { batch: 16, epochs: 3, evaluateEverySteps: 5, lr: 0.05 },
  exchange: { mode: 'lockstep' },
} as const;
const STEPS_TOTAL = 18; // 90 training samples: 6 batches an epoch

async function optionsOf(t: TestContext, wishes: Record<string, unknown> = {}): Promise<TrainerOptions> {
  const runDir = await temporaryFolder(t);
  const spec = parseRunSpec({ ...WISHES, ...wishes });
  return { spec, peerId: 'peer-0', runDir, cacheDir: runDir };
}

function only<K extends TrainerLine['kind']>(
  lines: readonly TrainerLine[],
  kind: K,
): readonly Extract<TrainerLine, { kind: K }>[] {
  return lines.filter((line): line is Extract<TrainerLine, { kind: K }> => line.kind === kind);
}

const exchanged = (lines: readonly TrainerLine[]): number[] =>
  only(lines, 'exchange').map(({ step }) => step);
const steps = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

function newestDecoded(runDir: string): Checkpoint {
  const directory = join(runDir, 'peers', 'peer-0', 'checkpoints');
  const newest = readdirSync(directory)
    .filter((name) => name.startsWith('step-'))
    .sort()
    .at(-1)!;
  return decodeCheckpoint(readFileSync(join(directory, newest)));
}

/** Everything the newest checkpoint holds, tensors as bits. */
function newestCheckpoint(runDir: string): unknown {
  const { tensors, ...rest } = newestDecoded(runDir);
  const bits = tensors.map(({ name, shape, values }) => [name, shape.join(), ...bitsOf(values)]);
  return { ...rest, bits };
}

/** Of the network alone, as bits. */
function weightsIn({ tensors }: Checkpoint): number[][] {
  return tensors.flatMap(({ name, values }) => (name.startsWith('weights/') ? [bitsOf(values)] : []));
}

const bitsOf = (values: Float32Array): number[] => [...new Uint32Array(values.slice().buffer)];

test('a trainer says what it loaded, trains every step, and a killed one continues bit for bit from its checkpoint', async (t) => {
  const [unbroken, killed] = [await optionsOf(t), await optionsOf(t)];
  const lines = await runTrainerProcess({ options: unbroken });
  const [ready] = only(lines, 'ready');
  const dataset = await loadDataset(DATA, { seed: 1, cacheDir: unbroken.runDir });
  assert.ok(ready !== undefined, JSON.stringify(lines));
  assert.equal(lines[0], ready);
  assert.deepEqual(
    [ready.dataDigest, ready.classes, ready.stepsTotal, ready.step, ready.device, ready.logitsMax],
    [dataset.digest, 3, STEPS_TOTAL, 0, 'cpu', 16 * 3],
  );
  assert.ok(ready.parameters > 1_000);
  assert.deepEqual(exchanged(lines), steps(0, STEPS_TOTAL));
  assert.deepEqual(
    only(lines, 'evaluation').map(({ step }) => step),
    [5, 10, 15, 18],
  );
  const last = lines.at(-1)!;
  assert.ok(last.kind === 'finished' && last.step === STEPS_TOTAL, JSON.stringify(last));

  const before = await runTrainerProcess({ options: killed, killAtStep: 13 });
  assert.deepEqual(exchanged(before), steps(0, 13));
  assert.equal(only(before, 'finished').length, 0);
  const after = await runTrainerProcess({ options: killed });
  assert.equal(only(after, 'ready')[0]?.step, 10, 'the newest checkpoint');
  assert.deepEqual(exchanged(after), steps(10, STEPS_TOTAL));
  assert.deepEqual(newestCheckpoint(killed.runDir), newestCheckpoint(unbroken.runDir));
  const sameFrom15 = (of: readonly TrainerLine[]) => only(of, 'evaluation').filter(({ step }) => step >= 15);
  assert.deepEqual(sameFrom15(after), sameFrom15(lines));
});

test('a thread that stays trains run after run, each bit for bit as its first', async (t) => {
  const stays = async (wishes?: Record<string, unknown>): Promise<TrainerOptions> => ({
    ...(await optionsOf(t, wishes)),
    stays: true,
  });
  const mlps = [{ id: 'peer-0', network: 'mlp:4' }];
  const pair = [...mlps, { id: 'peer-1', network: 'mlp:6' }];
  const { training } = WISHES;
  const first = await stays();
  const last = [await stays(), await stays()]; // the second in the session of the one before
  const between = [
    await stays({ peers: mlps, training: { ...training, eager: true, optimizer: 'adam', seed: 7 } }),
    await stays({
      peers: pair,
      exchange: { mode: 'checkpoint:5', ema: 0.75 },
      distillation: { feature: 'hint' },
    }),
  ];
  const lines = await runTrainerProcess({ options: first, again: [...between, ...last] });
  const ends = lines.flatMap(({ kind }) => (kind === 'finished' || kind === 'rested' ? [kind] : []));
  assert.deepEqual(
    ends,
    [first, ...between, ...last].flatMap(() => ['finished', 'rested']),
    'it rests only when no tensor of a run is left',
  );
  for (const { runDir } of last) assert.deepEqual(newestCheckpoint(runDir), newestCheckpoint(first.runDir));
});

test('a trainer ordered to stop leaves a checkpoint of that step, and a finished one has nothing left to do', async (t) => {
  const options = await optionsOf(t, { peers: [{ id: 'peer-0', network: 'mlp:4' }] });
  const stopped = await runTrainerProcess({ options, stopAtStep: 7 });
  assert.equal(only(stopped, 'finished')[0]?.step, 7);
  assert.deepEqual(exchanged(stopped), steps(0, 7));
  const again = await runTrainerProcess({ options, stopAtStep: 7 });
  assert.equal(only(again, 'ready')[0]?.step, 7);
  assert.deepEqual([exchanged(again), only(again, 'finished')[0]?.step], [[], 7]);
});

/** What a trainer hands out at each step, by step. */
async function handedOut(t: TestContext, ema: number): Promise<ReadonlyMap<number, readonly number[]>> {
  const options = await optionsOf(t, {
    peers: [{ id: 'peer-0', network: 'mlp:4' }],
    exchange: { mode: 'checkpoint:1', ema },
  });
  const lines = await runTrainerProcess({ options, stopAtStep: 9 });
  const decoded = only(lines, 'weights').map(({ checkpoint }) =>
    decodeCheckpoint(Uint8Array.from(Object.values(checkpoint))),
  );
  return new Map(
    decoded.map(({ step, tensors }) => [step, tensors.flatMap(({ values }) => [...values])] as const),
  );
}

test('weights that are handed out are those of their step, or the moving average up to it', async (t) => {
  const [weights, averages] = [await handedOut(t, 0), await handedOut(t, 0.75)];
  assert.deepEqual([...averages.keys()], steps(0, 9));
  let expected = weights.get(0)!;
  for (const [step, average] of averages) {
    const current = weights.get(step)!;
    expected = expected.map((value, i) => 0.75 * value + 0.25 * current[i]!);
    assertClose(average, expected, 1e-6, `step ${step}`);
  }
  assert.notDeepEqual(averages.get(8), weights.get(8));
});

/** Names of what start-up was made of, in order. */
const partsOf = (lines: readonly TrainerLine[]): string[] =>
  only(lines, 'record').flatMap(({ record }) =>
    record.kind === 'start-up' ? Object.keys(record.partsMs as Record<string, number>) : [],
  );

test('the second start of a network takes its graphs from the cache, and trains bit for bit as the first', async (t) => {
  const [first, second] = [await optionsOf(t), await optionsOf(t)];
  const traced = await runTrainerProcess({ options: first });
  const compiling = ['look-up', 'trace', 'simplify', 'emit', 'load', 'warm-up'];
  const around = (parts: readonly string[]): string[] => [
    ...['process', 'library', 'data', 'network'],
    ...parts,
    ...['batches', 'join', 'first step'],
  ];
  assert.deepEqual(partsOf(traced), around(compiling));
  const graphs = readdirSync(join(first.cacheDir, 'graphs'));
  assert.equal(graphs.length, 3, 'two sizes of batch, and validation');
  const found = await runTrainerProcess({ options: { ...second, cacheDir: first.cacheDir } });
  assert.deepEqual(partsOf(found), around(['look-up', 'load', 'warm-up']));
  assert.deepEqual(newestCheckpoint(second.runDir), newestCheckpoint(first.runDir));
  assert.deepEqual(only(found, 'evaluation'), only(traced, 'evaluation'));
  assert.deepEqual(readdirSync(join(first.cacheDir, 'graphs')), graphs);
});

const MODULE = (factor: number): string => `
export default ({ tf, inputShape, classes }) => {
  class Scaled extends tf.layers.Layer {
    static className = 'Scaled';
    call(inputs) { return tf.tidy(() => tf.mul(Array.isArray(inputs) ? inputs[0] : inputs, ${factor})); }
  }
  const input = tf.input({ shape: [...inputShape] });
  const flat = tf.layers.flatten().apply(new Scaled({}).apply(input));
  return tf.model({ inputs: input, outputs: tf.layers.dense({ units: classes }).apply(flat) });
};`;

test("a user's module that was changed is traced anew, and its old graph serves when it is changed back", async (t) => {
  const cacheDir = await temporaryFolder(t);
  const network = join(cacheDir, 'my-network.mjs');
  const train = async (factor: number): Promise<[traced: boolean, accuracies: unknown]> => {
    writeFileSync(network, MODULE(factor));
    const options = await optionsOf(t, { peers: [{ id: 'peer-0', network }] });
    const lines = await runTrainerProcess({ options: { ...options, cacheDir } });
    return [partsOf(lines).includes('trace'), only(lines, 'evaluation')];
  };
  const [first, changed, back] = [await train(1), await train(0.01), await train(1)];
  assert.deepEqual([first[0], changed[0], back[0]], [true, true, false]);
  assert.notDeepEqual(changed[1], first[1]);
  assert.deepEqual(back[1], first[1]);
});

test('a run whose classes were renamed or brought into another order is not resumed', async (t) => {
  const name = join(await temporaryFolder(t), 'my-data.mjs');
  const write = (classNames: readonly string[]): void => {
    const split =
      '{ images: Uint8Array.from({ length: 40 }, (_, i) => i), labels: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1] }';
    const fields = `classes: 2, inputShape: [2, 2, 1], train: ${split}, test: ${split}`;
    writeFileSync(name, `export default () => ({ ${fields}, classNames: ${JSON.stringify(classNames)} });`);
  };
  write(['cat', 'dog']);
  const wishes = { peers: [{ id: 'peer-0', network: 'mlp:4' }], data: { name } };
  const options = await optionsOf(t, { ...wishes, training: { batch: 9, steps: 2 } });
  assert.equal(only(await runTrainerProcess({ options }), 'finished').length, 1);
  write(['dog', 'cat']);
  const failed = (await runTrainerProcess({ options })).at(-1)!;
  assert.ok(failed.kind === 'failed' && failed.code === 'ERR_CLASS_NAMES', JSON.stringify(failed));
  assert.match(failed.message, /checkpoint in .* class 0 is "dog" here and "cat" there/);
});

test('a strict run is not resumed with other numerics than before, another one is with a warning', async (t) => {
  const resumed = async (quorum: string): Promise<readonly TrainerLine[]> => {
    const exchange = { mode: 'lockstep', quorum };
    const options = await optionsOf(t, { peers: [{ id: 'peer-0', network: 'mlp:4' }], exchange });
    await runTrainerProcess({ options, stopAtStep: 3 }, { TF_NUM_INTRAOP_THREADS: '1' });
    return runTrainerProcess({ options, stopAtStep: 5 }, { TF_NUM_INTRAOP_THREADS: '2' });
  };
  const failed = (await resumed('all')).at(-1)!;
  assert.ok(failed.kind === 'failed' && failed.code === 'ERR_STRICT_RESUME', JSON.stringify(failed));
  const difference = /checkpoint in .* was computed with .*1 thread,.* this is .*2 threads/;
  assert.match(failed.message, difference);
  const warned = await resumed('any');
  assert.equal(only(warned, 'finished')[0]?.step, 5);
  assert.ok(only(warned, 'warning').some(({ message }) => difference.test(message)));
});

test('a peer begins with the weights of an export, to the last bit, and goes on from its own checkpoint', async (t) => {
  const before = await optionsOf(t);
  await runTrainerProcess({ options: before, stopAtStep: 3 });
  const { spec, runDir, peerId } = before;
  const directory = join(runDir, 'peers', 'peer-0', 'checkpoints');
  const { network } = (await loadPeerNetwork({ spec, peerId, directory, which: 'last' }))!;
  const weights = await temporaryFolder(t);
  const file = join(weights, 'weights.safetensors');
  writeFileSync(file, safetensorsFiles(architectureOf(network))['weights.safetensors']!);
  const learned = JSON.parse(readFileSync(join(directory, 'preprocessing.json'), 'utf8')) as Preprocessing;
  const onOtherScale = { ...learned, input: { ...learned.input, mean: [0.125] } };
  writeFileSync(join(weights, 'preprocessing.json'), JSON.stringify(onOtherScale));
  const wishes = { ...WISHES.peers[0], initSeed: 99, weights };
  const options = await optionsOf(t, { peers: [wishes], exchange: { mode: 'checkpoint:1' } });
  const lines = await runTrainerProcess({ options, stopAtStep: 2 });
  const handed = (at: number, from: readonly TrainerLine[]): number[][] =>
    only(from, 'weights').flatMap(({ step, checkpoint }) =>
      step === at ? weightsIn(decodeCheckpoint(Uint8Array.from(Object.values(checkpoint)))) : [],
    );
  assert.deepEqual(handed(0, lines), weightsIn(newestDecoded(runDir)));
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  const records = only(lines, 'record').map(({ record }) => record);
  const record = { kind: 'initial-weights', peer: 'peer-0', path: file, sha256 };
  assert.deepEqual(
    records.filter(({ kind }) => kind === 'initial-weights'),
    [record],
  );
  const warnings = only(lines, 'warning').map(({ message }) => message);
  assert.match(warnings.join('\n'), /^peer-0: weights .* learned pixels normalized by mean \[0\.125\]/m);
  const trained = weightsIn(newestDecoded(options.runDir));
  const resumed = await runTrainerProcess({ options, stopAtStep: 3 });
  assert.equal(only(resumed, 'ready')[0]?.step, 2);
  assert.deepEqual(handed(2, resumed), trained);
  const misfit = await optionsOf(t, { peers: [{ ...wishes, network: 'wrn-10-2' }] });
  const [failed, ...more] = await runTrainerProcess({ options: misfit });
  assert.ok(failed?.kind === 'failed' && failed.code === 'ERR_SHAPE', JSON.stringify(failed));
  assert.match(failed.message, /the network needs/);
  assert.deepEqual(more, []);
});

test('a teacher that learned a text of another vocabulary of the same size is refused, one of the same teaches', async (t) => {
  const folder = await temporaryFolder(t);
  const write = (name: string, vocabulary: string): string => {
    const path = join(folder, name);
    writeFileSync(path, Array.from({ length: 2000 }, (_, i) => vocabulary[(i % 5) % 3]).join(''));
    return `text:${path}`;
  };
  const [before, other] = [write('before.txt', 'abc'), write('other.txt', 'bcd')];
  const training = { batch: 50, steps: 2 };
  const learner = { id: 'peer-0', network: 'mlp-lm' };
  const earlier = await optionsOf(t, { peers: [learner], data: { name: before }, training });
  const learned = (await runTrainerProcess({ options: earlier })).at(-1)!;
  assert.equal(learned.kind, 'finished', JSON.stringify(learned));
  const taught = async (name: string): Promise<readonly TrainerLine[]> => {
    const teacher = { id: 't', role: 'teacher', source: join(earlier.runDir, 'peer-0') };
    const options = await optionsOf(t, { peers: [learner, teacher], data: { name }, training });
    return runTrainerProcess({ options: { ...options, peerId: 't' }, stopAtStep: 0 });
  };
  assert.equal(only(await taught(before), 'ready').length, 1);
  const failed = (await taught(other)).at(-1)!;
  assert.ok(failed.kind === 'failed' && failed.code === 'ERR_CLASS_NAMES', JSON.stringify(failed));
  assert.match(
    failed.message,
    /class 0 is "b" here and "a" there \(here: "b", "c", "d"; there: "a", "b", "c"\)/,
  );
});

const FAILURES: readonly (readonly [
  name: string,
  wishes: Record<string, unknown>,
  code: string,
  message: RegExp,
])[] = [
  [
    'an unknown network',
    { peers: [{ id: 'peer-0', network: 'resnet21' }] },
    'ERR_NETWORK_UNKNOWN',
    /resnet21/,
  ],
  ['unknown data', { data: { name: 'mnits' } }, 'ERR_DATA_UNKNOWN', /mnits/],
  [
    'a loss that is not finite',
    { peers: [{ id: 'peer-0', network: 'mlp:4' }], training: { ...WISHES.training, lr: 1e38 } },
    'ERR_NON_FINITE',
    /not a finite number since step/,
  ],
];

for (const [name, wishes, code, message] of FAILURES) {
  test(`${name} is told as a failure with its code and what to do`, async (t) => {
    const lines = await runTrainerProcess({ options: await optionsOf(t, wishes) });
    const failed = lines.at(-1);
    assert.ok(failed?.kind === 'failed', JSON.stringify(failed));
    assert.equal(failed.code, code);
    assert.match(failed.message, message);
    assert.notEqual(failed.fix, '');
    assert.equal(only(lines, 'finished').length, 0);
  });
}
