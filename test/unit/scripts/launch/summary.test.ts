import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type PeerResult,
  type RunScores,
  summarizeRun,
  summaryTable,
} from '../../../../scripts/launch/summary.js';

const RESULT: PeerResult = {
  steps: 100,
  validationAccuracy: 0.97,
  samplesPerSecond: 5000.4,
  waitFraction: 0.125,
  bytesSent: 1_000_000,
  bytesReceived: 2_000_000,
  device: 'cpu',
};
const SCORES: RunScores = {
  peers: [{ id: 'a', network: 'mlp', testAccuracy: 0.98, testLoss: 0.06 }],
  ensemble: { testAccuracy: 0.981, testLoss: 0.05 },
  agreement: 0.99,
};
const peers = [
  { id: 'a', network: 'mlp', restarts: 1, result: RESULT },
  { id: 'b', network: 'cnn', restarts: 5, result: undefined },
];

test('the summary has exactly the promised fields', () => {
  const summary = summarizeRun({ runId: 'r', stoppedBy: 'steps', wallSeconds: 12.5, peers, scores: SCORES });
  assert.deepEqual(summary, {
    runId: 'r',
    stoppedBy: 'steps',
    wallSeconds: 12.5,
    peers: [
      {
        id: 'a',
        network: 'mlp',
        steps: 100,
        testAccuracy: 0.98,
        testLoss: 0.06,
        valAccuracy: 0.97,
        samplesPerSecond: 5000.4,
        waitFraction: 0.125,
        bytesSent: 1_000_000,
        bytesReceived: 2_000_000,
        restarts: 1,
        device: 'cpu',
      },
      {
        id: 'b',
        network: 'cnn',
        steps: null,
        testAccuracy: null,
        testLoss: null,
        valAccuracy: null,
        samplesPerSecond: null,
        waitFraction: null,
        bytesSent: null,
        bytesReceived: null,
        restarts: 5,
        device: null,
      },
    ],
    ensemble: { testAccuracy: 0.981, testLoss: 0.05 },
    agreement: 0.99,
  });
});

test('what was not measured is null, never NaN or absent', () => {
  const result = { ...RESULT, validationAccuracy: Number.NaN };
  const one = [{ id: 'a', network: 'mlp', restarts: 0, result }];
  const summary = summarizeRun({
    runId: 'r',
    stoppedBy: 'interrupted',
    wallSeconds: 1,
    peers: one,
    scores: undefined,
  });
  assert.equal(summary.peers[0]!.valAccuracy, null);
  assert.deepEqual([summary.ensemble, summary.agreement], [{ testAccuracy: null, testLoss: null }, null]);
});

test('the table has each peer, the ensemble and the agreement', () => {
  const text = summaryTable(
    summarizeRun({ runId: 'r', stoppedBy: 'steps', wallSeconds: 1, peers, scores: SCORES }),
  );
  assert.match(
    text,
    /a +│ mlp +│ cpu +│ +100 │ +98\.00 % │ +0\.0600 │ +97\.00 % │ +5,000 │ +12\.5 % │ +1\.0 MB │ +2\.0 MB │ +1 /,
  );
  assert.match(text, /ensemble .*98\.10 % │ +0\.0500/);
  assert.match(text, /99\.00 % of the test samples/);
  assert.match(text, /b +│ cnn +│ – +│ +– /);
});
