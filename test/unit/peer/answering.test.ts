import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answeringTeachers, exchangeOffer } from '../../../peer/answering.js';
import { type Offer, REQUEST } from '../../../peer/mailbox.js';
import { PHASE } from '../../../proto/codec.js';
import { parseRunSpec } from '../../../proto/run-spec.js';

const OFFER: Offer = {
  sequence: 4,
  step: 41,
  epoch: 2,
  phase: PHASE.afterUpdate,
  rows: 2,
  request: REQUEST.sendOnly,
  digest: new Uint8Array(16),
  ids: Uint32Array.of(7, 8),
  augmentationSeed: 9,
  ahead: null,
};

test('an offer goes to the core with its samples, its request in words', () => {
  const payload = new Uint8Array(8);
  const { sequence: _, ...named } = OFFER;
  assert.deepEqual(exchangeOffer(OFFER, payload), { ...named, request: 'sendOnly', payload });
  const asked = exchangeOffer({ ...OFFER, phase: PHASE.beforeUpdate, request: REQUEST.exchange }, payload);
  assert.deepEqual([asked.phase, asked.request], [PHASE.beforeUpdate, 'exchange']);
});

test('an answer names its teachers by their position in the run spec', () => {
  const spec = parseRunSpec({ peers: [{ id: 'b' }, { id: 'a' }] });
  const coverage = Float32Array.of(1, 0);
  const teachers = ['a', 'b'].map((peerId) => ({
    peerId,
    payload: new Uint8Array(4),
    weight: 0.5,
    coverage,
  }));
  const answer = { step: 0, outcome: 'closed', teachers, missing: [], waitedMs: 0 } as const;
  assert.deepEqual(
    answeringTeachers(spec, answer).map(({ position, weight }) => [position, weight]),
    [
      [1, 0.5],
      [0, 0.5],
    ],
  );
});
