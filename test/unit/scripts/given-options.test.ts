import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyOption, swallowedOptions } from '../../../scripts/given-options.js';

const NAMES = ['epochs', 'data-dir', 'peer', 'json'];
const CHOSEN = { npm_config_cache: '/home/ada/.npm', npm_config_json: 'true' };

for (const [how, script, variables, options, fix] of [
  ['a value', 'start', { npm_config_epochs: '3' }, ['--epochs'], /npm start -- --epochs …/],
  ['a dash', 'start', { npm_config_data_dir: 'true' }, ['--data-dir'], /npm start -- --data-dir …/],
  ['none', 'codistill', { npm_config_peer: '' }, ['--peer'], /npm run codistill -- COMMAND --peer …/],
] as const) {
  test(`an option with ${how} that npm kept for itself is named, with how to write it`, () => {
    const error = swallowedOptions(NAMES, { ...CHOSEN, ...variables, npm_lifecycle_event: script });
    assert.equal(error?.code, 'ERR_USAGE');
    assert.match(error.message, new RegExp(`^npm took ${options[0]} for itself$`));
    assert.match(error.fix, fix);
  });
}

test('npm’s own options, its other scripts, and who comes without npm are left alone', () => {
  assert.equal(swallowedOptions(NAMES, { ...CHOSEN, npm_lifecycle_event: 'start' }), undefined);
  for (const script of ['test', undefined])
    assert.equal(swallowedOptions(NAMES, { npm_config_epochs: '3', npm_lifecycle_event: script }), undefined);
});

test('an option that is given nothing is named, among several values too', () => {
  for (const value of ['', ['x', '']])
    assert.equal(emptyOption(NAMES, { 'data-dir': value })?.message, '--data-dir is given nothing');
  assert.equal(emptyOption(NAMES, { 'data-dir': 'x', epochs: 0, json: false }), undefined);
});
