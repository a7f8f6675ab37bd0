import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Deal, dealShards, learnerPlace, type Shards, shardOf } from '../../../../peer/data/shards.js';
import { parsePartition } from '../../../../proto/partition.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';

const IDS = Uint32Array.from({ length: 1000 }, (_, i) => 2 * i);

function deal(partition: string, wishes: Partial<Deal> = {}, ids = IDS): Shards {
  return dealShards(ids, {
    partition: parsePartition(partition),
    limit: 0,
    learners: 3,
    seed: 1,
    blockSamples: 1,
    classes: 10,
    classOf: (id) => (id / 2) % 10,
    ...wishes,
  });
}

const shardsOf = (shards: Shards, learners = 3): Uint32Array[] =>
  Array.from({ length: learners }, (_, k) => shardOf(shards, k));
const ascending = (ids: Uint32Array): boolean => ids.every((id, i) => i === 0 || ids[i - 1]! < id);

test('the same samples are everybody’s, and of a limited number a random part of them', () => {
  for (const shard of shardsOf(deal('same'))) assert.deepEqual(shard, IDS);
  const limited = shardsOf(deal('same', { limit: 50 }));
  assert.deepEqual(limited[0], limited[2]);
  assert.equal(limited[0]!.length, 50);
  assert.ok(limited[0]!.at(-1)! > 1000, 'they are not the first ones');
});

test('disjoint shards are of one size, have no common sample, and leave out less than one a learner', () => {
  const shards = shardsOf(deal('disjoint'));
  assert.deepEqual(
    shards.map((shard) => shard.length),
    [333, 333, 333],
  );
  assert.equal(new Set(shards.flatMap((shard) => [...shard])).size, 999);
  assert.ok(shards.every(ascending));
  assert.notDeepEqual(shardsOf(deal('disjoint', { seed: 2 })), shards);
});

test('a limit is the size of each learner’s shard', () => {
  const shards = shardsOf(deal('disjoint', { limit: 100 }));
  assert.equal(new Set(shards.flatMap((shard) => [...shard])).size, 300);
  for (const partition of ['disjoint', 'overlap:0.5', 'dirichlet:1']) {
    for (const shard of shardsOf(deal(partition, { limit: 100 }))) assert.equal(shard.length, 100, partition);
  }
});

test('with a limit the first learner has the same samples whoever else there is', () => {
  const alone = deal('same', { limit: 100, learners: 1 }).common;
  for (const learners of [2, 4, 8]) {
    assert.deepEqual(shardOf(deal('disjoint', { limit: 100, learners }), 0), alone);
  }
});

test('an overlap is that share of every shard, and the rest is nobody else’s', () => {
  const shards = shardsOf(deal('overlap:0.4', { limit: 200 }));
  const [first, second, third] = shards.map((shard) => new Set(shard));
  for (const [a, b] of [
    [first!, second!],
    [second!, third!],
    [third!, first!],
  ] as const) {
    assert.equal([...a].filter((id) => b.has(id)).length, 80);
  }
  assert.ok(shards.every((shard) => shard.length === 200 && ascending(shard)));
});

test('an overlap without a limit uses as many samples as there are', () => {
  const { common, own } = deal('overlap:0.5');
  const dealt = common.length + 3 * own[0]!.length;
  assert.ok(dealt <= 1000 && dealt > 996, `${dealt} dealt`);
  assert.ok(Math.abs(common.length - own[0]!.length) <= 1);
  assert.deepEqual(shardsOf(deal('overlap:1')), [IDS, IDS, IDS]);
  assert.deepEqual(shardsOf(deal('overlap:0')), shardsOf(deal('disjoint')));
});

test('neighbours are dealt together where they overlap', () => {
  for (const shard of shardsOf(deal('disjoint', { blockSamples: 50 }))) {
    const breaks = shard.filter((id, i) => i > 0 && id - shard[i - 1]! > 2).length;
    assert.ok(breaks < 8, `${breaks} breaks in ${shard.length} samples`);
  }
});

/** Share of the most frequent class of a shard. */
function largestShare(shard: Uint32Array): number {
  const counts = new Array<number>(10).fill(0);
  for (const id of shard) counts[(id / 2) % 10]!++;
  return Math.max(...counts) / shard.length;
}

test('a small concentration gives each learner few classes, a large one nearly the set’s proportions', () => {
  const mean = (partition: string): number => {
    const shares = [1, 2, 3, 4].flatMap((seed) =>
      shardsOf(deal(partition, { seed, limit: 60 })).map(largestShare),
    );
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  };
  const [few, some, all] = [mean('dirichlet:0.1'), mean('dirichlet:5'), mean('dirichlet:10000')];
  assert.ok(few > 0.75, `${few}`);
  assert.ok(few > some && some > all, `${few}, ${some}, ${all}`);
  assert.ok(all < 0.25, `${all}`);
});

test('dirichlet shards are of one size, without a common sample, even when classes are used up', () => {
  for (const concentration of [0.001, 0.1, 10]) {
    const shards = shardsOf(deal(`dirichlet:${concentration}`));
    assert.deepEqual(
      shards.map((shard) => shard.length),
      [333, 333, 333],
    );
    assert.equal(new Set(shards.flatMap((shard) => [...shard])).size, 999);
  }
});

test('a peer’s place counts learners only; a teacher has the first one’s', () => {
  const spec = parseRunSpec({
    peers: [{ id: 't', role: 'teacher', source: 'runs/x/peer-0' }, { id: 'a' }, { id: 'b' }],
  });
  assert.deepEqual(
    ['t', 'a', 'b'].map((id) => learnerPlace(spec, id)),
    [
      { index: 0, count: 2 },
      { index: 0, count: 2 },
      { index: 1, count: 2 },
    ],
  );
});
