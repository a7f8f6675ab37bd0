import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { replaceSection } from '../../../bench/document.js';
import { overviewChart, overviewRows, overviewTable, timesText } from '../../../bench/overview.js';
import { overviewMarkdown } from '../../../bench/record.js';
import type { Performance } from '../../../bench/section.js';
import { REPOSITORY } from '../../support/repository.js';

const docs = (name: string): string => readFileSync(join(REPOSITORY, 'docs', name), 'utf8');
const measured = JSON.parse(docs('performance.json')) as Performance;

const alone = (network: string, ours: number, torch: number, batch = 128) => ({
  ...{ network, batch, threads: 2, parameters: 1, measuredAt: '', commit: null },
  ...{ compiledStepMs: [ours], torchStepMs: [torch] },
});
const mutual = (peers: number, ours: number, one: number, gloo: number) => ({
  ...{ network: 'mlp', batch: 128, peers, measuredAt: '', commit: null },
  ...{ ourSamplesPerSecond: [ours], oneProcessSamplesPerSecond: [one], glooSamplesPerSecond: [gloo] },
});
const performanceOf = (data: Readonly<Record<string, readonly object[]>>): Performance =>
  Object.fromEntries(
    Object.entries(data).map(([id, rows]) => [id, { data: rows }]),
  ) as unknown as Performance;

test('the head table has every network at one batch size, beside the better form of PyTorch', () => {
  const rows = overviewRows(
    performanceOf({
      'one-peer': [alone('mlp', 4, 2), alone('mlp', 1, 1, 32), alone('cnn', 2, 3)],
      'mutual-learning': [mutual(4, 1_000, 1_020, 500), mutual(2, 2_000, 100, 1_000)],
    }),
  );
  assert.deepEqual(overviewTable(rows).rows, [
    ['one network alone', 'mlp', '32,000', '64,000', 'PyTorch, 2.00×'],
    ['one network alone', 'cnn', '64,000', '42,667', '**codistill, 1.50×**'],
    ['2 learn from each other', 'mlp', '2,000', '1,000', '**codistill, 2.00×**'],
    ['4 learn from each other', 'mlp', '1,000', '1,020', 'equally fast'],
  ]);
});

test('the picture has a bar for each row, and says of each who is faster', () => {
  const rows = overviewRows(performanceOf({ 'one-peer': [alone('mlp', 4, 2), alone('cnn', 2, 3)] }));
  const { values } = overviewChart(rows).data as { values: readonly Record<string, unknown>[] };
  assert.deepEqual(
    values.map(({ name, ratio, label, faster }) => [name, ratio, label, faster]),
    [
      ['one network alone: mlp', 0.5, '0.50×', 'PyTorch'],
      ['one network alone: cnn', 1.5, '1.50×', 'codistill'],
    ],
  );
});

test('what has not been measured has no row', () => assert.deepEqual(overviewRows({}), []));

test('the head table of the document is the one that the kept figures give', () => {
  const document = docs('performance.md');
  assert.equal(replaceSection(document, 'overview', overviewMarkdown(measured)), document);
});

test('the picture of the document shows the ratios that the kept figures give', () => {
  const picture = docs('performance.svg');
  for (const { network, ratio } of overviewRows(measured)) {
    assert.ok(picture.includes(`>${timesText(ratio)}<`), `${network}, ${timesText(ratio)}`);
  }
});
