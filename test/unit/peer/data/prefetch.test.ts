import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { fillBatch } from '../../../../peer/data/fill.js';
import { type PrefetchOptions, type PrefetchSource, startPrefetch } from '../../../../peer/data/prefetch.js';
import { viewed } from '../../../../peer/data/views.js';
import { assertDirect, BATCHES, BATCHES_OF } from '../../../support/batches-kit.js';
import { failure } from '../../../support/data-files.js';

async function start(t: TestContext, options: Partial<PrefetchOptions> = {}): Promise<PrefetchSource> {
  const source = await startPrefetch({ ...BATCHES, ...options });
  t.after(() => source.close());
  return source;
}

test('every batch of the run is byte for byte the one filled directly', async (t) => {
  for (const options of [{}, { augment: 'none' as const, depth: 1 }]) {
    const source = await start(t, options);
    assert.equal(source.plan.stepsTotal, 28);
    for (let step = 0; step < source.plan.stepsTotal; step++) assertDirect(source, step);
  }
});

test('as many batches as asked for stay valid together, and no more: the ring goes round', async (t) => {
  const source = await start(t, { held: 2, depth: 3 });
  let before = source.take(0);
  for (const step of [1, 2, 3, 4, 9, 10, 11, 12, 13, 27]) {
    const follows = step === before.step + 1;
    const kept = { ids: [...before.ids], inputs: before.inputs.slice() };
    const batch = source.take(step);
    const direct = fillBatch(BATCHES.format, BATCHES.samples, BATCHES.split.labels, source.plan.at(step));
    assert.deepEqual([...batch.ids], [...direct.ids]);
    if (follows) assert.deepEqual([[...before.ids], before.inputs], [kept.ids, kept.inputs]);
    before = batch;
  }
});

test('any other step restarts the ring from there, forwards and backwards', async (t) => {
  const source = await start(t, { startStep: 5 });
  for (const step of [5, 6, 20, 21, 2, 3, 3, 27, 0, 1]) assertDirect(source, step);
});

test('a dead thread is noticed within the bound', async () => {
  const source = await startPrefetch({ ...BATCHES, waitMsMax: 20 });
  await source.close();
  assert.throws(() => source.take(20), failure('ERR_INTERNAL', /nothing for 20 ms/));
});

test('a step outside the plan is a broken invariant', async (t) => {
  const source = await start(t);
  assert.throws(() => source.take(28), /no step 28/);
});

test('a viewed batch and one of a text are those filled directly', async (t) => {
  const gray = { ...BATCHES, format: await viewed(BATCHES_OF, 'gray') };
  assertDirect(await start(t, gray), 3, gray);
  const labels = new Int32Array(new SharedArrayBuffer(40 * 4)).map((_, i) => i % 5);
  const text: PrefetchOptions = {
    ...BATCHES,
    samples: {
      count: 20,
      images: BATCHES.samples.images.subarray(0, 30),
      starts: Uint32Array.from({ length: 20 }, (_, i) => i),
      labels,
    },
    format: { inputShape: [7], normalization: { mean: [0], std: [1] } },
    split: { train: Uint32Array.from({ length: 20 }, (_, i) => i), labels },
    augment: 'none',
  };
  const source = await start(t, text);
  for (let step = 0; step < 6; step++) assertDirect(source, step, text);
  assert.equal(source.take(0).labels.length, 2 * 7);
});
