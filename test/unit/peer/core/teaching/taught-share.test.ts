import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isMeantToBeTaught,
  rowsTaught,
  taughtShares,
} from '../../../../../peer/core/teaching/taught-share.js';
import type { Teaching } from '../../../../../peer/core/teaching/teaching.js';
import { parseRunSpec } from '../../../../../proto/run-spec.js';
import { schemeOf } from '../../../../../proto/scheme.js';

function teaching(weight: number, coverage?: readonly number[]): Teaching {
  const whole = { peerId: 'a', logits: new Float32Array(4), weight };
  return coverage === undefined ? whole : { ...whole, coverage: Float32Array.from(coverage) };
}

test('a row is taught where an admitted teacher has a prediction for it', () => {
  assert.equal(rowsTaught([], 4), 0);
  assert.equal(rowsTaught([teaching(1)], 4), 4);
  assert.equal(rowsTaught([teaching(1, [1, 0, 0, 0.5])], 4), 2);
  assert.equal(rowsTaught([teaching(1, [1, 0, 0, 0.5]), teaching(0.5, [1, 1, 0, 0])], 4), 3);
  assert.equal(rowsTaught([teaching(0), teaching(1, [0, 0, 0, 1])], 4), 1, 'the first is set aside');
  assert.equal(rowsTaught([teaching(1, [0, 0, 0, 0])], 4), 0);
  assert.equal(rowsTaught([teaching(0), teaching(0)], 4), null, 'all that were heard are set aside');
});

test('shares are those of the due steps and rows, and none where nothing was due', () => {
  const counts = { dueSteps: 4, taughtSteps: 3, dueRows: 32, taughtRows: 8 };
  assert.deepEqual(taughtShares(counts), { taughtShare: 0.75, taughtRowsShare: 0.25 });
  const none = taughtShares({ dueSteps: 0, taughtSteps: 0, dueRows: 0, taughtRows: 0 });
  assert.deepEqual(none, { taughtShare: Number.NaN, taughtRowsShare: Number.NaN });
});

test('teaching is meant by the run, for the peer and in the epoch', () => {
  const meant = (spec: object, peerId = 'a', epoch = 0): boolean =>
    isMeantToBeTaught(schemeOf(parseRunSpec({ peers: [{ id: 'a' }, { id: 'b' }], ...spec })), peerId, epoch);
  assert.equal(meant({}), true);
  assert.equal(meant({ exchange: { mode: 'none' } }), false);
  assert.equal(meant({ distillation: { weight: 0 } }), false);
  assert.equal(meant({ peers: [{ id: 'a' }] }), false, 'a run of one peer');
  assert.equal(meant({ peers: [{ id: 'a' }], exchange: { graph: 'self', mode: 'cached:0,0' } }), true);
  assert.equal(meant({ exchange: { graph: 'b>a' } }, 'a'), true);
  assert.equal(meant({ exchange: { graph: 'b>a' } }, 'b'), false, 'no edge leads to it');
  const mixed = { exchange: { mode: 'mixed:lockstep@1+none@1' } };
  assert.deepEqual([meant(mixed, 'a', 0), meant(mixed, 'a', 1), meant(mixed, 'a', 2)], [true, false, true]);
});
