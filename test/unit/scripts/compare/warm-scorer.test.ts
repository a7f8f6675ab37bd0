import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WarmScorer } from '../../../../scripts/compare/warm-scorer.js';

test('a scorer that was closed begins no process for what was still to be scored', async (t) => {
  const scorer = new WarmScorer();
  t.after(() => scorer.close());
  scorer.close();
  const wishes = { scoreTraining: false, scoreFlatness: false, savePredictions: false, saveLogits: false };
  assert.deepEqual(await scorer.score({ runDir: 'nowhere', ...wishes }), { kind: 'died' });
  assert.equal(scorer.pid, undefined);
});
