import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableCsv, valuesCsv } from '../../../../scripts/compare/csv.js';
import { smallReport, smallRuns, smallStudy, smallVariant } from '../../../support/small-study.js';

test('the table is a line for each variant and metric, empty where there is no number', () => {
  const lines = tableCsv(smallReport().comparison).trimEnd().split('\n');
  assert.equal(lines.length, 1 + 2 * 3);
  const [alone, taught] = lines.filter((line) => line.includes(',testAccuracy,'));
  assert.match(alone!, /^alone,alone,testAccuracy,4,0\.815\d*,0\.0129\d+,0\.79\d+,0\.83\d+,,,,,,,$/);
  assert.equal(taught!.split(',').length, lines[0]!.split(',').length);
  assert.equal(Number(taught!.split(',')[8]), 4);
});

test('every value is a line of its own', () => {
  const lines = valuesCsv(smallReport().comparison).trimEnd().split('\n');
  assert.equal(lines.length, 1 + 2 * 3 * 4);
  assert(lines.includes('taught,3,testAccuracy,0.84'));
});

test('a name with commas or quotes stays one field', () => {
  const variants = [smallVariant('cached:0,0.2 "x"', 'cached:0,0.2 "x"')];
  const runs = smallRuns().map((run) => ({ ...run, variant: 'cached:0,0.2 "x"' }));
  const csv = valuesCsv(smallReport(smallStudy({ variants }), runs.slice(0, 4)).comparison);
  assert.match(csv, /^"cached:0,0\.2 ""x""",1,testAccuracy,0\.8$/m);
});
