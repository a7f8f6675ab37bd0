import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goodputTable, returnTable } from '../../../bench/goodput-table.js';

const FIGURES = {
  ...{ network: 'mlp', peers: 4, survivors: 2, intervalSeconds: 60 },
  ...{ undisturbed: [100, 110], ofSurvivors: [98, 110], ofAll: [90, 99] },
  returns: [2_000, 3_000].map((totalMs) => ({
    firstStep: { totalMs, partsMs: { launcher: totalMs - 1_000, process: 1_000 } },
    taughtMs: totalMs + 200,
  })),
};

test('shares are taken within each repeat, beside what is wanted and what others have published', () => {
  const { rows } = goodputTable(FIGURES);
  assert.deepEqual(rows[0], ['steps of the survivors ÷ without kills', '99.0 (98.5–99.5) %', '≥ 97 %', '–']);
  assert.match(rows[1]!.join(' | '), /90\.0 \(90\.0–90\.0\) % \| ≥ 90 % \| 88 %/);
  assert.match(rows[2]!.join(' | '), /kill → first step \| 2\.50 \(2\.25–2\.75\) s \| ≤ 4 s \| about 5 s/);
});

test('where a return’s time goes is told by its parts', () => {
  const { columns, rows } = returnTable(FIGURES);
  assert.deepEqual(columns.slice(0, 3), ['network', 'launcher', 'process']);
  assert.deepEqual(rows[0]!.slice(0, 3), ['mlp', '1.50', '1.00']);
});
