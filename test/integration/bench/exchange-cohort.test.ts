import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runExchangeCohort } from '../../../bench/exchange-cohort.js';

test('a cohort that only exchanges notes every exchange of every peer, stage by stage', async () => {
  const stages = [
    { rows: 4, warmUps: 2, exchanges: 8 },
    { rows: 16, warmUps: 0, exchanges: 5 },
  ];
  const spans = await runExchangeCohort(2, { classes: 3, stages });
  const noted = spans.map(({ peer, rows, spansMs }) => [peer, rows, spansMs.length]).sort();
  assert.deepEqual(noted, [
    ['peer-0', 16, 5],
    ['peer-0', 4, 8],
    ['peer-1', 16, 5],
    ['peer-1', 4, 8],
  ]);
  for (const { spansMs, elapsedMs } of spans) {
    const sumMs = spansMs.reduce((sum, one) => sum + one);
    assert.ok(spansMs.every((one) => one > 0) && elapsedMs >= sumMs, `${sumMs} of ${elapsedMs} ms`);
  }
});
