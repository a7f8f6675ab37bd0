import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesText } from '../../../../coordinator/core/names-text.js';

test('few peers are named, of many the first and how many more', () => {
  const ids = Array.from({ length: 18 }, (_, i) => `p${i}`);
  assert.equal(namesText([]), '');
  assert.equal(namesText(ids.slice(0, 3)), 'p0, p1, p2');
  assert.equal(namesText(ids.slice(0, 16)), ids.slice(0, 16).join(', '));
  assert.equal(namesText(ids), `${ids.slice(0, 16).join(', ')} and 2 more`);
});
