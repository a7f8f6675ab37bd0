import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BatchAhead, DoneBatch } from '../../../../../peer/core/exchange/offer.js';
import type { Teaching } from '../../../../../peer/core/teaching/teaching.js';
import {
  answerParts,
  bySampleKit,
  publishedParts,
  requestsOf,
  rowsOf,
  stamp,
  stamped,
} from '../../../../support/by-sample-kit.js';
import type { ExchangeKit } from '../../../../support/exchange-kit.js';
import { predictionParts, roundOf } from '../../../../support/exchange-kit.js';

const batchOf = (step: number, ids: readonly number[], epoch = 0): BatchAhead => ({
  step,
  epoch,
  ids: Uint32Array.from(ids),
  augmentationSeed: 0,
});

const doneOf = (step: number, ids: readonly number[], expired: readonly string[] = []): DoneBatch => ({
  step,
  payload: stamped(ids, step),
  expired,
});

function lookUp(
  kit: ExchangeKit,
  batch: BatchAhead | null,
  done: DoneBatch | null = null,
  ahead: BatchAhead | null = null,
): readonly Teaching[] {
  kit.do({ kind: 'lookup', lookup: { batch, done, ahead } });
  return kit.answers.at(-1)!.teachers;
}

const published = (kit: ExchangeKit, to: string) =>
  kit.sentTo(to).flatMap((header) => (header.body === 'prediction' ? [header.prediction] : []));

test('a batch is answered before it is predicted, and its predictions go out when it is over', () => {
  const kit = bySampleKit('stale:5', ['b']);
  kit.receive('b', publishedParts('b', 4, [1, 3]));
  const [teacher] = lookUp(kit, batchOf(2, [1, 2, 3]));
  assert.deepEqual(rowsOf(teacher), [stamp(1, 4), 0, stamp(3, 4)]);
  assert.deepEqual([...teacher!.coverage!], [1, 0, 1]);
  assert.deepEqual(published(kit, 'b'), []);
  lookUp(kit, batchOf(3, [4]), doneOf(2, [1, 2, 3]));
  const [sent, ...more] = published(kit, 'b');
  assert.deepEqual([sent!.step, sent!.withIds, sent!.rows, more.length], [2, true, 3, 0]);
});

test('accuracies go both ways, the newest that is known', () => {
  const kit = bySampleKit('stale:5', ['b']);
  kit.receive('b', publishedParts('b', 4, [1]));
  assert.equal(lookUp(kit, batchOf(2, [1]))[0]!.validationAccuracy, undefined);
  const done = doneOf(2, [1]);
  kit.do({ kind: 'lookup', lookup: { batch: null, done, ahead: null, validationAccuracy: 0.25 } });
  const [sent] = published(kit, 'b');
  assert.deepEqual([sent!.validated, sent!.validationAccuracy], [true, 0.25]);
});

test('what a step was taught is counted once it is over, and not at all if it never came', () => {
  const kit = bySampleKit('stale:5', ['b']);
  kit.receive('b', publishedParts('b', 4, [1, 2, 9]));
  lookUp(kit, batchOf(2, [1, 2, 3]));
  const counted = () => {
    const { rowsOffered, rowsTaught, degradedSteps, soloSteps, ageStepsMax } = kit.state.statistics;
    return { rowsOffered, rowsTaught, degradedSteps, soloSteps, ageStepsMax };
  };
  const nothing = { rowsOffered: 0, rowsTaught: 0, degradedSteps: 0, soloSteps: 0, ageStepsMax: 0 };
  assert.deepEqual(counted(), nothing);
  lookUp(kit, batchOf(3, [4]));
  lookUp(kit, null, doneOf(2, [1, 2, 3]));
  const step2 = { ...nothing, rowsOffered: 3, rowsTaught: 2, degradedSteps: 1 };
  assert.deepEqual(counted(), step2);
  lookUp(kit, batchOf(9, [9]), null); // the trainer was ordered to seek it: step 3 never came
  lookUp(kit, null, doneOf(9, [9]));
  assert.deepEqual(counted(), { ...step2, rowsOffered: 4, rowsTaught: 3 });
  assert.deepEqual(kit.state.batchesAhead, []);
});

