import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markdownReport } from '../../../../scripts/compare/markdown.js';
import { smallReport, smallRuns, smallStudy, smallVariant } from '../../../support/small-study.js';

test('the report is a table whose rows all have as many cells as its head', () => {
  const lines = markdownReport(smallReport())
    .split('\n')
    .filter((line) => line.startsWith('|'));
  assert.equal(lines.length, 2 + 4);
  assert.deepEqual(new Set(lines.map((line) => line.split(/(?<!\\)\|/).length)), new Set([5]));
  assert.match(lines[3]!, /^\| test accuracy \| 81\.50 ± 1\.29 % \[79\.45, 83\.55\] \| /);
});

test('failures, gates and hypotheses appear where there are some', () => {
  const plain = markdownReport(smallReport());
  for (const absent of ['Gates', 'Failed', 'Hypotheses']) assert.doesNotMatch(plain, new RegExp(absent));
  const study = smallStudy({ gates: [{ metric: 'testAccuracy', variants: ['alone'], min: 0.9 }] });
  assert.match(markdownReport(smallReport(study)), /Gates:\n- testAccuracy of alone, at least 90\.00 %/);
});

test('signs of Markdown in names are only signs', () => {
  const variants = [smallVariant('a|b *c*', 'a|b *c*')];
  const runs = smallRuns()
    .slice(0, 4)
    .map((run) => ({ ...run, variant: 'a|b *c*' }));
  assert.match(
    markdownReport(smallReport(smallStudy({ variants }), runs)),
    /^\| {2}\| a\\\|b \\\*c\\\* \|$/m,
  );
});

test('what was found stands above the table', () => {
  const text = markdownReport(smallReport());
  assert(text.indexOf('Found:\n- taught: test accuracy') > 0);
  assert(text.indexOf('Found:') < text.indexOf('| test accuracy |'));
});
