import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { loadPeerData } from '../../../../peer/data/peer-data.js';
import type { PredictOutputs } from '../../../../peer/model/evaluate.js';
import { openSavedModel } from '../../../../peer/trainer/foreign-model.js';
import type { TeacherSpec } from '../../../../peer/trainer/teacher-interface.js';
import type { FrozenNetwork } from '../../../../peer/trainer/teacher-source.js';
import { type TrialData, tryTeacher } from '../../../../peer/trainer/teacher-trial.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { assertClose } from '../../../support/closeness.js';
import { failure, temporaryFolder } from '../../../support/data-files.js';
import { softmax } from '../../../support/reference-loss.js';
import { TYPE, writeSavedModel } from '../../../support/saved-model-kit.js';

const CLASSES = 3;
const BYTES = 16;
const spec = parseRunSpec({
  data: { name: 'synthetic:classes=3,size=4x4x1,train=400,test=10,noise=0.1' },
  training: { batch: 50 },
});
const FUNCTION: FrozenNetwork = { kind: 'predict', predict: () => new Float32Array(0) };

async function trialData(t: TestContext): Promise<TrialData> {
  return loadPeerData(spec, 'peer-0', { cacheDir: await temporaryFolder(t) });
}

/** Likes the class whose first training sample is nearest: right on nearly all. */
function nearest({ dataset, format }: TrialData): (inputs: Float32Array, row: number) => number[] {
  const { mean, std } = format.normalization;
  const image = (id: number): number[] =>
    [...dataset.train.images.subarray(id * BYTES, (id + 1) * BYTES)].map(
      (v) => (v / 255 - mean[0]!) / std[0]!,
    );
  const prototypes = Array.from({ length: CLASSES }, (_, label) =>
    image(dataset.train.labels.indexOf(label)),
  );
  return (inputs, row) =>
    prototypes.map(
      (prototype) => -prototype.reduce((sum, v, i) => sum + (v - inputs[row * BYTES + i]!) ** 2, 0) / 16,
    );
}

const byRow =
  (rowOf: (inputs: Float32Array, row: number) => readonly number[]): PredictOutputs =>
  (inputs, rows) => ({
    logits: Float32Array.from(Array.from({ length: rows }, (_, row) => rowOf(inputs, row)).flat()),
  });

interface Tried {
  readonly logits: readonly number[];
  readonly warnings: readonly string[];
}

/** The teaching of one black sample, and the warnings, of a teacher on trial. */
function attempt(data: TrialData, predict: PredictOutputs, wishes: Partial<TeacherSpec> = {}): Tried {
  const warnings: string[] = [];
  const teacher = { source: 'model.json', output: '', input: '', gives: '', ...wishes } as const;
  const tried = tryTeacher(predict, FUNCTION, teacher, data, (message) => warnings.push(message));
  return { logits: [...tried(new Float32Array(BYTES), 1).logits], warnings };
}

test('a teacher that knows the data and gives logits is used as it is, without a word', async (t) => {
  const data = await trialData(t);
  const predict = byRow(nearest(data));
  assert.deepEqual(attempt(data, predict), {
    logits: [...predict(new Float32Array(BYTES), 1).logits],
    warnings: [],
  });
});

test('rows that sum to one are probabilities: their logarithms teach, which is said once', async (t) => {
  const data = await trialData(t);
  const knows = nearest(data);
  const predict = byRow((inputs, row) => softmax(knows(inputs, row)));
  const { logits, warnings } = attempt(data, predict);
  const expected = [...predict(new Float32Array(BYTES), 1).logits];
  assertClose(softmax(logits), expected, 1e-6);
  assert.ok(logits.every((value) => value < 0));
  assert.deepEqual(warnings, [
    'teacher model.json gives probabilities, rows that sum to one: their logarithms teach',
  ]);
  assert.deepEqual(attempt(data, predict, { gives: 'probabilities' }), { logits, warnings: [] });
  assert.deepEqual(attempt(data, predict, { gives: 'logits' }), { logits: expected, warnings: [] });
});

