import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Leftovers } from '../../../proto/leftovers.js';

test('what runs leave is collected after some of them', () => {
  const leftovers = new Leftovers();
  const left = new WeakRef({ of: 'a run' });
  // In the turn in which a weak reference was made, or looked at, it holds its object.
  return new Promise<void>((resolve) => {
    setImmediate(() => {
      for (let run = 0; run < 8; run++) leftovers.runEnded();
      assert.equal(left.deref(), undefined);
      resolve();
    });
  });
});
