import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ExchangeOptions,
  exchangeOptions,
  isHeardAt,
} from '../../../../../peer/core/exchange/options.js';
import { parseRunSpec } from '../../../../../proto/run-spec.js';
import { schemeOf } from '../../../../../proto/scheme.js';

const SHAPE = { classes: 10 };

function optionsFor(mode: string, wishes: object = {}): ExchangeOptions {
  const spec = parseRunSpec({ exchange: { mode }, distillation: { weight: 1 }, ...wishes });
  return exchangeOptions({ spec, scheme: schemeOf(spec) }, 'run', 'a', SHAPE);
}

test('an exchange is enabled where some epoch links peers by predictions and they weigh something', () => {
  const enabled = ['lockstep', 'stale:8', 'checkpoint:8', 'none'].map((mode) => optionsFor(mode).enabled);
  assert.deepEqual(enabled, [true, true, false, false]);
  assert.equal(optionsFor('lockstep', { distillation: { weight: 0 } }).enabled, false);
});

test('teachers are heard after burn-in, and never where nothing is exchanged', () => {
  const heard = (options: ExchangeOptions) => [0, 4, 5].map((step) => isHeardAt(options, step));
  const distillation = { burnInSteps: 5 };
  assert.deepEqual(heard(optionsFor('stale:8', { distillation })), [false, false, true]);
  assert.deepEqual(heard(optionsFor('none', { distillation })), [false, false, false]);
});

test('a sample has one row of logits and no features unless its shape says otherwise', () => {
  const { positions, featureShapes } = optionsFor('lockstep');
  assert.deepEqual([positions, featureShapes.size], [1, 0]);
});
