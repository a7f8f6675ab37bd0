import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchDigest } from '../../../../../proto/identity.js';
import {
  answerParts,
  bySampleKit,
  offerSamples,
  publishedParts,
  requestsOf,
  rowsOf,
  stamp,
  stamped,
} from '../../../../support/by-sample-kit.js';
import { predictionParts, roundOf } from '../../../../support/exchange-kit.js';

const ahead = (step: number, ids: readonly number[], epoch = 0) => ({
  step,
  epoch,
  ids: Uint32Array.from(ids),
  augmentationSeed: 0,
});

test('in stale mode nobody is waited for: the first step is answered at once, with nothing', () => {
  const kit = bySampleKit('stale:5', ['b']);
  assert.deepEqual(offerSamples(kit, 0, [1, 2]), []);
  assert.equal(kit.answers.at(-1)!.waitedMs, 0);
  assert.equal(kit.state.statistics.soloSteps, 1);
});

test('own predictions go out by sample, and a teacher that was ahead is heard for the samples it has passed', () => {
  const kit = bySampleKit('stale:5', ['b']);
  kit.receive('b', publishedParts('b', 4, [1, 3]));
  const [teacher] = offerSamples(kit, 2, [1, 2, 3]);
  assert.deepEqual(rowsOf(teacher), [stamp(1, 4), 0, stamp(3, 4)]);
  assert.deepEqual([...teacher!.coverage!], [1, 0, 1]);
  const [sent] = kit.sentTo('b').filter((header) => header.body === 'prediction');
  assert.ok(sent?.body === 'prediction' && sent.prediction.withIds && sent.prediction.step === 2);
  assert.deepEqual([kit.state.statistics.rowsOffered, kit.state.statistics.rowsTaught], [3, 2]);
});

test('the ledger has the rows that each teacher lacked, the ages of the others, and no wait', () => {
  const kit = bySampleKit('stale:5', ['b', 'c']);
  kit.receive('b', publishedParts('b', 4, [1, 3]));
  kit.receive('b', publishedParts('b', 6, [9]));
  kit.pass(50);
  offerSamples(kit, 5, [1, 2, 3]);
  const { b, c } = kit.state.ledger.sums();
  assert.deepEqual([b!.steps, b!.stepsWithout, b!.rows, b!.rowsWithout], [1, 0, 3, 1]);
  assert.deepEqual([b!.ageSteps, b!.ageStepsMax, b!.waitedMs, b!.aheadMs], [4, 2, 0, 0]);
  assert.deepEqual([c!.steps, c!.stepsWithout, c!.rowsWithout, c!.bytes], [1, 1, 3, 0]);
});

test('a prediction is used at its greatest allowed age, and not a step later', () => {
  for (const [newest, used] of [
    [9, true],
    [10, false],
  ] as const) {
    const kit = bySampleKit('stale:5', ['b']);
    kit.receive('b', publishedParts('b', 4, [1]));
    kit.receive('b', publishedParts('b', newest, [50]));
    assert.deepEqual(rowsOf(offerSamples(kit, 3, [1])[0]), used ? [stamp(1, 4)] : []);
  }
});

test('an old prediction counts less by its age', () => {
  const kit = bySampleKit('stale:5', ['b'], { stalenessDecay: 0.5 });
  kit.receive('b', publishedParts('b', 4, [1]));
  kit.receive('b', publishedParts('b', 6, [2]));
  assert.deepEqual([...offerSamples(kit, 3, [1, 2])[0]!.coverage!], [0.25, 1]);
  assert.deepEqual(kit.state.statistics.ages, [1, 0, 1]);
  assert.equal(kit.state.statistics.ageStepsMax, 2);
});

test('what is missing of a batch to come is asked for, once, and its answer used at its step', () => {
  const kit = bySampleKit('stale:5', ['b']);
  kit.receive('b', publishedParts('b', 0, [7]));
  offerSamples(kit, 0, [1, 2], { ahead: ahead(3, [7, 8, 9]) });
  offerSamples(kit, 1, [3, 4], { ahead: ahead(3, [7, 8, 9]) });
  const [request, ...more] = requestsOf(kit);
  assert.deepEqual([request!.teacher, request!.ids, more.length], ['b', [8, 9], 0]);
  kit.receive('b', answerParts(request!, 2));
  const [teacher] = offerSamples(kit, 3, [7, 8, 9]);
  assert.deepEqual(rowsOf(teacher), [stamp(7, 0), stamp(8, 2), stamp(9, 2)]);
  assert.equal(teacher!.coverage, undefined, 'all of them, wholly');
});

