import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { missingSteps } from '../../../../peer/core/closing-warnings.js';
import { edgeFigures } from '../../../../peer/core/exchange/edge-figures.js';
import { EdgeLedger } from '../../../../peer/core/exchange/edge-ledger.js';
import { createStatistics } from '../../../../peer/core/exchange/statistics.js';
import {
  peerResult,
  readResult,
  removeResult,
  resultAfterAll,
  writeResult,
} from '../../../../peer/io/peer-result.js';
import type { CodistillError } from '../../../../proto/errors.js';
import { temporaryFolder } from '../../../support/data-files.js';

const FACTS = {
  id: 'peer-0',
  network: 'mlp',
  restarts: 1,
  device: 'cpu',
  parameters: 10,
  warnings: ['doubts'],
};
const TRAINING = {
  steps: 40,
  trainedSteps: 30,
  leftOutSteps: 1,
  dueSteps: 20,
  taughtShare: 0.75,
  taughtRowsShare: 0.5,
  gradientRatio: 0.25,
  validationAccuracy: 0.5,
  samplesPerSecond: 900,
  waitFraction: 0.1,
  stalenessStepsMax: 7,
  dataWaitFraction: 0.01,
  trainingSeconds: 4,
  edges: {},
};
const ledger = new EdgeLedger();
const NOTHING_YET = { statistics: createStatistics(), ledger };

test('a result holds what training came to and what the exchange counted, and lands whole beside nothing else', async (t) => {
  const runDir = await temporaryFolder(t);
  mkdirSync(join(runDir, 'peers', 'peer-0'), { recursive: true });
  const statistics = {
    ...createStatistics(),
    bytesSent: 5,
    bytesReceived: 6,
    missed: { b: 2 },
    soloSteps: 3,
    rowsOffered: 8,
    rowsTaught: 6,
    ages: [5, 1],
    ageStepsMax: 9,
    requestsSent: 10,
    requestsServed: 11,
    requestsDropped: 12,
    refreshed: 13,
    missesAsked: 14,
  };
  const counted = {
    statistics: { ...statistics, rejected: { STALE: 4 } as const },
    ledger: new EdgeLedger(),
  };
  counted.ledger.received('b', 6);
  const ranHere = new EdgeLedger(); // the trainer's own, where weights teach
  ranHere.step('b', 4, 4);
  ranHere.aged('b', 2, 4);
  const result = peerResult(FACTS, { ...TRAINING, edges: ranHere.sums() }, counted, 'nobody');
  assert.deepEqual(result, {
    ...FACTS,
    ...TRAINING,
    absences: 'nobody',
    warnings: ['doubts', ...missingSteps(TRAINING)],
    bytesSent: 5,
    bytesReceived: 6,
    rejected: { STALE: 4 },
    missed: { b: 2 },
    fullSteps: 0,
    degradedSteps: 0,
    soloSteps: 3,
    coverage: 0.75,
    stalenessStepsMax: 9,
    ages: [5, 1],
    requestsSent: 10,
    requestsServed: 11,
    requestsDropped: 12,
    refreshed: 13,
    missesAsked: 14,
    edges: edgeFigures(counted.ledger.sums(), ranHere.sums()),
  });
  assert.deepEqual([result.edges.b!.bytes, result.edges.b!.ageSteps], [6, 2]);
  const drowned = peerResult(
    FACTS,
    { ...TRAINING, gradientRatio: 500, taughtShare: 0.4 },
    { statistics, ledger },
    'nobody',
  ).warnings;
  assert.match(drowned.at(-2)!, /taught in 40\.0 % of the 20 steps .* nobody/);
  assert.match(drowned.at(-1)!, /500 times as strongly .* drown the labels/);
  await writeResult(runDir, { ...result, steps: 1 });
  await writeResult(runDir, result);
  assert.deepEqual(readdirSync(join(runDir, 'peers', 'peer-0')), ['result.json']);
  assert.deepEqual(JSON.parse(readFileSync(join(runDir, 'peers', 'peer-0', 'result.json'), 'utf8')), result);
});

test('a result is read back as it was written, NaN too, and is gone once removed', async (t) => {
  const runDir = await temporaryFolder(t);
  mkdirSync(join(runDir, 'peers', 'peer-0'), { recursive: true });
  assert.equal(readResult(runDir, 'peer-0'), undefined);
  const result = peerResult(FACTS, { ...TRAINING, validationAccuracy: Number.NaN }, NOTHING_YET, 'nobody');
  await writeResult(runDir, result);
  assert.deepEqual(readResult(runDir, 'peer-0'), result);
  removeResult(runDir, 'peer-0');
  removeResult(runDir, 'peer-0');
  assert.equal(readResult(runDir, 'peer-0'), undefined);
});

test('who comes when nothing is left to train keeps the result of the same end, and without one tells no false figures', async (t) => {
  const runDir = await temporaryFolder(t);
  mkdirSync(join(runDir, 'peers', 'peer-0'), { recursive: true });
  const first = peerResult(
    FACTS,
    TRAINING,
    { ...NOTHING_YET, statistics: { ...createStatistics(), bytesSent: 5 } },
    'nobody',
  );
  const empty = {
    ...TRAINING,
    samplesPerSecond: 0,
    trainingSeconds: 0,
    waitFraction: 0,
    dataWaitFraction: 0,
  };
  const second = peerResult({ ...FACTS, restarts: 2 }, empty, NOTHING_YET, 'nobody');
  for (const steps of [undefined, first.steps - 1]) {
    if (steps !== undefined) await writeResult(runDir, { ...first, steps });
    const { warnings, ...told } = resultAfterAll(runDir, second);
    const { warnings: before, ...rest } = second;
    const unknown = { samplesPerSecond: NaN, waitFraction: NaN, dataWaitFraction: NaN, trainingSeconds: NaN };
    assert.deepEqual(told, { ...rest, ...unknown, bytesSent: NaN, bytesReceived: NaN });
    assert.deepEqual(warnings, [
      ...before,
      'was started again when nothing was left to train: its speed and its traffic are not known',
    ]);
  }
  await writeResult(runDir, first);
  assert.deepEqual(resultAfterAll(runDir, second), first);
});

test('a damaged result is one error that names the file and the field', async (t) => {
  const runDir = await temporaryFolder(t);
  const file = join(runDir, 'peers', 'peer-0', 'result.json');
  mkdirSync(join(runDir, 'peers', 'peer-0'), { recursive: true });
  const whole = peerResult(FACTS, TRAINING, NOTHING_YET, 'nobody');
  const cases: [string, RegExp][] = [
    ['{"id": "peer-0"', /JSON/],
    ['5', /result: /],
    [JSON.stringify({ ...whole, steps: 'many' }), /steps: /],
    [JSON.stringify({ ...whole, rejected: { STALE: 'x' } }), /rejected\.STALE: /],
  ];
  for (const [text, problem] of cases) {
    writeFileSync(file, text);
    assert.throws(
      () => readResult(runDir, 'peer-0'),
      ({ code, message }: CodistillError) =>
        code === 'ERR_RUN_DIR' && message.includes(file) && problem.test(message),
    );
  }
});
