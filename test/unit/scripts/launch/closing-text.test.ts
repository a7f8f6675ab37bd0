import assert from 'node:assert/strict';
import { test } from 'node:test';
import pc from 'picocolors';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { closingText } from '../../../../scripts/launch/closing-text.js';
import { summarizeRun } from '../../../../scripts/launch/summary.js';

const DIRECTORY = {
  path: '/x/run',
  summaryFile: '/x/run/summary.json',
  metricsFile: '/x/run/metrics.jsonl',
  logsDirectory: '/x/run/logs',
};
const ENDING = { spec: parseRunSpec({}), args: ['--peers', '2'], step: 1_277, stepsTotal: 3_000 };
const RUN = { runId: 'r', stoppedBy: 'interrupted', wallSeconds: 12.34, peers: [], scores: undefined };
const text = (stoppedBy: string, ending = ENDING): string =>
  closingText(DIRECTORY, summarizeRun({ ...RUN, stoppedBy }), ending, pc.createColors(false));

test('a run ends with where everything lies and what to try next', () => {
  for (const part of [
    '/x/run/summary.json',
    '/x/run/metrics.jsonl',
    '/x/run/peers/<peer>/checkpoints',
    'tensorboard --logdir /x/run/tensorboard',
    '/x/run/logs',
    'evaluate /x/run',
    'next: npm start -- --peers 2 --exchange none   (the same peers, each alone',
    'stopped by steps after 12.3 s',
  ]) {
    assert(text('steps').includes(part), part);
  }
});

test('an interrupted run is told how to go on', () => {
  assert.match(text('interrupted'), /next: the same command with --run-dir \/x\/run {3}\(goes on/);
});

test('an interrupted run says where it stands, and was stopped by nobody', () => {
  assert.match(text('interrupted'), /^interrupted at step 1277 of 3000 after 12\.3 s$/m);
  assert.match(
    text('interrupted', { ...ENDING, stepsTotal: 0 }),
    /^interrupted before the first step after/m,
  );
  assert.doesNotMatch(text('interrupted'), /stopped by/);
});

test('where a run was interrupted its peers know best: nats-server may have been away for long', () => {
  const told = summarizeRun({ ...RUN, peers: [{ id: 'a', network: 'mlp', restarts: 0, result: undefined }] });
  const [peer] = told.peers;
  const summary = { ...told, peers: [{ ...peer!, steps: 18_363 }, peer!] };
  assert.match(closingText(DIRECTORY, summary, ENDING), /interrupted at step 18363 of 3000/);
});
