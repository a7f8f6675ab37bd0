import assert from 'node:assert/strict';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { GrowingMetrics, metricRows } from '../../../../scripts/api/metric-row.js';
import { temporaryDirectory } from '../../../support/launch.js';

const line = (kind: string, step: number): string => `${JSON.stringify({ kind, peer: 'ä', step })}\n`;

test('steps and validations are metrics, other records and broken lines are not', () => {
  const text = `${line('run', 0)}${line('step', 20)}{"kind":"st\n${line('evaluation', 30)}${line('exchange', 40)}`;
  assert.deepEqual(
    metricRows(text).map(({ kind, step }) => [kind, step]),
    [
      ['step', 20],
      ['evaluation', 30],
    ],
  );
});

test('of a file that grows each metric comes once, as soon as its line is whole', (t) => {
  const file = join(temporaryDirectory(t), 'metrics.jsonl');
  writeFileSync(file, line('step', 20));
  const metrics = new GrowingMetrics(file);
  const taken = (): number[] => metrics.take().map(({ step }) => step);
  assert.deepEqual(taken(), [], 'of an earlier launch');
  const whole = Buffer.from(line('step', 60));
  const cut = whole.indexOf('ä') + 1; // in the middle of a character
  appendFileSync(file, Buffer.concat([Buffer.from(line('step', 40)), whole.subarray(0, cut)]));
  assert.deepEqual(taken(), [40]);
  assert.deepEqual(taken(), []);
  appendFileSync(file, whole.subarray(cut));
  assert.deepEqual(
    metrics.take().map(({ step, peer }) => [step, peer]),
    [[60, 'ä']],
  );
  rmSync(file);
  assert.deepEqual(taken(), [], 'the directory may be removed in the middle of a run');
});
