import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outlineOf, parseTable } from '../../../../scripts/reproduce/table-file.js';
import { SMALL_TABLE, smallTable } from '../../../support/small-table.js';

test('a table has the study of the scale that is asked for, and its cells', () => {
  const { name, scale, study, cells } = smallTable();
  assert.deepEqual([name, scale, study.name, study.about], ['tiny', 'small', 'tiny-small', 'teaching helps']);
  assert.deepEqual(
    cells.map((cell) => cell.name),
    ['both', 'loss', 'other'],
  );
  const [both, loss] = cells.map(({ rows }) => rows[0]!);
  assert.deepEqual(
    [both!.against, both!.metric, both!.band],
    ['alone', 'testAccuracy', { low: 0.005, high: 0.04 }],
  );
  assert.deepEqual(loss!.band, { low: Number.NEGATIVE_INFINITY, high: Math.log(0.5) });
});

test('of a table whose study is a file that file is read', () => {
  const study = 'name: other\nvariants: { alone: {}, taught: {} }\n';
  const asked: string[] = [];
  const table = parseTable(SMALL_TABLE, 'tiny.yaml', { scale: 'paper', sets: [] }, (name) => {
    asked.push(name);
    return study;
  });
  assert.deepEqual([asked, table.study.name], [['../other.yaml'], 'tiny-paper']);
});

test('of chosen cells only the variants are run that they look at, and what those are compared to', () => {
  const variants = (...cells: readonly string[]): readonly string[] =>
    smallTable({ cells }).study.variants.map(({ name }) => name);
  assert.deepEqual(variants('both'), ['alone', 'taught']);
  assert.deepEqual(variants('other'), ['alone', 'spare']);
  assert.deepEqual(variants('both', 'other'), ['alone', 'taught', 'spare']);
});

test('seeds and single fields may be others', () => {
  const { study } = smallTable({ seeds: [7, 8], sets: ['training.steps=3'] });
  assert.deepEqual(study.seeds, [7, 8]);
  assert(study.variants.every(({ spec }) => spec.training.steps === 3));
});

test('what is no table, no cell, no scale or no band is refused, and says what there is', () => {
  const code = 'ERR_CONFIG';
  const changed = (from: string | RegExp, to: string): (() => unknown) => {
    return () => smallTable({}, SMALL_TABLE.replace(from, to));
  };
  assert.throws(() => smallTable({ cells: ['none'] }), { code: 'ERR_USAGE', fix: /both, loss, other/ });
  assert.throws(changed('claim: teaching helps\n', ''), { code, message: /claim/ });
  assert.throws(changed('band: [0.005, 0.04]', 'band: [0.04, 0.005]'), { code, message: /band/ });
  assert.throws(changed('metric: testLoss', 'metric: nonsense'), { code, message: /unknown metric/ });
  assert.throws(changed('variant: spare', 'variant: spar'), { code, fix: /alone, taught, spare/ });
  assert.throws(changed('variant: spare', 'variant: alone'), { code, message: /no two variants/ });
  const small = SMALL_TABLE.replace(/ {2}paper:[\s\S]*? {2}small:/, '  small:');
  assert.throws(() => smallTable({ scale: 'paper' }, small), { code: 'ERR_USAGE', fix: /it has small/ });
});

test('an outline says which scales there are', () => {
  assert.deepEqual(outlineOf(SMALL_TABLE, 'tiny.yaml').scales, ['paper', 'small']);
});
