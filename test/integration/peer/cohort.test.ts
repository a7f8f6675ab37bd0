import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { startFakeCohort } from '../../support/fake-cohort.js';

const TIMEOUT = { timeout: 60_000 };
const STEPS = 60;

test('two peers teach each other at every step and finish together', TIMEOUT, async (t) => {
  const cohort = await startFakeCohort(t, {});
  const training = { stepsTotal: STEPS, stepMs: 5 };
  const outcomes = await Promise.all([
    cohort.startPeer('peer-0', training),
    cohort.startPeer('peer-1', training),
  ]);
  for (const { stoppedBy, result } of outcomes) {
    assert.equal(stoppedBy, 'finished');
    assert.equal(result!.fullSteps, STEPS, cohort.log.join('\n'));
    assert.equal(result!.degradedSteps + result!.soloSteps, 0);
    assert.deepEqual(result!.rejected, {});
  }
  const result = JSON.parse(await readFile(join(cohort.runDir, 'peers', 'peer-0', 'result.json'), 'utf8'));
  assert.equal(result.steps, STEPS);
  assert.ok(result.bytesSent > STEPS * 5_120 && result.bytesReceived > STEPS * 5_120);
  const exchanges = (await cohort.records()).filter((record) => record['kind'] === 'exchange');
  assert.ok(exchanges.length >= 2 * (STEPS / 10));
  assert.equal((await cohort.coordinator).stoppedBy, 'steps');
});
