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
  trainedSteps: 42,
  taughtShare: 0.985,
  taughtRowsShare: 0.5,
  gradientRatio: 0.3456,
  validationAccuracy: 0.97,
  samplesPerSecond: 5000.4,
  trainingSeconds: 20,
  waitFraction: 0.125,
  dataWaitFraction: 0.002,
  edges: {},
  bytesSent: 1_000_000,
  bytesReceived: 2_000_000,
  device: 'cpu',
  numerics: 'TensorFlow 2.21.0, 1 thread',
  warnings: [],
};
const NO_TEXT = { bitsPerCharacter: null, perplexity: null };
const SCORE = { testAccuracy: 0.98, testLoss: 0.06, testEce: 0.01, testEntropy: 0.1, ...NO_TEXT };
const BEST = { ...SCORE, testAccuracy: 0.985 };
const PEER = { id: 'a', network: 'mlp', ensembleAgreement: 0.995, churn: null };
const SCORES: RunScores = {
  peers: [{ ...PEER, step: 100, ...SCORE, trainAccuracy: 1 }],
  best: { peers: [{ ...PEER, step: 80, ...BEST }], unscored: [], ensemble: null, agreement: null },
  unscored: [],
  ensemble: { testAccuracy: 0.981, testLoss: 0.05, testEce: 0.02, testEntropy: 0.1, ...NO_TEXT },
  agreement: 0.99,
};
const UNKNOWN = { testAccuracy: null, testLoss: null, testEce: null, testEntropy: null, ...NO_TEXT };
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
        ...SCORE,
        ensembleAgreement: 0.995,
        best: { step: 80, ...BEST },
        trainAccuracy: 1,
        flatness: null,
        trainedSteps: 42,
        valAccuracy: 0.97,
        taughtShare: 0.985,
        taughtRowsShare: 0.5,
        gradientRatio: 0.3456,
        samplesPerSecond: 5000.4,
        trainingSeconds: 20,
        waitFraction: 0.125,
        dataWaitFraction: 0.002,
        bytesSent: 1_000_000,
        bytesReceived: 2_000_000,
        restarts: 1,
        device: 'cpu',
        numerics: 'TensorFlow 2.21.0, 1 thread',
      },
      {
        id: 'b',
        network: 'cnn',
        steps: null,
        ...UNKNOWN,
        ensembleAgreement: null,
        best: { step: null, ...UNKNOWN },
        trainAccuracy: null,
        flatness: null,
        trainedSteps: null,
        valAccuracy: null,
        taughtShare: null,
        taughtRowsShare: null,
        gradientRatio: null,
        samplesPerSecond: null,
        trainingSeconds: null,
        waitFraction: null,
        dataWaitFraction: null,
        bytesSent: null,
        bytesReceived: null,
        restarts: 5,
        device: null,
        numerics: null,
      },
    ],
    ensemble: { testAccuracy: 0.981, testLoss: 0.05, testEce: 0.02, testEntropy: 0.1, ...NO_TEXT },
    agreement: 0.99,
    edges: [],
    bottleneck: null,
    warnings: [],
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
  assert.deepEqual([summary.ensemble, summary.agreement], [UNKNOWN, null]);
});

test('the table has each peer, the ensemble and the agreement', () => {
  const text = summaryTable(
    summarizeRun({ runId: 'r', stoppedBy: 'steps', wallSeconds: 1, peers, scores: SCORES }),
  );
  assert.match(
    text,
    /a +│ mlp +│ cpu +│ +100 │ +42 │ +98\.00 % │ +0\.0600 │ +97\.00 % │ +98\.5 % │ +50\.0 % │ +0\.35 │ +5,000 │ +12\.5 % │ +1\.0 MB │ +2\.0 MB │ +1 /,
  );
  assert.match(text, /ensemble .*98\.10 % │ +0\.0500/);
  assert.match(text, /99\.00 % of the test samples/);
  assert.match(text, /b +│ cnn +│ – +│ +– /);
});

