import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseWidths } from '../../../../../peer/model/networks/widths.js';

const parse = (options: string): readonly number[] => parseWidths('mlp', options, [7], { min: 1, max: 3 });

test('widths are read in order, and no options mean the default', () => {
  assert.deepEqual(parse('256-128'), [256, 128]);
  assert.deepEqual(parse(''), [7]);
});

test('anything else is refused with an example', () => {
  for (const options of ['0', '-1', '12-', 'a', '1.5', '1e3', '65537', '1-2-3-4', ' 5']) {
    assert.throws(() => parse(options), { code: 'ERR_NETWORK_UNKNOWN', fix: /mlp:7/ }, options);
  }
});
