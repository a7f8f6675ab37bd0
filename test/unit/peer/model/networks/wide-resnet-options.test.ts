import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseWideResnet } from '../../../../../peer/model/networks/wide-resnet-options.js';

test('depth, width and dropout are read', () => {
  assert.deepEqual(parseWideResnet('28-10'), { blocks: 4, width: 10, dropoutRate: 0 });
  assert.deepEqual(parseWideResnet('10-1:dropout=0.3'), { blocks: 1, width: 1, dropoutRate: 0.3 });
});

for (const options of [
  '20-2',
  '4-1',
  '16-0',
  '16-65',
  '1006-1',
  '16-2:dropout=1',
  '16-2:',
  '16-2:x=1',
  '16',
]) {
  test(`wrn-${options} is refused with the depths there are`, () => {
    assert.throws(() => parseWideResnet(options), {
      code: 'ERR_NETWORK_UNKNOWN',
      message: `there is no Wide ResNet "wrn-${options}"`,
      fix: /DEPTH one of 10, 16, 22/,
    });
  });
}