test('the warnings of each peer stand in the summary and under the table, with its name', () => {
  const warned = { ...RESULT, warnings: ['trained only 42 of 100 steps', 'was taught in 3 % of them'] };
  const one = [{ id: 'a', network: 'mlp', restarts: 0, result: warned }, peers[1]!];
  const parts = { runId: 'r', stoppedBy: 'steps', wallSeconds: 1, peers: one, scores: SCORES };
  const summary = summarizeRun(parts);
  assert.deepEqual(summary.warnings, ['a trained only 42 of 100 steps', 'a was taught in 3 % of them']);
  assert.match(
    summaryTable(summary),
    /\nwarning: a trained only 42 of 100 steps\nwarning: a was taught in 3 % of them$/,
  );
});

test('what is told of several peers alike is one line', () => {
  const warned = (...warnings: string[]): PeerResult => ({ ...RESULT, warnings });
  const three = ['a', 'b', 'a-2'].map((id) => ({
    id,
    network: 'mlp',
    restarts: 0,
    result: warned('reads bytes'),
  }));
  const parts = { runId: 'r', stoppedBy: 'steps', wallSeconds: 1, peers: three, scores: SCORES };
  const summary = summarizeRun(parts);
  assert.deepEqual(summary.warnings, ['a reads bytes', 'b reads bytes', 'a-2 reads bytes']);
  assert.match(summaryTable(summary), /same class\nwarning: a, b, a-2 reads bytes$/);
});

test('on a terminal no line of the table is wider than that, and nothing of it is lost', () => {
  const long = [{ ...peers[0]!, network: './networks/of-my-own/wide-residual-network.js' }, peers[1]!];
  const parts = { runId: 'r', stoppedBy: 'steps', wallSeconds: 1, peers: long, scores: SCORES };
  const summary = summarizeRun(parts);
  const cells = (text: string): string[] => text.split(/[│\n]/).map((cell) => cell.trim());
  const whole = cells(
    summaryTable({ ...summary, peers: summary.peers.map((peer) => ({ ...peer, network: 'mlp' })) }),
  );
  for (const width of [60, 80, 120, 160]) {
    const text = summaryTable(summary, width);
    const table = text.split('\n').filter((line) => /[│─]/.test(line));
    assert.ok(
      table.every((line) => line.length <= width),
      `${width}\n${text}`,
    );
    const shown = cells(text.replaceAll('./networks/of-my-ow…', 'mlp'));
    assert.deepEqual(
      whole.filter((cell) => !/[─┌└├]/.test(cell) && !shown.includes(cell)),
      [],
      String(width),
    );
  }
  assert.match(summaryTable(summary, 180).split('\n')[1]!, /network.*restarts/, 'one table');
});

test('under the table of a text stand bits per character', () => {
  const text = { bitsPerCharacter: 2.5, perplexity: 5.65 };
  const scores: RunScores = {
    ...SCORES,
    peers: SCORES.peers.map((peer) => ({ ...peer, ...text })),
    ensemble: { ...SCORES.ensemble!, ...text, bitsPerCharacter: 2.4 },
  };
  const summary = summarizeRun({ runId: 'r', stoppedBy: 'steps', wallSeconds: 1, peers, scores });
  assert.match(summaryTable(summary), /bits per character: a 2\.500, ensemble 2\.400/);
  assert.equal(summary.peers[0]!.perplexity, 5.65);
});

test('a peer that the data held up is named, one that never waited is not', () => {
  const table = (dataWaitFraction: number): string => {
    const held = { id: 'b', network: 'cnn', restarts: 0, result: { ...RESULT, dataWaitFraction } };
    const two = [peers[0]!, held];
    return summaryTable(
      summarizeRun({ runId: 'r', stoppedBy: 'steps', wallSeconds: 1, peers: two, scores: SCORES }),
    );
  };
  assert.match(table(0.031), /time spent waiting for data: b 3\.1 %$/);
  assert.doesNotMatch(table(0.009), /waiting for data/);
});

test('a peer that could not be scored is named among the warnings, unless the summary is of others', () => {
  const unscored = ['b', 'elsewhere'].map((id) => ({ id, why: 'nothing of it is here' }));
  const parts = { runId: 'r', stoppedBy: 'steps', wallSeconds: 1, peers };
  const { warnings } = summarizeRun({ ...parts, scores: { ...SCORES, unscored } });
  assert.deepEqual(warnings, ['b is not scored: nothing of it is here']);
});
