import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodistillError } from '../../../proto/errors.js';
import {
  asksForPredictions,
  modeAt,
  modesOf,
  parseExchangeMode,
  runsInStep,
} from '../../../proto/exchange-mode.js';

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

test('a mixed run goes through its modes by epoch, again and again', () => {
  const mode = parseExchangeMode('mixed:lockstep@1+cached:0,0.1@3');
  const kinds = Array.from({ length: 9 }, (_, epoch) => modeAt(mode, epoch).kind);
  assert.deepEqual(kinds, [
    'lockstep',
    'cached',
    'cached',
    'cached',
    'lockstep',
    'cached',
    'cached',
    'cached',
    'lockstep',
  ]);
  assert.deepEqual(
    modesOf(mode).map(({ kind }) => kind),
    ['lockstep', 'cached'],
  );
  assert.equal(modeAt(parseExchangeMode('stale:5'), 7).kind, 'stale');
  assert.deepEqual(parseExchangeMode('mixed:none+lockstep@2'), {
    kind: 'mixed',
    phases: [
      { mode: { kind: 'none' }, epochs: 1 },
      { mode: { kind: 'lockstep' }, epochs: 2 },
    ],
  });
});

test('it follows from the mode whether peers wait for each other, and whether they ask each other', () => {
  const runs = ['none', 'lockstep', 'stale:1', 'checkpoint:1', 'cached:0', 'mixed:none+lockstep'];
  assert.deepEqual(
    runs.map((text) => runsInStep(parseExchangeMode(text), 'any')),
    [false, true, false, false, false, true],
  );
  assert.deepEqual(
    runs.map((text) => runsInStep(parseExchangeMode(text), 'all')),
    [false, true, false, true, false, true],
  );
  assert.deepEqual(
    runs.slice(0, 5).map((text) => modesOf(parseExchangeMode(text)).some(asksForPredictions)),
    [false, false, true, false, true],
  );
});
