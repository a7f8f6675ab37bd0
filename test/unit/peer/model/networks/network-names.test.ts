import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NETWORK_NAMES, splitNetworkName } from '../../../../../peer/model/networks/network-names.js';

test('every known name has a family, and options where it has a colon or a size', () => {
  for (const name of NETWORK_NAMES) assert(name.startsWith(splitNetworkName(name).family), name);
  const split = ['mlp:256-128', 'resnet20-exits', 'wrn-10-1:dropout=0.5', 'gru'].map(splitNetworkName);
  assert.deepEqual(split, [
    { family: 'mlp', options: '256-128' },
    { family: 'resnet', options: '20-exits' },
    { family: 'wrn', options: '10-1:dropout=0.5' },
    { family: 'gru', options: '' },
  ]);
});

for (const [name, nearest] of [
  ['resnet21', 'resnet20'],
  ['resnet20:x', 'resnet20'],
  ['mobilenet:2', 'mobilenet'],
  ['wrn-28', 'wrn-28-10'],
  ['mpl', 'mlp'],
]) {
  test(`"${name}" is refused with "${nearest}"`, () => {
    assert.throws(() => splitNetworkName(name!), {
      code: 'ERR_NETWORK_UNKNOWN',
      message: `there is no network "${name}"; did you mean "${nearest}"?`,
    });
  });
}
