import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Incident } from './disturbance.js';
import type { FaultKind } from './events.js';
import { reportOf, reportText } from './report.js';
import { type ChaosOutcome, checksOf, kindRows, type PeerTold } from './verdict.js';

const STEPS = 1_000;

const PEER: Omit<PeerTold, 'id'> = {
  ...{
    steps: STEPS,
    trainedSteps: 900,
    checkpointSteps: 900,
    taughtShare: 0.9,
    restarts: 1,
    replacements: 1,
  },
  account: { trainedSteps: 880, trainedStepsError: 20, taughtShare: 0.92 },
};

function incident(kind: FaultKind, changes: Partial<Incident> = {}): Incident {
  return {
    event: { kind, peer: 1, forMs: 0, overlapMs: null },
    ...{ fromMs: 1_000, overMs: 2_000, wholeMs: 5_000, isAlone: true, unrecorded: null },
    ...changes,
  };
}

/** A run that came out as it should, unless said otherwise. */
function outcome(changes: Partial<ChaosOutcome> = {}): ChaosOutcome {
  return {
    ...{ exitCode: 0, steps: STEPS, incidents: [incident('kill-peer')], records: [], skipped: [] },
    peers: [
      { id: 'peer-0', ...PEER },
      { id: 'peer-1', ...PEER },
    ],
    accuracy: 0.8,
    undisturbed: [0.79, 0.8, 0.81],
    ...changes,
  };
}

const failedOf = (changes: Partial<ChaosOutcome>): readonly string[] =>
  checksOf(outcome(changes))
    .filter(({ passed }) => !passed)
    .map(({ name }) => name);

const withPeer = (changes: Partial<PeerTold>): Partial<ChaosOutcome> => ({
  peers: [
    { id: 'peer-0', ...PEER, ...changes },
    { id: 'peer-1', ...PEER },
  ],
});

test('a run that came out as it should passes every check', () => {
  assert.deepEqual(failedOf({}), []);
});

for (const [changes, name] of [
  [{ exitCode: 1 }, 'exit code 0'],
  [{ incidents: [incident('wipe-store', { wholeMs: null })] }, 'whole again after each event'],
  [{ skipped: [{ from: 20, to: 40 }] }, 'no steps skipped by all'],
  [{ accuracy: 0.7 }, 'accuracy within seed noise'],
  [withPeer({ steps: 999 }), 'peer-0 ends at the last step'],
  [withPeer({ trainedSteps: 1_000, checkpointSteps: 1_000 }), 'peer-0 tells its trained steps'],
  [withPeer({ checkpointSteps: 899 }), 'peer-0 tells its trained steps'],
  [withPeer({ taughtShare: 1 }), 'peer-0 tells its taught share'],
  [withPeer({ restarts: 0 }), 'peer-0 tells its restarts'],
] as const) {
  test(`the check "${name}" fails where it should`, () => {
    assert.deepEqual(failedOf(changes), [name]);
  });
}

test('a survivor that stands still is found, the peer that was hit is not one', () => {
  const records = ['peer-0', 'peer-1'].flatMap((peer) =>
    [20, 40].map((step) => ({
      ...{ kind: 'step' as const, peer, step, teachers: 1, trainedSteps: step, taughtShare: 1 },
      trainingMs: step === 40 && peer === 'peer-1' ? 9_000 : 10 * step,
      seenAtMs: 100 * step,
    })),
  );
  assert.deepEqual(failedOf({ records }), []);
  const hitsTheOther = incident('kill-peer', {
    event: { kind: 'kill-peer', peer: 0, forMs: 0, overlapMs: null },
  });
  assert.deepEqual(failedOf({ records, incidents: [hitsTheOther] }), ['no survivor stands still for 5 s']);
  const everybody = incident('pause-everything');
  assert.deepEqual(failedOf({ records, incidents: [everybody] }), []);
  const unrecorded = { from: 0, to: STEPS };
  assert.deepEqual(
    failedOf({ records, incidents: [incident('fill-disk', { unrecorded })] }),
    [],
    'records are lost',
  );
});

test('events that overlap have a row of their own', () => {
  const incidents = [
    incident('kill-peer'),
    incident('kill-peer', { wholeMs: 6_000 }),
    incident('wipe-store', { isAlone: false }),
  ];
  assert.deepEqual(
    kindRows(outcome({ incidents })).map(({ kind, count, wholeMs }) => [kind, count, wholeMs]),
    [
      ['kill-peer', 2, { p50: 3_500, max: 4_000 }],
      ['overlapping', 1, { p50: 3_000, max: 3_000 }],
    ],
  );
});

test('a report shows each check and each kind', () => {
  const facts = { command: 'npm run chaos', seed: 1, skippedKinds: [], wallSeconds: 60 };
  const report = reportOf(outcome({ exitCode: 3 }), facts);
  assert.equal(report.passed, false);
  const text = reportText(report);
  assert.match(text, /kill-peer\W+1\W.*3\.0 \(3\.0\)/);
  assert.match(text, /exit code 0\W+FAILED\W+3/);
});
