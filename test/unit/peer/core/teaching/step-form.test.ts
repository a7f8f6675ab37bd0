import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type StepForm, stepForm } from '../../../../../peer/core/teaching/step-form.js';
import { parseRunSpec } from '../../../../../proto/run-spec.js';
import { schemeOf } from '../../../../../proto/scheme.js';

function formsOf(wishes: Readonly<Record<string, unknown>>, epochs = 1): StepForm[] {
  const spec = parseRunSpec(wishes);
  const scheme = schemeOf(spec);
  return Array.from({ length: epochs }, (_, epoch) => stepForm(scheme, spec.distillation, epoch));
}

test('a step is split in lockstep, whole where nobody is waited for, and alone where nobody teaches', () => {
  for (const [mode, form] of [
    ['lockstep', 'split'],
    ['stale:40', 'whole'],
    ['cached:0,0.2', 'whole'],
    ['checkpoint:10', 'whole'],
    ['none', 'alone'],
  ] as const) {
    assert.deepEqual(formsOf({ exchange: { mode } }), [form], mode);
    assert.deepEqual(formsOf({ exchange: { mode }, distillation: { weight: 0 } }), ['alone'], mode);
  }
});

test('each epoch of a mixed run has the form of its own mode', () => {
  const exchange = { mode: 'mixed:lockstep@1+cached:0,0@1+none@1' };
  assert.deepEqual(formsOf({ exchange }, 4), ['split', 'whole', 'alone', 'split']);
});

test('targets that depend on own predictions need them before the update, in every mode', () => {
  const distillation = { targets: 'kdcl-minlogit' } as const;
  assert.deepEqual(formsOf({ exchange: { mode: 'cached:0,0' }, distillation }), ['split']);
  const bounded = { divergenceMax: 2 } as const;
  assert.deepEqual(formsOf({ exchange: { mode: 'cached:0,0' }, distillation: bounded }), ['split']);
});

test('a single peer is taught by itself or by nobody', () => {
  const peers = [{ id: 'a', network: 'mlp:4' }];
  const mode = 'cached:0,1';
  assert.deepEqual(formsOf({ peers, exchange: { mode, graph: 'self' } }), ['whole']);
  assert.deepEqual(formsOf({ peers, exchange: { mode } }), ['alone']);
});
