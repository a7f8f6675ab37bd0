import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitsTable } from '../../../../scripts/launch/waits-table.js';
import { edgeOf, waitOf } from '../../../support/edges.js';

test('the table begins with the longest wait', () => {
  const [title, table] = waitsTable([waitOf('a', 'b', 0.25), waitOf('b', 'a', 3)]);
  assert.equal(title, 'who waited for whom:');
  assert.match(
    table!,
    /b ← a +│ +3\.0 s │ +30\.0 % │ +0\.5 s │ +0\.0 \(≤ 0\) │ +0\.0 % │ +2\.0 kB .*\n.*a ← b +│ +0\.3 s │ +2\.5 %/,
  );
});

test('what is not known is a dash; without edges there is no table', () => {
  const figures = edgeOf(0, { ageSteps: null, ageStepsMax: null, rowsWithoutShare: null });
  const [, table] = waitsTable([{ student: 'a', teacher: 'b', waitedShare: null, ...figures }]);
  assert.match(table!, /a ← b +│ +0\.0 s │ +– │ +0\.5 s │ +– │ +– │/);
  assert.deepEqual(waitsTable([]), []);
});

test('of many edges the first are shown, and the others counted', () => {
  const edges = Array.from({ length: 12 }, (_, i) => waitOf(`peer-${i}`, 'peer-12', i));
  const [, table, more] = waitsTable(edges);
  assert.equal(more, 'and 6 more in summary.json');
  assert.match(table!, /peer-11 ←/);
  assert.doesNotMatch(table!, /peer-5 ←/);
});

test('on a narrow terminal columns that do not fit stand below, each time with the names', () => {
  const [, ...tables] = waitsTable([waitOf('peer-0', 'peer-1', 3)], 60);
  assert.ok(tables.length > 1);
  for (const table of tables) {
    assert.match(table, /peer-0 ← peer-1/);
    assert.ok(table.split('\n').every((line) => line.length <= 60));
  }
});
