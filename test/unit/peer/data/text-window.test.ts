import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDataName } from '../../../../peer/data/data-name.js';
import { textWindow } from '../../../../peer/data/text-window.js';
import { failure } from '../../../support/data-files.js';

const windowOf = (name: string, ...networks: string[]): readonly number[] => {
  const { tokens, positions, stride } = textWindow(parseDataName(name), networks);
  return [tokens, positions, stride];
};

test('networks that all read a fixed context get windows of the longest, with one prediction', () => {
  assert.deepEqual(windowOf('text:a.txt', 'mlp-lm'), [16, 1, 1]);
  assert.deepEqual(windowOf('text:a.txt', 'mlp-lm', 'mlp-lm:32-16-64'), [32, 1, 1]);
});

test('one network that reads more gives everybody a prediction at every token', () => {
  assert.deepEqual(windowOf('text:a.txt', 'mlp-lm', 'gru'), [64, 64, 64]);
  assert.deepEqual(windowOf('text:a.txt', './mine.js'), [64, 64, 64]);
  assert.deepEqual(windowOf('text:a.txt'), [64, 64, 64]);
});

test('a window is never shorter than a context: by default it is as long, and a shorter one is refused', () => {
  assert.deepEqual(windowOf('text:a.txt', 'mlp-lm:100-4-8', 'gru'), [100, 100, 100]);
  assert.deepEqual(windowOf('text:a.txt,window=16', 'mlp-lm', 'gru'), [16, 16, 16]);
  for (const networks of [['mlp-lm:20-4-8'], ['gru', 'mlp-lm:20-4-8', 'mlp-lm']])
    assert.throws(
      () => windowOf('text:a.txt,window=19', ...networks),
      failure('ERR_SHAPE', /"mlp-lm:20-4-8" reads 20 tokens, window=19 has fewer/, /window= 20 or more/),
    );
});

test('what the name says goes before', () => {
  assert.deepEqual(windowOf('text:a.txt,window=32', 'gru'), [32, 32, 32]);
  assert.deepEqual(windowOf('bytes:a.txt,window=32,positions=8', 'gru'), [32, 8, 8]);
  assert.deepEqual(windowOf('text:a.txt,window=20,positions=20,stride=5', 'mlp-lm'), [20, 20, 5]);
});

test('more predictions than tokens, and numbers out of range, are refused', () => {
  assert.throws(() => windowOf('text:a.txt,positions=17', 'mlp-lm'), failure('ERR_CONFIG', /positions=17/));
  for (const option of ['window=0', 'positions=0', 'stride=0', 'window=5000', 'window=1.5']) {
    assert.throws(() => windowOf(`text:a.txt,${option}`, 'gru'), failure('ERR_CONFIG'));
  }
});
