import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { meanAge, measuresOf } from '../../../../scripts/compare/measures.js';
import type { RunSummary } from '../../../../scripts/launch/summary.js';

const SCORES = {
  testAccuracy: 0.9,
  testLoss: 0.3,
  testEce: 0.02,
  testEntropy: 0.2,
  bitsPerCharacter: null,
  perplexity: null,
};
const PEER = {
  ...SCORES,
  network: 'mlp',
  steps: 40,
  ensembleAgreement: 0.99,
  best: { ...SCORES, testAccuracy: 0.91, step: 20 },
  trainAccuracy: null,
  flatness: null,
  valAccuracy: 0.88,
  samplesPerSecond: 1000,
  trainedSteps: 100,
  taughtShare: 1,
  taughtRowsShare: 0.8,
  gradientRatio: 1,
  waitFraction: 0.1,
  dataWaitFraction: 0,
  trainingSeconds: 10,
  bytesSent: 5000,
  bytesReceived: 6000,
  restarts: 0,
  device: 'cpu',
  numerics: null,
};
const SUMMARY: RunSummary = {
  runId: 'r',
  stoppedBy: 'steps',
  wallSeconds: 12,
  warnings: [],
  peers: [
    { id: 'a', ...PEER },
    { id: 'b', ...PEER, restarts: 1 },
    { id: 't', ...PEER },
  ],
  ensemble: SCORES,
  agreement: 0.95,
  edges: [],
  bottleneck: null,
};
const RUN = {
  variant: 'taught',
  seed: 3,
  spec: parseRunSpec({ peers: [{ id: 'a' }, { id: 'b' }, { id: 't', role: 'teacher', source: 'x' }] }),
};
const evaluation = (peer: string, step: number, validationLoss: number): Record<string, unknown> => ({
  kind: 'evaluation',
  peer,
  step,
  validationLoss,
  validationAccuracy: 0.5,
  trainingSeconds: step / 10,
});
const RECORDS = [
  { kind: 'run' },
  evaluation('a', 20, 0.5),
  evaluation('b', 20, 0.7),
  { kind: 'exchange', peer: 'a', ages: [1], ageStepsMax: 0 },
  { kind: 'exchange', peer: 'a', ages: [2, 0, 2], ageStepsMax: 3 },
  evaluation('a', 40, 0.4),
  evaluation('b', 20, 0.6),
];

test('learners are measured, frozen teachers are not', () => {
  const { variant, seed, peers, values } = measuresOf(RUN, SUMMARY, RECORDS);
  assert.deepEqual([variant, seed, peers.map(({ id }) => id)], ['taught', 3, ['a', 'b']]);
  assert.deepEqual(values, { ensembleAccuracy: 0.9, ensembleLoss: 0.3, agreement: 0.95, wallSeconds: 12 });
});

test('a peer has its scores at the end and at the best validation, and nothing for what was not scored', () => {
  const { values } = measuresOf(RUN, SUMMARY, RECORDS).peers[0]!;
  assert.deepEqual([values.testAccuracy, values.bestTestAccuracy], [0.9, 0.91]);
  assert.equal('trainAccuracy' in values, false);
  assert.deepEqual([values.validationLoss, values.trainingSeconds], [0.4, 4]);
});

test('flatness is by how much noise raises the loss, of each size and kind; nothing where it was not scored', () => {
  const metrics = (loss: number) => ({ accuracy: 0.9, loss });
  const flatness = {
    still: metrics(0.25),
    noisy: [
      { sigma: 0.05, relative: false, ...metrics(0.5) },
      { sigma: 0.5, relative: true, ...metrics(2.25) },
    ],
  };
  const peers = SUMMARY.peers.map((peer) => (peer.id === 'a' ? { ...peer, flatness } : peer));
  const [a, b] = measuresOf(RUN, { ...SUMMARY, peers }, RECORDS).peers;
  const { flatness05, flatness10, flatnessRelative, testEntropy } = a!.values;
  assert.deepEqual([flatness05, flatness10, flatnessRelative, testEntropy], [0.25, undefined, 2, 0.2]);
  assert.equal('flatness05' in b!.values, false);
});

test('staleness is that of the last record, the share of rows taught that of the summary', () => {
  const { values } = measuresOf(RUN, SUMMARY, RECORDS).peers[0]!;
  assert.deepEqual([values.stalenessSteps, values.stalenessStepsMax, values.taughtRowsShare], [1.25, 3, 0.8]);
});

test('a peer that began again has a curve without times, each step once', () => {
  const { curve, values } = measuresOf(RUN, SUMMARY, RECORDS).peers[1]!;
  assert.deepEqual(curve, [{ step: 20, seconds: null, validationLoss: 0.6, validationAccuracy: 0.5 }]);
  assert.equal('trainingSeconds' in values, false);
});

test('ages are taken for the middle of their bins', () => {
  assert.equal(meanAge([]), 0);
  assert.equal(meanAge([3]), 0);
  assert.equal(meanAge([0, 1]), 1);
  assert.equal(meanAge([0, 0, 1]), 2.5);
  assert.equal(meanAge([0, 0, 0, 0, 1]), 11.5);
});
