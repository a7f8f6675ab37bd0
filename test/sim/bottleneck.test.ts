import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edgeFigures } from '../../peer/core/exchange/edge-figures.js';
import { type Bottleneck, findBottleneck } from '../../scripts/launch/bottleneck.js';
import { type SummaryEdge, summaryEdges } from '../../scripts/launch/summary-edges.js';
import type { Regime } from './regime.js';
import { World } from './world.js';

/** Long enough for a hundred steps of a cohort at full speed. */
const TRAINED_MS = 20_000;
const STEP_MS = 200;
const SEED = 3;

/** Four peers of which one takes so many times as long for a step, under a virtual clock. */
function cohort(
  exchange: Regime['exchange'],
  slowness: number,
): { readonly edges: readonly SummaryEdge[]; readonly bottleneck: Bottleneck | null } {
  const world = new World({
    ...{ seed: SEED, stepsTotal: 100_000, faultsEndMs: 0, learners: 4 },
    regime: { exchange },
  });
  world.start();
  world.clock.run(1_000, () => false);
  for (const peer of world.peers)
    peer.slowness = ((peer.id === 'peer-1' ? slowness : 1) * STEP_MS) / peer.stepMs;
  world.clock.run(1_000 + TRAINED_MS, () => false);
  const results = world.peers.map(({ id, step, exchange: state }) => ({
    id,
    network: 'mlp',
    ...{ samplesPerSecond: step, dataWaitFraction: 0 },
    result: { trainingSeconds: TRAINED_MS / 1000, edges: edgeFigures(state!.ledger.sums()) },
  }));
  const edges = summaryEdges(results);
  return { edges, bottleneck: findBottleneck(results, edges, false) };
}

const waited = (edges: readonly SummaryEdge[]): number =>
  edges.reduce((sum, { waitedSeconds }) => sum + waitedSeconds, 0);

test('a peer at half speed is the bottleneck: the others wait for it, about half of their time', () => {
  const { edges, bottleneck } = cohort({}, 2);
  assert.deepEqual(bottleneck?.peers, ['peer-1']);
  assert.deepEqual(bottleneck.waiters, ['peer-0', 'peer-2', 'peer-3']);
  assert.ok(bottleneck.speedRatio! > 0.4 && bottleneck.speedRatio! < 0.6, bottleneck.text);
  const forIt = waited(edges.filter(({ teacher }) => teacher === 'peer-1'));
  assert.ok(forIt > 0.8 * waited(edges), `${forIt} of ${waited(edges)} s`);
});

test('with predictions made ahead it still is', () => {
  assert.deepEqual(cohort({ pipeline: 1 }, 2).bottleneck?.peers, ['peer-1']);
});

test('what the sentence says makes the waiting vanish: stale predictions, or a peer as fast as the others', () => {
  const stale = cohort({ mode: 'stale:50' }, 2);
  assert.deepEqual([stale.bottleneck, waited(stale.edges)], [null, 0]);
  assert.ok(stale.edges.every(({ stepsWithoutShare }) => stepsWithoutShare! < 0.5));
  assert.equal(cohort({}, 1).bottleneck, null);
});
