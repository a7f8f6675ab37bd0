import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputFiller } from '../../../../peer/data/fill.js';
import { loadPeerData } from '../../../../peer/data/peer-data.js';
import { decodeCheckpoint } from '../../../../peer/files/checkpoint-format.js';
import type { Predict } from '../../../../peer/model/evaluate.js';
import { tapFeatures } from '../../../../peer/model/feature-tap.js';
import { createNetwork } from '../../../../peer/model/networks/catalog.js';
import { restoreWeights } from '../../../../peer/model/training-state.js';
import {
  formatFor,
  frozenPrediction,
  frozenWeights,
  tapFrozen,
  weighedAccuracy,
} from '../../../../peer/trainer/frozen-teacher.js';
import type { InputScale } from '../../../../peer/trainer/teacher-interface.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { assertClose } from '../../../support/closeness.js';
import { temporaryFolder } from '../../../support/data-files.js';

const CLASSES = 3;
const SAMPLE = { inputShape: [4, 4, 1] as const, classes: CLASSES, positions: 1 };
const spec = parseRunSpec({
  peers: [
    { id: 's', network: 'mlp:5' },
    { id: 't', network: 'mlp:7', role: 'teacher', source: 'runs/before/peer-0' },
  ],
  data: { name: 'synthetic:classes=3,size=4x4x1,train=200,test=10' },
  training: { batch: 16 },
  distillation: { feature: 'rkd' },
});

const FORMAT = { inputShape: [4, 4, 1] as const, normalization: { mean: [0.5], std: [0.25] } };

/** Says class 0 of everything. */
const constant: Predict = (_, rows) =>
  Float32Array.from({ length: rows * CLASSES }, (__, i) => (i % CLASSES === 0 ? 1 : 0));

test('a frozen teacher is validated on the samples that are held out from its students', async (t) => {
  const data = await loadPeerData(spec, 't', { cacheDir: await temporaryFolder(t) });
  const { validation, labels } = data.split;
  const hits = [...validation].filter((id) => labels[id] === 0).length;
  assert.ok(hits > 0 && hits < validation.length);
  const predict = frozenPrediction({ kind: 'predict', predict: constant }, undefined, 7, assert.fail);
  const weighed = parseRunSpec({ ...spec, distillation: { teacherWeights: 'validation' } });
  assert.equal(weighedAccuracy(weighed, data, predict, 7), hits / validation.length);
  assert.equal(weighedAccuracy(spec, data, predict, 7), undefined, 'nobody asks');
});

test('a frozen network gives its features beside its logits', async (t) => {
  const network = await createNetwork('mlp:7', { ...SAMPLE, seed: 1 });
  t.after(() => network.dispose());
  const frozen = { kind: 'network', network, name: 'mlp:7', isOfCatalog: true } as const;
  const tap = await tapFrozen(frozen, spec, 't', SAMPLE, assert.fail);
  const predict = frozenPrediction(frozen, tap, 2, assert.fail);
  const { logits, features } = predict(new Float32Array(2 * 16).fill(1), 2);
  assert.deepEqual([logits.length, features!.length], [2 * CLASSES, 2 * 7]);
  assert.equal(tap!.size, tapFeatures(network, 'rkd').size);
});

test('a SavedModel computes as it was saved, and in no other precision', () => {
  const frozen = { kind: 'predict', predict: constant } as const;
  assert.throws(() => frozenPrediction(frozen, undefined, 7, assert.fail, { precision: 'bfloat16' }), {
    code: 'ERR_CONFIG',
  });
});

test('a SavedModel has no features, which is said where somebody wants them', async () => {
  const warnings: string[] = [];
  const frozen = { kind: 'predict', predict: constant } as const;
  const warn = (message: string): number => warnings.push(message);
  assert.equal(await tapFrozen(frozen, spec, 't', SAMPLE, warn), undefined);
  assert.equal(await tapFrozen(frozen, parseRunSpec({}), 't', SAMPLE, assert.fail), undefined);
  assert.deepEqual(warnings, ['a SavedModel or graph model gives logits alone: no rkd features come from t']);
});

