import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataHeaderCodec, PHASE, type Prediction } from '../../../../../proto/codec.js';
import { LIMITS } from '../../../../../proto/limits.js';
import { joined } from '../../../../../proto/payload.js';
import {
  ExchangeKit,
  offerOf,
  payloadOf,
  predictionParts,
  ROWS,
  roundOf,
  waysOf,
} from '../../../../support/exchange-kit.js';

/** This peer sends 3 numbers of each sample, "b" 2, "c" a grid of 2 × 2. */
const SHAPES = new Map([
  ['a', [3]],
  ['b', [2]],
  ['c', [2, 2]],
]);

const numbers = (length: number, first = 0): Float32Array =>
  Float32Array.from({ length }, (_, i) => first + i / 8);
const bytesOf = (values: Float32Array): Uint8Array => new Uint8Array(values.slice().buffer);

function featured(sender: 'b' | 'c', step: number, first = 0, wishes: Partial<Prediction> = {}) {
  const featureShape = SHAPES.get(sender)!;
  const size = featureShape.reduce((product, side) => product * side, 1);
  const payload = joined(payloadOf(1), bytesOf(numbers(ROWS * size, first)));
  return predictionParts(sender, step, 1, { featureShape, ...wishes }, payload);
}

const kitOf = (...others: string[]): ExchangeKit => ExchangeKit.among(others, { featureShapes: SHAPES });

test('features reach the trainer as they were sent, each of its own size, logits apart', () => {
  const kit = kitOf('b', 'c');
  kit.offer(0);
  kit.receive('c', featured('c', 0, 5));
  kit.receive('b', featured('b', 0, 1));
  const [b, c] = kit.answers[0]!.teachers;
  assert.deepEqual([...b!.features!], [...numbers(ROWS * 2, 1)]);
  assert.deepEqual([...c!.features!], [...numbers(ROWS * 4, 5)]);
  assert.deepEqual([b!.logits.length, c!.logits.length], [payloadOf(1).length / 4, payloadOf(1).length / 4]);
});

test('own features go to every student behind the logits, with their shape', () => {
  const kit = kitOf('b', 'c');
  const features = bytesOf(numbers(ROWS * 3));
  kit.offer(0, 2, { features, validationAccuracy: 0.25 });
  for (const student of ['b', 'c']) {
    const sent = kit.effects.find((effect) => effect.kind === 'send' && effect.student === student);
    assert.ok(sent?.kind === 'send');
    const header = dataHeaderCodec.decode(sent.parts[0]!);
    assert.ok(header.body === 'prediction');
    const { featureShape, validated, validationAccuracy } = header.prediction;
    assert.deepEqual([featureShape, validated, validationAccuracy], [[3], true, 0.25]);
    assert.deepEqual(sent.parts[1], joined(payloadOf(2), features));
  }
});

test('the same features again are a duplicate, others an equivocation; the first stay', () => {
  const kit = kitOf('b', 'c');
  kit.receive('b', featured('b', 0, 1));
  kit.receive('b', featured('b', 0, 1));
  kit.receive('b', featured('b', 0, 2));
  kit.receive('b', predictionParts('b', 0));
  assert.deepEqual(kit.rejections, ['DUPLICATE', 'EQUIVOCATION', 'EQUIVOCATION']);
  kit.receive('c', featured('c', 0));
  kit.offer(0);
  assert.deepEqual([...kit.answers[0]!.teachers[0]!.features!], [...numbers(ROWS * 2, 1)]);
});

test('own features of another size, or not finite, stay at home; the logits go', () => {
  for (const features of [numbers(ROWS * 3 - 1), numbers(ROWS * 3).fill(Number.NaN), undefined]) {
    const kit = kitOf('b');
    kit.offer(0, 2, features === undefined ? {} : { features: bytesOf(features) });
    const [header] = kit.sentTo('b');
    assert.ok(header?.body === 'prediction');
    assert.deepEqual(
      [header.prediction.featureShape, header.prediction.validated, header.prediction.rows],
      [[], false, ROWS],
    );
  }
});

test('a teacher without features teaches by its logits, and one that is lost costs its own alone', () => {
  const kit = kitOf('b', 'c');
  kit.offer(0);
  kit.receive('b', predictionParts('b', 0));
  kit.pass(LIMITS.shutdownMs * 10);
  const [answer] = kit.answers;
  assert.deepEqual(
    answer!.teachers.map(({ peerId, features }) => [peerId, features]),
    [['b', undefined]],
  );
  assert.deepEqual(answer!.missing, [{ peerId: 'c', reason: 'late' }]);
});

