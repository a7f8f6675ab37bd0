import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sideBySide, widthOf } from '../../../scripts/side-by-side.js';

const draw = (columns: readonly string[]): string => `head\n${columns.join(' ')}`;

test('as many columns as fit stand side by side, the others below', () => {
  const columns = ['aa', 'bb', 'cc', 'dd', 'ee'];
  assert.deepEqual(sideBySide(columns, draw, 80), ['head\naa bb cc dd ee']);
  assert.deepEqual(sideBySide(columns, draw, 8), ['head\naa bb cc', 'head\ndd ee']);
  assert.deepEqual(sideBySide(columns.slice(0, 2), draw, 1), ['head\naa', 'head\nbb'], 'one at least');
});

test('the width is that of the widest line, in characters', () => {
  assert.equal(widthOf('a\n⇄⇄⇄\nbb'), 3);
});
