import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodistillError } from '../../../proto/errors.js';
import { parseExchangeMode } from '../../../proto/exchange-mode.js';

test('every mode is read with its numbers', () => {
  assert.deepEqual(parseExchangeMode('none'), { kind: 'none' });
  assert.deepEqual(parseExchangeMode('lockstep'), { kind: 'lockstep' });
  assert.deepEqual(parseExchangeMode('stale:50'), { kind: 'stale', stepsMax: 50 });
  assert.deepEqual(parseExchangeMode('checkpoint:1'), { kind: 'checkpoint', everySteps: 1 });
  assert.deepEqual(parseExchangeMode('cached:10000,0.25'), {
    kind: 'cached',
    entriesMax: 10_000,
    refreshFraction: 0.25,
  });
  assert.deepEqual(parseExchangeMode('cached:0'), { kind: 'cached', entriesMax: 0, refreshFraction: 0 });
});

test('what is no mode is refused with the forms there are', () => {
  const wrong = [
    '',
    'stale',
    'stale:',
    'stale:0',
    'stale:-1',
    'stale:1.5',
    'lockstep:3',
    'checkpoint',
    'cached',
    'cached:',
    'cached:1,2',
    'cached:1,0.5,3',
    'cached:1,x',
    'mixed',
    'mixed:',
    'mixed:lockstep@0',
    'mixed:mixed:none',
    'teleport',
    'stale:9999999999',
  ];
  for (const text of wrong) {
    assert.throws(
      () => parseExchangeMode(text),
      (error) =>
        error instanceof CodistillError && error.code === 'ERR_CONFIG' && error.fix.includes('stale:STEPS'),
      text,
    );
  }
});

test('a mixed run names its modes with their epochs, one where it does not say', () => {
  assert.deepEqual(parseExchangeMode('mixed:none+lockstep@2'), {
    kind: 'mixed',
    phases: [
      { mode: { kind: 'none' }, epochs: 1 },
      { mode: { kind: 'lockstep' }, epochs: 2 },
    ],
  });
});
