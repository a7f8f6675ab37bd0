import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellLines, verdictText } from '../../../../scripts/reproduce/cell-lines.js';
import { smallFindings } from '../../../support/small-table.js';

test('a cell says what was published, expected and found, and what counts', () => {
  const [both, loss] = smallFindings();
  assert.deepEqual(cellLines(both!), {
    title: 'both: test accuracy',
    verdict: 'reproduced',
    published: [
      ['Somebody, n = 1', '70.00 % → 72.00 %', '+2.00 pp'],
      ['a replica, n = 5', '', '+1.50 pp, sd 0.40 pp'],
      ['expected', '', 'two points'],
    ],
    ours: ['ours, n = 4', '81.50 % → 83.50 %', '+2.00 [+0.70, +3.30] pp, sd 0.82'],
    band: '+0.50 pp to +4.00 pp',
  });
  assert.equal(cellLines(loss!).band, '× 0.500 and less');
});

test('an open verdict says what would decide it', () => {
  const [, , other] = smallFindings();
  assert.equal(verdictText(other!), 'not yet decidable: not run yet');
  assert.equal(verdictText({ ...other!, seedsNeeded: 12 }), 'not yet decidable: 12 seeds would decide');
});
