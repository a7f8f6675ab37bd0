import assert from 'node:assert/strict';
import { test } from 'node:test';
import specHelp from '#generated/spec-help';
import { specHelp as ofSchema } from '../../../scripts/spec-help.js';

test('the generated words are those of the schema', () => {
  assert.deepEqual(specHelp, JSON.parse(JSON.stringify(ofSchema())));
});

test('a field has its meaning, its default and its choices', () => {
  const help = ofSchema();
  assert.deepEqual(help['training.optimizer'], {
    text: 'as PyTorch defines them',
    fallback: 'sgd',
    choices: ['sgd', 'adam'],
  });
  assert.deepEqual(help['training.lr'], { text: 'learning rate at the start', fallback: 0.05 });
  assert.match(help['peers.network']!.text, /^mlp\[:256-128\], cnn/);
  for (const [path, { text }] of Object.entries(help)) assert.notEqual(text, '', path);
});