test('features of a shape that was not agreed are rejected and counted, and the step goes on without them', () => {
  const kit = kitOf('b');
  kit.offer(0);
  kit.receive('b', featured('b', 0, 0, { featureShape: [1] }));
  kit.receive('b', featured('b', 0, 0, { featureShape: [2, 1] }));
  assert.deepEqual(kit.rejections, ['WRONG_SHAPE', 'WRONG_SHAPE']);
  assert.equal(kit.state.statistics.rejected.WRONG_SHAPE, 2);
  assert.equal(kit.taughtBy, null, 'still waiting');
  kit.receive('b', featured('b', 0));
  assert.deepEqual(kit.taughtBy, ['b']);
});

test('in lockstep an accuracy is that of the very prediction, however much newer ones have come', () => {
  const kit = kitOf('b', 'c');
  kit.receive('b', featured('b', 0, 0, { validated: true, validationAccuracy: 0 }));
  kit.receive('b', featured('b', 1, 0, { validated: true, validationAccuracy: 0.75 }));
  kit.receive('c', featured('c', 0));
  kit.offer(0);
  const accuracies = kit.answers[0]!.teachers.map(({ validationAccuracy }) => validationAccuracy);
  assert.deepEqual(accuracies, [0, undefined]);
});

test('where predictions are kept by sample, the newest accuracy that its teacher said counts', () => {
  const kit = ExchangeKit.among(['b'], waysOf('stale:50'));
  const ids = offerOf(0).ids;
  const payload = joined(new Uint8Array(ids.slice().buffer), payloadOf(1));
  const stale = (step: number, wishes: Partial<Prediction>) =>
    predictionParts('b', step, 1, { withIds: true, phase: PHASE.beforeUpdate, ...wishes }, payload);
  kit.receive('b', stale(0, {}));
  kit.offer(0);
  kit.receive('b', stale(1, { validated: true, validationAccuracy: 0.5 }));
  kit.receive('b', stale(2, {}));
  kit.offer(1, 0, { ids });
  const accuracies = kit.answers.map(({ teachers }) => teachers[0]!.validationAccuracy);
  assert.deepEqual(accuracies, [undefined, 0.5]);
});

test('an answer to a request carries features and accuracy, too', () => {
  const kit = kitOf('b');
  const request = {
    student: 'b',
    step: 4,
    digest: new Uint8Array(16),
    ids: offerOf(0).ids,
    augmentationSeed: 0,
  };
  const served = { request, madeAtStep: 0, logits: new Float32Array(ROWS * 3), features: numbers(ROWS * 3) };
  kit.do({ kind: 'served', served: { ...served, validationAccuracy: 1 } });
  const [header] = kit.sentTo('b');
  assert.ok(header?.body === 'prediction');
  const { featureShape, phase, validated } = header.prediction;
  assert.deepEqual([featureShape, phase, validated], [[3], PHASE.answer, true]);
});

test('where teachers change by round, those of the next one may be far ahead, and are held to', () => {
  const kit = ExchangeKit.among(['b'], { redrawn: true, strict: true });
  for (let step = 20; step < 20 + LIMITS.creditBatches; step++) kit.receive('b', predictionParts('b', step));
  assert.equal(kit.state.held.size, LIMITS.creditBatches);
  assert.deepEqual(kit.rejections, []);
});

test('a strict run misses nothing of a teacher that ran ahead and left', () => {
  const kit = ExchangeKit.among(['b'], { strict: true });
  const far = LIMITS.aheadStepsMax - 1;
  const rounds = [roundOf(1, 0, 100, ['a', 'b'])];
  kit.receive('b', predictionParts('b', far));
  kit.cohort([], rounds);
  kit.receive('b', predictionParts('b', far + 1));
  assert.deepEqual(kit.rejections, []);
  assert.equal(kit.state.held.size, 2);
  const loose = ExchangeKit.among(['b']);
  loose.cohort([], rounds);
  loose.receive('b', predictionParts('b', 1));
  assert.deepEqual(loose.rejections, ['UNKNOWN_SENDER']);
});

test('a teacher in a ring is waited for again however far each of its peers may be ahead of the next', () => {
  const edges = ['ab', 'bc', 'cd', 'da'].map((pair) => ({ teacher: pair[0]!, student: pair[1]!, weight: 1 }));
  const rounds = [{ ...roundOf(1, 0, 100, ['a', 'b', 'c', 'd']), edges }];
  const suspendedAt = (step: number): boolean | undefined => {
    const kit = ExchangeKit.among(['b', 'c', 'd']);
    kit.cohort(['b', 'c', 'd'], rounds);
    kit.offer(0);
    kit.pass(60_000);
    assert.equal(kit.state.teachers.get('d')?.suspended, true, 'it was never heard');
    kit.offer(30);
    kit.receive('d', predictionParts('d', step));
    return kit.state.teachers.get('d')?.suspended;
  };
  assert.equal(suspendedAt(30 - 3 * LIMITS.aheadStepsMax), false);
  assert.equal(suspendedAt(30 - 3 * LIMITS.aheadStepsMax - 1), true, 'nobody waits for so long');
});