test('a probability of zero teaches a finite logit', async (t) => {
  const data = await trialData(t);
  const knows = nearest(data);
  const { logits } = attempt(
    data,
    byRow((inputs, row) => {
      const scores = knows(inputs, row);
      return scores.map((score) => (score === Math.max(...scores) ? 1 : 0));
    }),
  );
  assert.equal(Math.max(...logits), 0);
  assert.ok(logits.every(Number.isFinite) && Math.min(...logits) < -80);
});

test('rows that are said to be probabilities and are not are refused, and sigmoids are doubted', async (t) => {
  const data = await trialData(t);
  const knows = nearest(data);
  const said = { gives: 'probabilities' } as const;
  const sigmoids = byRow((inputs, row) => knows(inputs, row).map((score) => 1 / (1 + Math.exp(-score))));
  assert.throws(() => attempt(data, byRow(knows), said), failure('ERR_CONFIG', /numbers below 0 or above 1/));
  assert.throws(() => attempt(data, sigmoids, said), failure('ERR_CONFIG', /a row that sums to \d/));
  const { warnings } = attempt(data, sigmoids);
  assert.match(
    warnings.join(),
    /^teacher model\.json gives numbers from 0 to 1 that do not sum to one[^,]*, as sigmoids do/,
  );
  assert.deepEqual(attempt(data, sigmoids, { gives: 'logits' }).warnings, []);
});

test('a teacher that guesses, as one whose classes stand in another order does, is doubted', async (t) => {
  const data = await trialData(t);
  const knows = nearest(data);
  const turned = (inputs: Float32Array, row: number): number[] => {
    const [first, ...others] = knows(inputs, row);
    return [...others, first!];
  };
  for (const rowOf of [() => [1, 0, -1], turned]) {
    const { warnings } = attempt(data, byRow(rowOf));
    assert.match(
      warnings.join(),
      /is right on .* % of 300 predictions, .* check the order of its classes and the scale/,
    );
  }
});

test('what does not predict these samples, or not with finite numbers, is refused', async (t) => {
  const data = await trialData(t);
  const refused = (predict: PredictOutputs, code: string, problem: RegExp): void =>
    assert.throws(() => attempt(data, predict), failure(code, /teacher model\.json/, problem));
  refused(
    byRow(() => [1, 2]),
    'ERR_SHAPE',
    /gives 100 numbers for 50 samples, not 3 for each/,
  );
  refused(
    byRow((_, row) => [1, row === 7 ? Number.NaN : 0, 0]),
    'ERR_NON_FINITE',
    /not finite/,
  );
  const fails: PredictOutputs = () => {
    throw new Error('no such op\nat …');
  };
  refused(fails, 'ERR_SHAPE', /does not predict 50 samples: no such op$/m);
  const fixed: PredictOutputs = (_, rows) => ({ logits: new Float32Array(rows === 50 ? 150 : 1) });
  refused(fixed, 'ERR_SHAPE', /gives 1 numbers for 1 samples/);
});

test('a SavedModel whose variables nothing restores is told how to be written', async (t) => {
  const data = await trialData(t);
  const input = { type: TYPE.float32, shape: [-1, 4, 4, 1] };
  const folder = writeSavedModel(await temporaryFolder(t), input, { out: [1, 2, 3] }, { unrestored: true });
  const model = await openSavedModel(folder);
  const [port, output] = [model.inputs[0]!, model.outputs[0]!];
  const used = model.use({ input: port, output, scale: 'normalized' }, data.sample);
  assert.ok(used.kind === 'predict');
  assert.throws(
    () => attempt(data, (inputs, rows) => ({ logits: used.predict(inputs, rows) })),
    failure('ERR_SHAPE', /does not predict 50 samples/, /in Keras 3 write it with model\.export\(FOLDER\)/),
  );
});
