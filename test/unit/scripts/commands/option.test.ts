import assert from 'node:assert/strict';
import { test } from 'node:test';
import yargs from 'yargs';
import {
  DATA_DIR,
  flag,
  MOST_USED,
  numeric,
  seedsTyped,
  under,
  valued,
} from '../../../../scripts/commands/option.js';

test('an option is a text, a number or a flag, and only a flag stands without a value', () => {
  const parser = yargs([])
    .options(under('Run:', { name: valued('a name'), count: numeric('a count'), loud: flag('loud') }))
    .exitProcess(false)
    .fail((message) => {
      throw new Error(message);
    });
  const { name, count, loud } = parser.parseSync('--name 7 --count 8 --loud');
  assert.deepEqual([name, count, loud], ['7', 8, true]);
  assert.throws(() => parser.parseSync('--name'), /Not enough arguments following: name/);
});

test('what is said of an option beyond its kind is kept, and a heading is put over all', () => {
  const { name, loud } = under('Run:', { name: valued('a name', { default: 'x' }), loud: flag('loud') });
  assert.equal(name?.default, 'x');
  assert.deepEqual([name?.group, loud?.group, DATA_DIR.group], ['Run:', 'Run:', MOST_USED]);
});

test('seeds are a count or a list', () => {
  assert.equal(seedsTyped(undefined), undefined);
  assert.equal(seedsTyped('5'), 5);
  assert.deepEqual(seedsTyped('3,1'), [3, 1]);
  assert.equal(seedsTyped(['2', '7']), 7, 'the last one counts');
});

for (const typed of ['two', '1.5', '-3', '', '1,x', '1,,2', '1,', '1e3', '1 2', '0x2']) {
  test(`--seeds "${typed}" is refused as it was typed`, () => {
    assert.throws(() => seedsTyped(typed), {
      code: 'ERR_USAGE',
      message: `--seeds ${typed}: neither a count nor a list of seeds`,
      fix: /such as 5, .* such as 1,2,3/,
    });
  });
}
