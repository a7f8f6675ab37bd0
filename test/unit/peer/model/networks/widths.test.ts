import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseWidths } from '../../../../../peer/model/networks/widths.js';

test('widths are read in order, and no options mean the default', () => {
  assert.deepEqual(parseWidths('mlp', '25-12'), [25, 12]);
  assert.deepEqual(parseWidths('mlp', ''), [256, 128]);
  assert.deepEqual(parseWidths('transformer', '2-8-2'), [2, 8, 2]);
});

test('anything else is refused with an example', () => {
  for (const options of ['0', '-1', '12-', 'a', '1.5', '1e3', '65537', '1-2-3-4-5-6-7', ' 5']) {
    assert.throws(
      () => parseWidths('cnn', options),
      { code: 'ERR_NETWORK_UNKNOWN', fix: /cnn:32-64-128/ },
      options,
    );
  }
});

test('heads that do not divide the width are refused', () => {
  assert.throws(() => parseWidths('transformer', '3-64-5'), {
    code: 'ERR_NETWORK_UNKNOWN',
    message: /5 heads, which do not divide 64/,
    fix: /that the heads divide/,
  });
});