test('an answer that had grown too old when its step came has taught nobody', () => {
  const kit = bySampleKit('stale:5', ['b', 'c']);
  kit.receive('b', publishedParts('b', 4, [1]));
  kit.receive('c', publishedParts('c', 4, [1]));
  assert.equal(lookUp(kit, batchOf(2, [1])).length, 2);
  lookUp(kit, null, doneOf(2, [1], ['b', 'c']));
  const { rowsTaught, soloSteps, predictionsUsed } = kit.state.statistics;
  assert.deepEqual([rowsTaught, soloSteps, predictionsUsed], [0, 1, 0]);
});

test('ages are those of the step of use: a step more where another one computes in between', () => {
  for (const [stepsMax, early, used] of [
    [5, false, true],
    [5, true, false],
    [6, true, true],
  ] as const) {
    const kit = bySampleKit(`stale:${stepsMax}`, ['b'], { stalenessDecay: 0.5 });
    kit.receive('b', publishedParts('b', 4, [1]));
    kit.receive('b', publishedParts('b', 9, [50]));
    if (early) lookUp(kit, batchOf(2, [7]));
    const [teacher] = lookUp(kit, batchOf(3, [1]));
    assert.deepEqual(rowsOf(teacher), used ? [stamp(1, 4)] : []);
    if (teacher === undefined) continue;
    assert.deepEqual([...teacher.coverage!], [0.5 ** (early ? 6 : 5)]);
    assert.equal(teacher.usableUntilStep, 4 + stepsMax, 'the trainer looks again when it comes');
  }
});

test('a cache never grows too old', () => {
  const kit = bySampleKit('cached:0,0', ['b']);
  lookUp(kit, batchOf(0, [9]), null, batchOf(1, [1, 2]));
  kit.receive('b', answerParts(requestsOf(kit)[0]!, 5));
  const [teacher] = lookUp(kit, batchOf(1, [1, 2]));
  assert.deepEqual(rowsOf(teacher), [stamp(1, 5), stamp(2, 5)]);
  assert.equal(teacher!.usableUntilStep, undefined);
  lookUp(kit, null, doneOf(1, [1, 2]));
  assert.deepEqual(published(kit, 'b'), [], 'nothing is published');
});

test('a peer that is its own teacher remembers a step when it is over', () => {
  const kit = bySampleKit('cached:0,1', []);
  const round = { ...roundOf(1, 0, 1_000, ['a']), edges: [{ teacher: 'a', student: 'a', weight: 1 }] };
  kit.cohort([], [round]);
  lookUp(kit, batchOf(0, [1, 2]));
  const [teacher] = lookUp(kit, batchOf(1, [2, 1], 1), doneOf(0, [1, 2]));
  assert.deepEqual(rowsOf(teacher), [stamp(2, 0), stamp(1, 0)]);
  lookUp(kit, null, { step: 1, payload: new Uint8Array(0), expired: [] });
  assert.equal(kit.state.statistics.rowsTaught, 2, 'counted, though its numbers are not finite');
  assert.equal(kit.state.stores.get('a')!.madeAtStep(1), 0);
});

test('before the first step that is taught, and in a mode that asks nobody, nothing is known or counted', () => {
  for (const kit of [bySampleKit('stale:5', ['b'], { firstStep: 3 }), bySampleKit('lockstep', ['b'])]) {
    if (kit.state.options.firstStep > 0) kit.receive('b', publishedParts('b', 4, [1]));
    else kit.receive('b', predictionParts('b', 2));
    assert.deepEqual(lookUp(kit, batchOf(2, [1]), null, batchOf(5, [2])), []);
    lookUp(kit, null, doneOf(2, [1]));
    assert.deepEqual([requestsOf(kit), published(kit, 'b'), kit.state.statistics.rowsOffered], [[], [], 0]);
  }
});