test('an answer that nobody asked for, or comes twice, is refused', () => {
  const kit = bySampleKit('stale:5', ['b']);
  offerSamples(kit, 0, [1], { ahead: ahead(3, [8]) });
  const [request] = requestsOf(kit);
  kit.receive('b', answerParts({ ...request!, request: { ...request!.request, step: 4 } }, 1));
  kit.receive('b', answerParts(request!, 1));
  kit.receive('b', answerParts(request!, 1));
  assert.deepEqual(kit.rejections, ['NOT_ASKED', 'NOT_ASKED']);
});

test('a sample id beyond all is refused before it takes memory', () => {
  const kit = bySampleKit('stale:5', ['b']);
  kit.receive('b', publishedParts('b', 0, [2 ** 24]));
  assert.deepEqual(kit.rejections, ['WRONG_SHAPE']);
});

test('predictions by sample are refused where lockstep is the mode', () => {
  const kit = bySampleKit('lockstep', ['b']);
  kit.receive('b', publishedParts('b', 0, [1]));
  assert.deepEqual(kit.rejections, ['MALFORMED']);
});

test('a cache asks for what it misses, and from the next epoch on has it', () => {
  const kit = bySampleKit('cached:0,0', ['b']);
  offerSamples(kit, 0, [1], { ahead: ahead(1, [2, 3]) });
  kit.receive('b', answerParts(requestsOf(kit)[0]!, 5));
  offerSamples(kit, 1, [2, 3], { ahead: ahead(2, [2, 3], 1) });
  assert.equal(requestsOf(kit).length, 1, 'nothing is missing');
  assert.deepEqual(rowsOf(offerSamples(kit, 2, [3, 2], { epoch: 1 })[0]), [stamp(3, 5), stamp(2, 5)]);
  assert.equal(
    kit.sentTo('b').filter((header) => header.body === 'prediction').length,
    0,
    'nothing is published',
  );
});

test('a full cache uses the answer of a miss, keeps what it has, and asks again', () => {
  const kit = bySampleKit('cached:1,0', ['b']);
  offerSamples(kit, 0, [1], { ahead: ahead(1, [2, 3]) });
  kit.receive('b', answerParts(requestsOf(kit)[0]!, 5));
  assert.deepEqual(rowsOf(offerSamples(kit, 1, [2, 3])[0]), [stamp(2, 5), stamp(3, 5)]);
  assert.equal(kit.state.stores.get('b')!.size, 1);
  offerSamples(kit, 2, [4], { ahead: ahead(3, [2, 3], 1) });
  assert.deepEqual(requestsOf(kit).at(-1)!.ids, [3]);
});

test('each epoch the oldest fraction of a cache is made anew, when its samples come up', () => {
  const kit = bySampleKit('cached:0,0.5', ['b']);
  for (const [step, ids] of [
    [1, [1, 2]],
    [2, [3, 4]],
  ] as const) {
    offerSamples(kit, step - 1, [90 + step], { ahead: ahead(step, ids) });
    kit.receive('b', answerParts(requestsOf(kit).at(-1)!, step));
  }
  offerSamples(kit, 3, [99], { ahead: ahead(4, [4, 1], 1) });
  assert.deepEqual(requestsOf(kit).at(-1)!.ids, [1], 'of 4 entries the 2 oldest are due: 1 and 2');
  kit.receive('b', answerParts(requestsOf(kit).at(-1)!, 8));
  offerSamples(kit, 4, [4, 1], { epoch: 1, ahead: ahead(5, [2, 3], 1) });
  assert.deepEqual(requestsOf(kit).at(-1)!.ids, [2]);
  kit.receive('b', answerParts(requestsOf(kit).at(-1)!, 9));
  assert.equal(kit.state.statistics.refreshed, 2);
  assert.equal(kit.state.stores.get('b')!.madeAtStep(1), 8);
});

