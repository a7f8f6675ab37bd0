import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { planRuns } from '../../../../scripts/compare/study.js';
import { checkNames } from '../../../../scripts/launch/check-names.js';
import { listTables, openTable } from '../../../../scripts/reproduce/tables.js';
import { REPOSITORY } from '../../../support/repository.js';

for (const { name, scales } of listTables()) {
  for (const scale of scales) {
    test(`${name} at ${scale} scale is called like its file, its runs valid and its recipe told`, () => {
      const { table, files } = openTable(name, { scale, sets: [] });
      assert.equal(table.name, name);
      assert(files[0]!.endsWith(join('study', 'tables', `${name}.yaml`)));
      assert(table.recipe.length > 1 && table.cells.length > 0);
      for (const { spec } of planRuns(table.study)) checkNames(spec);
      const used = table.cells.flatMap(({ rows }) =>
        rows.flatMap(({ variant, against }) => [variant, against]),
      );
      const idle = table.study.variants.filter((one) => !used.includes(one.name));
      assert.deepEqual(
        idle.map((one) => one.name),
        [],
        'runs that no cell looks at',
      );
    });
  }
}

test('a table that is not there is refused with those that are', () => {
  assert.throws(() => openTable('dml-table3', { scale: 'small', sets: [] }), {
    code: 'ERR_USAGE',
    fix: /dml-table2/,
  });
  assert.throws(() => openTable('./none.yaml', { scale: 'small', sets: [] }), { code: 'ERR_USAGE' });
});

test('a file of one’s own is a table, too', () => {
  const file = join(REPOSITORY, 'study/tables/dml-table2.yaml');
  assert.equal(openTable(file, { scale: 'small', sets: [] }).table.name, 'dml-table2');
});
