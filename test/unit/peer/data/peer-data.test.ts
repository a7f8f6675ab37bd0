import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadPeerData, loadRunDataset } from '../../../../peer/data/peer-data.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { failure, temporaryFolder, writeBelow } from '../../../support/data-files.js';
import { smallText } from '../../../support/small-text.js';

const PLACES = { cacheDir: '/nowhere' };

test('peers with shards and views of their own agree on data, classes and steps', async () => {
  const spec = parseRunSpec({
    peers: [{ id: 'a' }, { id: 'b', view: 'left' }, { id: 't', role: 'teacher', source: 'runs/x/peer-0' }],
    data: { name: 'synthetic:size=6x6x1,train=200,test=20', partition: 'disjoint' },
    training: { batch: 16 },
    exchange: { mode: 'stale:9' },
  });
  const [a, b, t] = await Promise.all(['a', 'b', 't'].map((id) => loadPeerData(spec, id, PLACES)));
  assert.equal(new Set([a, b, t].map((data) => data!.dataset.digest)).size, 1);
  assert.equal(new Set([a, b, t].map((data) => data!.plan.stepsTotal)).size, 1);
  assert.deepEqual(a!.split.train.length, 90);
  assert.equal([...a!.split.train].filter((id) => b!.split.train.includes(id)).length, 0);
  assert.deepEqual(
    [a!.sample.inputShape, b!.sample.inputShape],
    [
      [6, 6, 1],
      [6, 3, 1],
    ],
  );
  assert.deepEqual([b!.sample.classes, b!.sample.positions], [10, 1]);
});

test('a text’s windows are those that the learners ask for, whatever a teacher is called', async (t) => {
  const path = await writeBelow(await temporaryFolder(t), join('a', 'text.txt'), smallText(4000));
  const spec = parseRunSpec({
    peers: [
      { id: 'a', network: 'mlp-lm:8-4-16' },
      { id: 't', network: 'mlp', role: 'teacher', source: 'runs/x/peer-0' },
    ],
    data: { name: `text:${path}` },
  });
  assert.deepEqual((await loadPeerData(spec, 'a', PLACES)).sample.inputShape, [8]);
  const augmented = { ...spec, data: { ...spec.data, augment: 'pad-crop-flip' as const } };
  await assert.rejects(loadRunDataset(augmented, PLACES), failure('ERR_CONFIG', /for images/));
});

test('a seed of the data alone gives a retraining the same samples, noise and shards in another order', async () => {
  const data = { name: 'synthetic:size=4x4x1,train=200,test=20', labelNoise: 0.5, partition: 'disjoint' };
  const load = (seed: number, dataSeed: number): ReturnType<typeof loadPeerData> =>
    loadPeerData(
      parseRunSpec({ data: { ...data, seed: dataSeed }, training: { seed }, exchange: { mode: 'none' } }),
      'peer-1',
      PLACES,
    );
  const [first, again, other] = await Promise.all([load(1, 0), load(2, 1), load(2, 0)]);
  assert.equal(again.dataset.digest, first.dataset.digest);
  assert.deepEqual(again.split, first.split);
  assert.notDeepEqual(again.plan.at(0).ids, first.plan.at(0).ids);
  assert.notEqual(other.dataset.digest, first.dataset.digest);
});