test('a peer that is its own teacher learns from what it said of the sample an epoch before', () => {
  const kit = bySampleKit('cached:0,1', []);
  const round = { ...roundOf(1, 0, 1_000, ['a']), edges: [{ teacher: 'a', student: 'a', weight: 1 }] };
  kit.cohort([], [round]);
  assert.deepEqual(offerSamples(kit, 0, [1, 2]), []);
  assert.deepEqual(rowsOf(offerSamples(kit, 1, [2, 1], { epoch: 1 })[0]), [stamp(2, 0), stamp(1, 0)]);
  assert.deepEqual(rowsOf(offerSamples(kit, 2, [1, 2], { epoch: 2 })[0]), [stamp(1, 1), stamp(2, 1)]);
});

test('the weight of an edge comes with the answer', () => {
  const kit = bySampleKit('stale:5', ['b']);
  const round = {
    ...roundOf(1, 0, 1_000, ['a', 'b']),
    edges: [{ teacher: 'b', student: 'a', weight: 0.25 }],
  };
  kit.cohort(['b'], [round]);
  kit.receive('b', publishedParts('b', 0, [1]));
  assert.equal(offerSamples(kit, 1, [1])[0]!.weight, 0.25);
});

test('in a mixed run lockstep epochs fill the cache, and cached ones use it', () => {
  const kit = bySampleKit('mixed:lockstep@1+cached:0,0@1', ['b']);
  const ids = Uint32Array.of(1, 2);
  const lockstep = { rows: 2, ids, digest: batchDigest(ids, 0), payload: stamped([1, 2], 0) };
  kit.offer(0, 0, lockstep);
  assert.equal(kit.answers.length, 0, 'lockstep waits');
  kit.receive('b', lockstepParts('b', 0, [1, 2]));
  assert.deepEqual(rowsOf(kit.answers.at(-1)!.teachers[0]), [stamp(1, 0), stamp(2, 0)]);
  assert.deepEqual(rowsOf(offerSamples(kit, 1, [2, 1], { epoch: 1 })[0]), [stamp(2, 0), stamp(1, 0)]);
});

test('the batch of a lockstep epoch to come is not asked for: an answer would stand in for what is predicted then', () => {
  const kit = bySampleKit('mixed:cached:0,0@1+lockstep@1', ['b']);
  offerSamples(kit, 0, [1], { ahead: ahead(1, [2], 0) });
  assert.equal(requestsOf(kit).length, 1);
  offerSamples(kit, 1, [2], { ahead: ahead(2, [3], 1) });
  assert.equal(requestsOf(kit).length, 1);
});

test('where a mixed run comes back to lockstep, a teacher that is behind is met as for the first time', () => {
  const kit = bySampleKit('mixed:lockstep@1+cached:0,0@1', ['b']);
  const ids = Uint32Array.of(1, 2);
  const lockstep = (step: number) => {
    kit.offer(step, 0, { rows: 2, ids, digest: batchDigest(ids, 0), epoch: step < 10 ? 0 : 2 });
  };
  for (let step = 0; step < 10; step++) {
    lockstep(step);
    kit.receive('b', lockstepParts('b', step, [1, 2]));
  }
  for (let step = 10; step < 30; step++) offerSamples(kit, step, [1, 2], { epoch: 1 });
  lockstep(30);
  kit.pass(9_000);
  kit.receive('b', lockstepParts('b', 30, [1, 2]));
  assert.deepEqual(kit.taughtBy, ['b'], 'not a moment after its lags of twenty steps ago');
});

test('a teacher that waits where a mixed run comes back to lockstep is heard from however far behind', () => {
  const kit = bySampleKit('mixed:lockstep@1+cached:0,0@1', ['b']);
  const ids = Uint32Array.of(1, 2);
  kit.receive('b', lockstepParts('b', 30, [1, 2]));
  for (let step = 0; step < 30; step++) offerSamples(kit, step, [1, 2], { epoch: 1 });
  kit.offer(30, 0, { rows: 2, ids, digest: batchDigest(ids, 0), epoch: 2 });
  assert.deepEqual(kit.taughtBy, ['b']);
  assert.deepEqual(kit.rejections, []);
});

/** A lockstep prediction on these samples. */
function lockstepParts(sender: string, step: number, ids: readonly number[]): Uint8Array[] {
  const samples = Uint32Array.from(ids);
  return predictionParts(
    sender,
    step,
    0,
    { rows: ids.length, batchDigest: batchDigest(samples, 0) },
    stamped(ids, step),
  );
}
