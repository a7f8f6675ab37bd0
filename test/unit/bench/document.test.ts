import assert from 'node:assert/strict';
import { test } from 'node:test';
import { replaceSection, sectionMarkdown, tableMarkdown } from '../../../bench/document.js';

const DOCUMENT = `# Performance

Prose before.

<!-- bench:one-peer -->

old figures

<!-- /bench:one-peer -->

Prose between.

<!-- bench:growth -->

kept figures

<!-- /bench:growth -->
`;

test('a part takes the place of its old figures, and leaves prose and other parts as they are', () => {
  const replaced = replaceSection(DOCUMENT, 'one-peer', 'new figures\n');
  assert.equal(replaced, DOCUMENT.replace('old figures', 'new figures'));
});

test('replacing a part by the same content changes nothing', () => {
  assert.equal(replaceSection(DOCUMENT, 'growth', 'kept figures'), DOCUMENT);
});

test('a part without markers is added at the end, once', () => {
  const once = replaceSection(DOCUMENT, 'start-up', 'figures');
  assert.ok(once.startsWith(DOCUMENT.trimEnd()));
  assert.ok(once.endsWith('<!-- bench:start-up -->\n\nfigures\n\n<!-- /bench:start-up -->\n'));
  assert.equal(replaceSection(once, 'start-up', 'figures'), once);
  assert.equal(
    replaceSection('', 'exchange', 'figures'),
    '<!-- bench:exchange -->\n\nfigures\n\n<!-- /bench:exchange -->\n',
  );
});

test('a figure that looks like a pattern of a replacement is written as it is', () => {
  assert.ok(replaceSection(DOCUMENT, 'one-peer', "$& $1 $'").includes("\n\n$& $1 $'\n\n"));
});

test('a broken pair of markers is refused', () => {
  const endless = DOCUMENT.replace('<!-- /bench:growth -->', '');
  const beginless = DOCUMENT.replace('<!-- bench:growth -->', '');
  for (const broken of [endless, beginless]) {
    assert.throws(() => replaceSection(broken, 'growth', 'figures'), /markers of "growth" are broken/);
  }
});

test('a table has a rule that aligns figures to the right, and no cell ends early', () => {
  const table = { columns: ['network', 'ms'], rows: [['cnn | big', '33.1']] };
  assert.equal(tableMarkdown(table), '| network | ms |\n| --- | ---: |\n| cnn \\| big | 33.1 |');
});

test('a row with a cell too few is refused', () => {
  assert.throws(() => tableMarkdown({ columns: ['network', 'ms'], rows: [['cnn']] }), RangeError);
});

test('a part shows title, text, each table under its caption, and what it was measured on', () => {
  const table = { columns: ['a'], rows: [['1']] };
  const markdown = sectionMarkdown(
    {
      id: 'growth',
      title: 'How cost grows',
      text: 'How to read it.\n',
      tables: [{ ...table, caption: 'By peers:' }, table],
      data: null,
    },
    'Measured somewhere.',
  );
  const drawn = '| a |\n| --- |\n| 1 |';
  assert.equal(
    markdown,
    `## How cost grows\n\nHow to read it.\n\nBy peers:\n\n${drawn}\n\n${drawn}\n\nMeasured somewhere.`,
  );
});
