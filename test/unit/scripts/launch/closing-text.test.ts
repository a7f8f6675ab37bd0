import assert from 'node:assert/strict';
import { test } from 'node:test';
import pc from 'picocolors';
import { closingText } from '../../../../scripts/launch/closing-text.js';
import { summarizeRun } from '../../../../scripts/launch/summary.js';

const DIRECTORY = {
  path: '/x/run',
  summaryFile: '/x/run/summary.json',
  metricsFile: '/x/run/metrics.jsonl',
  logsDirectory: '/x/run/logs',
};
const text = (stoppedBy: string): string =>
  closingText(
    DIRECTORY,
    summarizeRun({ runId: 'r', stoppedBy, wallSeconds: 12.34, peers: [], scores: undefined }),
    pc.createColors(false),
  );

test('a run ends with where everything lies and what to try next', () => {
  for (const part of [
    '/x/run/summary.json',
    '/x/run/metrics.jsonl',
    '/x/run/peers/<peer>/checkpoints',
    'tensorboard --logdir /x/run/tensorboard',
    '/x/run/logs',
    'evaluate /x/run',
    '--distillation-weight 0',
    'stopped by steps after 12.3 s',
  ]) {
    assert(text('steps').includes(part), part);
  }
});

test('an interrupted run is told how to go on', () => {
  assert.match(text('interrupted'), /next: the same command with --run-dir \/x\/run goes on/);
});
