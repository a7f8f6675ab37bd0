import assert from 'node:assert/strict';
import { test } from 'node:test';
import { terminalReport } from '../../../../scripts/compare/terminal.js';
import { smallReport, smallRuns, smallStudy, smallVariant } from '../../../support/small-study.js';

test('variants stand side by side where they fit', () => {
  const text = terminalReport(smallReport(), 120);
  assert.match(text, /│ +│ alone +│ taught +│/);
  assert.match(text, /Δ \+2\.00 \[\+0\.70, \+3\.30\] pp, p = 0\.016/);
});

test('what does not fit stands below', () => {
  const names = ['alone', 'taught', 'third', 'fourth'];
  const variants = names.map((name) => smallVariant(name, 'alone'));
  const runs = names.flatMap((name) =>
    smallRuns()
      .slice(0, 4)
      .map((run) => ({ ...run, variant: name })),
  );
  const lines = terminalReport(smallReport(smallStudy({ variants }), runs), 70).split('\n');
  const tables = lines.filter((line) => line.startsWith('┌'));
  assert(tables.length > 1, String(tables.length));
  assert(lines.filter((line) => line.startsWith('│')).every((line) => [...line].length <= 70));
});

test('what was found stands above the table, and even a single variant fits a narrow screen', () => {
  const lines = terminalReport(smallReport(), 60).split('\n');
  assert.match(lines[0]!, /^taught: test accuracy \+2\.00/);
  const table = lines.filter((line) => /^[│┌├└]/.test(line));
  assert(
    table.every((line) => [...line].length <= 60),
    table.join('\n'),
  );
});
