import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createStatistics } from '../../../../peer/core/exchange/statistics.js';
import { peerResult, writeResult } from '../../../../peer/io/peer-result.js';
import { temporaryFolder } from '../../../support/data-files.js';

const FACTS = { id: 'peer-0', network: 'mlp', restarts: 1, device: 'cpu', parameters: 10 };
const TRAINING = {
  steps: 40,
  validationAccuracy: 0.5,
  samplesPerSecond: 900,
  waitFraction: 0.1,
  stalenessStepsMax: 7,
  dataWaitFraction: 0.01,
};

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
  const result = peerResult(FACTS, TRAINING, { ...statistics, rejected: { STALE: 4 } });
  assert.deepEqual(result, {
    ...FACTS,
    ...TRAINING,
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
  });
  writeResult(runDir, { ...result, steps: 1 });
  writeResult(runDir, result);
  assert.deepEqual(readdirSync(join(runDir, 'peers', 'peer-0')), ['result.json']);
  assert.deepEqual(JSON.parse(readFileSync(join(runDir, 'peers', 'peer-0', 'result.json'), 'utf8')), result);
});
