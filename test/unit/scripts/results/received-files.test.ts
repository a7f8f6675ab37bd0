import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RESULT_FILES } from '../../../../proto/result-word.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { filesOf, piecesMax, RECEIVED_FILES } from '../../../../scripts/results/received-files.js';

test('every file of a result has a name that stays in its folder, and a bound of whole pieces', () => {
  assert.deepEqual(Object.keys(RECEIVED_FILES), [...RESULT_FILES]);
  for (const file of Object.values(RECEIVED_FILES)) {
    assert.match(file.name, /^[a-z-]+\.(json|jsonl|bin)$/);
    assert(Number.isInteger(piecesMax(file)) && piecesMax(file) > 0);
  }
});

test('one that only teaches has a result and records, a learner logits too', () => {
  const spec = parseRunSpec({
    peers: [{ id: 'learner' }, { id: 'teacher', role: 'teacher', source: 'model.ckpt' }],
  });
  assert.deepEqual(filesOf(spec, 'learner'), RESULT_FILES);
  assert.deepEqual(filesOf(spec, 'teacher'), ['result', 'records']);
});
