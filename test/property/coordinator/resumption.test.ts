import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { firstStep } from '../../../coordinator/core/resumption.js';
import { schemeOf } from '../../../proto/scheme.js';
import { specOf } from '../../support/specs.js';
import '../../support/property-seed.js';

const schemes = {
  strict: { scheme: schemeOf(specOf({ exchange: { quorum: 'all' } })) },
  lockstep: { scheme: schemeOf(specOf()) },
  freeRunning: { scheme: schemeOf(specOf({ exchange: { mode: 'stale:10' } })) },
};

/** Peers with some checkpoints each, of every twentieth step. */
const peers = fc.array(
  fc
    .uniqueArray(fc.nat(8), { minLength: 1, maxLength: 4 })
    .map((units) => units.map((unit) => 20 * unit).sort((a, b) => a - b))
    .map((checkpointSteps) => ({ checkpointSteps, step: checkpointSteps.at(-1)! })),
  { minLength: 1, maxLength: 4 },
);

test('a strict cohort begins at a step of which all have a checkpoint, and at no older one than it must', () => {
  fc.assert(
    fc.property(peers, (all) => {
      const start = firstStep(all, schemes.strict);
      const common = [0, 20, 40, 60, 80, 100, 120, 140, 160].filter((step) =>
        all.every(({ checkpointSteps }) => checkpointSteps.includes(step)),
      );
      assert.equal(start, common.at(-1));
    }),
  );
});

test('a cohort without --strict always begins, gives up one checkpoint at the most, and never jumps further than it must', () => {
  fc.assert(
    fc.property(peers, (all) => {
      const start = firstStep(all, schemes.lockstep)!;
      const furthest = Math.max(...all.map(({ step }) => step));
      assert.ok(start <= furthest);
      for (const { checkpointSteps } of all)
        assert.ok(checkpointSteps.filter((step) => step > start).length <= 1);
      if (start < furthest) assert.equal(start, firstStep(all, schemes.strict));
    }),
  );
});

test('the order of the peers does not matter', () => {
  fc.assert(
    fc.property(peers, (all) => {
      for (const scheme of Object.values(schemes))
        assert.equal(firstStep([...all].reverse(), scheme), firstStep(all, scheme));
    }),
  );
});

test('where nobody waits for anybody, nobody goes back', () => {
  fc.assert(
    fc.property(peers, (all) => {
      assert.equal(firstStep(all, schemes.freeRunning), Math.max(...all.map(({ step }) => step)));
    }),
  );
});