test('a frozen network hands out its weights where students run it, if they can build it', async (t) => {
  const network = await createNetwork('mlp:7', { ...SAMPLE, seed: 1 });
  t.after(() => network.dispose());
  const frozen = { kind: 'network', network, name: 'mlp:7', isOfCatalog: true } as const;
  const local = parseRunSpec({ ...spec, exchange: { mode: 'checkpoint:5' } });
  const checkpoint = decodeCheckpoint(frozenWeights(frozen, local, 't', 0.5, FORMAT));
  assert.deepEqual([checkpoint.network, checkpoint.metrics], ['mlp:7', { validationAccuracy: 0.5 }]);
  const copy = await createNetwork('mlp:7', { ...SAMPLE, seed: 2 });
  t.after(() => copy.dispose());
  restoreWeights(copy, checkpoint);
  const [original, restored] = [network, copy].map((one) => one.getWeights().map((w) => [...w.dataSync()]));
  assert.deepEqual(restored, original);
  assert.throws(
    () => frozenWeights({ ...frozen, name: 'mlp:9' }, local, 't', undefined, FORMAT),
    /is a mlp:9/,
  );
  for (const other of [{ ...frozen, isOfCatalog: false }, { kind: 'predict', predict: constant } as const])
    assert.throws(() => frozenWeights(other, local, 't', undefined, FORMAT), /hands out no weights/);
});

test('a peer of an earlier run is fed pixels on the scale that it learned them on, and hands out no weights where its students have another', async (t) => {
  const network = await createNetwork('mlp:7', { ...SAMPLE, seed: 1 });
  t.after(() => network.dispose());
  const normalization = { mean: [0.1], std: [0.3] };
  const frozen = { kind: 'network', network, name: 'mlp:7', isOfCatalog: true, normalization } as const;
  assert.deepEqual(formatFor(frozen, FORMAT), { ...FORMAT, normalization });
  assert.equal(formatFor({ ...frozen, normalization: undefined }, FORMAT), FORMAT);
  assert.equal(formatFor({ kind: 'predict', predict: constant }, FORMAT), FORMAT);
  const weights = (normalization: typeof FORMAT.normalization) =>
    frozenWeights(frozen, spec, 't', undefined, { ...FORMAT, normalization });
  assert.ok(weights(normalization).length > 0);
  assert.throws(
    () => weights({ mean: [0.1], std: [0.2] }),
    /hands out no weights: it learned pixels on another scale/,
  );
});

test('a teacher that takes bytes sees the very pixels of a sample, cropped and mirrored as its students see it', async () => {
  const images = Uint8Array.from({ length: 2 * 16 }, (_, i) => (i * 8) % 256);
  const ids = Uint32Array.of(1, 0);
  const filled = (scale: InputScale, seed: number): number[] => {
    const out = new Float32Array(2 * 16);
    const format = formatFor({ kind: 'predict', predict: constant, scale }, FORMAT);
    new InputFiller(format).fill({ images }, ids, out, seed);
    return [...out];
  };
  assert.deepEqual(filled('uint8', 0), [...images.subarray(16), ...images.subarray(0, 16)]);
  for (const seed of [0, 3, 4, 5]) {
    const bytes = filled('uint8', seed);
    assert.ok(bytes.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255));
    const near = (values: number[], of: (byte: number) => number): void =>
      assertClose(values, bytes.map(of), 1e-6);
    near(filled('0..1', seed), (byte) => byte / 255);
    near(filled('-1..1', seed), (byte) => byte / 127.5 - 1);
    near(filled('normalized', seed), (byte) => (byte / 255 - 0.5) / 0.25);
  }
  assert.notDeepEqual(filled('uint8', 3), filled('uint8', 0));
});
